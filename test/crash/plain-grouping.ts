import type { ReportVersion } from '#situation';

/** Values under the same key, in the order of their first. */
export function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

/** What every claim and figure carries of the version that makes it; a version that was never known makes none. */
export const carried = (versions: readonly ReportVersion[]): readonly ReportVersion[] =>
  versions.filter(({ knownFromMs, knownToMs }) => knownFromMs < knownToMs);
