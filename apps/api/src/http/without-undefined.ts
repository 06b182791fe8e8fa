/** The fields in the order written, without those that are not known. Every report passes here many times, so nothing is made in between. */
export function withoutUndefined<Whole extends object>(fields: {
  [Name in keyof Whole]: Whole[Name] | undefined;
}): Whole {
  const known: Partial<Whole> = {};
  for (const name of Object.keys(fields) as (keyof Whole)[]) {
    const value = fields[name];
    if (value !== undefined) known[name] = value;
  }
  return known as Whole;
}
