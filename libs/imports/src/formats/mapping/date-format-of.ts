/** The format of some dates, where it is not ISO 8601: day first where a first number is over 12, else month first. */
export function dateFormatOf(values: readonly string[]): { readonly format?: string } {
  const parts = values.flatMap((value) => {
    const found = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s([AP]M))?)?$/i.exec(value);
    return found === null ? [] : [found];
  });
  const [first] = parts;
  if (first === undefined || parts.length < values.length) return {};
  const [, , separator = '/', , , hour, , second, half] = first;
  const isDayFirst = parts.some(([, one]) => Number(one) > 12) || separator === '.';
  const date = (isDayFirst ? ['D', 'M', 'YYYY'] : ['M', 'D', 'YYYY']).join(separator);
  if (hour === undefined) return { format: date };
  return {
    format: `${date} ${half === undefined ? 'H' : 'h'}:mm${second === undefined ? '' : ':ss'}${half === undefined ? '' : ' A'}`,
  };
}
