import type { Asked } from '../api/situation.js';

/** What the second question of a compare has of its own. */
export type SecondKind = 'd' | 'k' | 'edition';

export interface Second {
  readonly kind: SecondKind;
  /** A day, `now` as a known date, or the name of an edition. */
  readonly value: string;
}

/** Reads `d:DAY`, `k:DAY`, `k:now` or `edition:NAME`. */
export function secondOf(vs: string | undefined): Second | undefined {
  const [, kind, value] = /^(d|k|edition):(.+)$/.exec(vs ?? '') ?? [];
  return kind === undefined || value === undefined ? undefined : { kind: kind as SecondKind, value };
}

/** The second question: the first with one of its parts changed. */
export function askedBeside(asked: Asked, { kind, value }: Second): Asked {
  if (kind === 'd') return { ...asked, d: value };
  if (kind === 'k') return { ...asked, k: value === 'now' ? undefined : value };
  return { ...asked, edition: value === 'live' ? undefined : value };
}

/** Whether the second question stands before the first: the earlier of two days; of two editions the live one. */
export function isBefore(asked: Asked, knownDay: string, { kind, value }: Second): boolean {
  if (kind === 'd') return value < asked.d;
  if (kind === 'k') return value !== 'now' && value < knownDay;
  return value === 'live';
}
