/** The fields in the order written, without those that are not known. */
export const withoutUndefined = <Whole extends object>(fields: {
  [Name in keyof Whole]: Whole[Name] | undefined;
}): Whole => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Whole;
