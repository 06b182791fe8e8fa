/** Far deeper than any fact, and shallow enough for whatever walks a value: JSON.stringify, PostgreSQL's jsonb. */
const deepest_nesting = 100;

/**
 * Finds what PostgreSQL cannot store in a parsed JSON value, and says where: text with NUL or half a surrogate pair, or
 * nesting without end.
 */
export function findUnstorable(value: unknown, pointer = '', depth = 0): string | undefined {
  if (typeof value === 'string') {
    if (value.includes('\u0000')) return `${pointer || '/'} contains NUL`;
    return value.isWellFormed() ? undefined : `${pointer || '/'} contains half a surrogate pair`;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= deepest_nesting) return `the body is nested more than ${deepest_nesting} deep`;
  for (const [key, part] of Object.entries(value)) {
    const found = findUnstorable(key, `${pointer}/(key)`) ?? findUnstorable(part, `${pointer}/${key}`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** True when the JSON text must be searched: without escapes and with few brackets it cannot hold such a value. */
export const mayBeUnstorable = (json: string): boolean =>
  json.includes('\\u') || json.split(/[[{]/, deepest_nesting + 2).length > deepest_nesting + 1;
