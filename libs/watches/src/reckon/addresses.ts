import { isDay } from '#situation';

/** A path with its query; what is undefined is left out. */
export function addressOf(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

export const momentParameter = (at: string): { readonly validAt: string } => ({
  validAt: isDay(at) ? at : new Date(at).toISOString(),
});
