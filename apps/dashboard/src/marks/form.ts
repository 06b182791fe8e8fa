import type { Control } from '../api/situation.js';
import type { Parties, Party } from './parties.js';

/** What kind of place it is. */
export type Shape = 'circle' | 'square' | 'bridge' | 'line' | 'area';

/** How sure the answer is. */
export type Form = 'solid' | 'ring' | 'stipple' | 'tint' | 'slant' | 'stripes' | 'halves' | 'hollow';

/** All that a mark shows. */
export interface MarkForm {
  readonly form: Form;
  /** Tokens of the colours, at most three; `ink` where nobody is named, `paper` for a side that is not known. */
  readonly tokens: readonly string[];
  readonly letters: string;
  /** Old or stale: the heart is empty. */
  readonly heart: boolean;
}

/** The part of an answer that a mark is drawn from. */
export type Answer = Pick<Control, 'status' | 'holders' | 'extent' | 'stale' | 'aged' | 'transition'>;

export const unknown_answer: Answer & Pick<Control, 'conditions'> = {
  status: 'unknown',
  holders: [],
  conditions: [],
  extent: null,
  stale: false,
  aged: false,
  transition: null,
};

const shapes: Readonly<Record<string, Shape>> = {
  building: 'square',
  base: 'square',
  position: 'square',
  site: 'square',
  bridge: 'bridge',
  road: 'line',
  river: 'line',
  border: 'line',
  governorate: 'area',
  region: 'area',
  country: 'area',
};

export const shapeOf = (kind: string | undefined): Shape => shapes[kind ?? ''] ?? 'circle';

const city_px = 26;
const town_px = 20;
const other_px = 16;

/** The width of a mark on the map, in pixels. */
export const sizeOf = (kind: string | undefined): number =>
  kind === 'city' ? city_px : kind === 'village' || kind === 'base' ? town_px : other_px;

/** Form says how sure, colour says who. */
export function formOf(answer: Answer, parties: Parties): MarkForm {
  const sides = parties.ofAll(answer.holders);
  const tokens = distinctTokens(sides);
  const letters = sides.length === 1 ? (sides[0]?.letters ?? '') : '';
  const heart = answer.aged || answer.stale;
  switch (answer.status) {
    case 'held':
      if (answer.aged) return { form: 'ring', tokens: tokens.slice(0, 1), letters: '', heart };
      if (answer.extent !== null) return { form: 'stipple', tokens: tokens.slice(0, 1), letters: '', heart };
      return { form: tokens.length > 1 ? 'halves' : 'solid', tokens, letters, heart };
    case 'inferred':
      return { form: 'tint', tokens: tokens.slice(0, 1), letters, heart: false };
    case 'transition': {
      const from = distinctTokens(parties.ofAll(answer.transition?.from ?? []));
      const to = distinctTokens(parties.ofAll(answer.transition?.to ?? answer.holders));
      return { form: 'slant', tokens: [from[0] ?? 'paper', to[0] ?? 'ink'], letters: '', heart: false };
    }
    case 'contested':
      return { form: 'stripes', tokens: [tokens[0] ?? 'ink', tokens[1] ?? 'paper'], letters: '', heart };
    case 'divided':
      return { form: 'halves', tokens: tokens.length > 1 ? tokens : [tokens[0] ?? 'ink', 'paper'], letters: '', heart };
    default:
      return { form: 'hollow', tokens: [], letters: '', heart: false };
  }
}

const most_parts = 3;

/** Two sides without a colour of their own still are two: the second is drawn in ink. */
function distinctTokens(sides: readonly Party[]): readonly string[] {
  return sides
    .map(({ token }, index) =>
      token === 'oth' && sides.findIndex((one) => one.token === 'oth') < index ? 'ink' : token,
    )
    .slice(0, most_parts);
}
