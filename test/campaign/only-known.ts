type Unknown = null | undefined | '' | readonly [];

/** A copy without the fields that say nothing: null, undefined, empty text, empty lists. Zero and false say something. */
export function onlyKnown<Draft extends object>(fields: { [Name in keyof Draft]: Draft[Name] | Unknown }): Draft {
  const known = Object.entries(fields).filter(([, value]) => !isUnknown(value));
  return Object.fromEntries(known) as Draft;
}

const isUnknown = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
