import type { CountRow } from './count-rows.js';

/** A count that somebody keeps in sight: of what, of whom, and within which place; without one within all that is asked about. */
export interface Pin {
  readonly measure: string;
  readonly group: string;
  readonly place: string | undefined;
}

/** Reads `MEASURE:GROUP` and `MEASURE:GROUP:PLACE`. */
export function pinOf(text: string): Pin {
  const [measure = '', group = '', place] = text.split(':');
  return { measure, group, place };
}

/** How the pin of a count is written, which was asked for within a place or anywhere. */
export const writePin = ({ measure, group }: Pick<CountRow, 'measure' | 'group'>, place: string | undefined): string =>
  [measure, group, ...(place === undefined ? [] : [place])].join(':');

/** The pins with one more, or without it where it is there. */
export const turned = (pins: readonly string[], pin: string): readonly string[] =>
  pins.includes(pin) ? pins.filter((one) => one !== pin) : [...pins, pin];

/** The rows of the pins in their order; `rowsIn` has those that were asked for within each place. */
export const rowsOfPins = (
  pins: readonly Pin[],
  rowsIn: (place: string | undefined) => readonly CountRow[],
): readonly CountRow[] =>
  pins.flatMap(({ measure, group, place }) =>
    rowsIn(place)
      .filter((row) => row.measure === measure && row.group === group)
      .map((row) => ({ ...row, within: place })),
  );
