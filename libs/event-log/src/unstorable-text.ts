/** Finds text that PostgreSQL cannot store, NUL or half a surrogate pair, in a parsed JSON value; says where. */
export function findUnstorableText(value: unknown, pointer = ''): string | undefined {
  if (typeof value === 'string') {
    if (value.includes('\u0000')) return `${pointer || '/'} contains NUL`;
    return value.isWellFormed() ? undefined : `${pointer || '/'} contains half a surrogate pair`;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const found = findUnstorableText(key, `${pointer}/(key)`) ?? findUnstorableText(part, `${pointer}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
