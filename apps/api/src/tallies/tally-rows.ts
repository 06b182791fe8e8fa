import {
  type Bucket,
  decideTallies,
  isTimeRollUp,
  itemsByName,
  type NamedSums,
  type PlaceId,
  reckonNamed,
  reckonTallies,
  reckonWindows,
  type Reckoning,
  sumNamed,
  type TallyItem,
  type TallyQuestion,
  Windows,
} from '#situation';
import type { TallyQueryDto } from './tally-query.dto.js';
import { windowsAsked } from './tally-query.rules.js';
import { refusingTooMany } from './too-many-counts.js';

/** A reckoning and the bucket that it is of; null without a roll-up. */
export interface TallyRow {
  readonly bucket: string | null;
  readonly reckoning: Reckoning;
}

/** Orders rows, and is where a page goes on. A bucket's own tildes are doubled, so that no cursor is another one's beginning. */
export const cursorOf = ({ bucket, reckoning: { measure, group, unit, rolledUpOf } }: TallyRow): string =>
  [escaped(bucket ?? ''), measure, group, unit, rolledUpOf === undefined ? '' : 'rolled-up'].join('~');

const escaped = (bucket: string): string => bucket.replaceAll('~', '~~');

/** From behind a cursor on, at most so many rows. */
export interface RowsPage {
  readonly after: string | undefined;
  /** True where the row of the cursor itself is asked for again. */
  readonly isIncluded: boolean;
  readonly most: number;
}

/** What of a question is to be reckoned: all of it where no page is given. */
export interface RowsAsked {
  readonly question: TallyQuestion;
  readonly asked: Pick<TallyQueryDto, 'by' | 'role' | 'actor' | 'from' | 'to'>;
  readonly sums: NamedSums;
  readonly isPlaceAsked: (place: PlaceId) => boolean;
  readonly page: RowsPage | undefined;
}

const whole: RowsPage = { after: undefined, isIncluded: false, most: Number.POSITIVE_INFINITY };

/** The rows of a page among rows in order. */
export const pageOfRows = (rows: readonly TallyRow[], { after, isIncluded, most }: RowsPage): readonly TallyRow[] =>
  rows
    .filter((row) => after === undefined || cursorOf(row) > after || (isIncluded && cursorOf(row) === after))
    .slice(0, most);

/**
 * Returns the rows of a page, or more, in order: buckets are reckoned only as far as the page reaches.
 *
 * @throws {Rejected} `malformed` when more counts lie in its days, weeks or months than one answer places.
 */
export function rowsFrom(items: readonly TallyItem[], asked: RowsAsked): readonly TallyRow[] {
  const { by } = asked.asked;
  const instead =
    by !== undefined && isTimeRollUp(by)
      ? {
          parameter: 'limit',
          detail: `send a limit below ${(asked.page ?? whole).most - 1}, ask by something longer than ${by}, or for fewer groups.`,
        }
      : { parameter: 'from', detail: 'ask for fewer days, a smaller area, or fewer groups.' };
  return refusingTooMany(() => reckonRows(items, asked), instead);
}

function reckonRows(items: readonly TallyItem[], asked: RowsAsked): readonly TallyRow[] {
  const { sums, page: asPaged = whole } = asked;
  const rows: TallyRow[] = [];
  for (const { bucket, reckonings } of bucketsFrom(items, asked)) {
    const ofBucket = sumNamed(sums.groups === undefined ? reckonings : eachOnce(reckonings, sums.groups), sums)
      .map((reckoning): TallyRow => ({ bucket: bucket === whole_window ? null : bucket, reckoning }))
      .sort((a, b) => (cursorOf(a) < cursorOf(b) ? -1 : 1));
    rows.push(...pageOfRows(ofBucket, asPaged));
    if (rows.length >= asPaged.most) break;
  }
  return rows.slice(0, asPaged.most);
}

const whole_window = '';

/** The buckets in order, from that of the cursor on. */
function* bucketsFrom(items: readonly TallyItem[], rows: RowsAsked): Iterable<Bucket> {
  const { question, asked, page: { after } = whole } = rows;
  const { by } = asked;
  if (by === undefined) yield { bucket: whole_window, reckonings: reckonTallies(items, question) };
  else if (isTimeRollUp(by)) yield* bucketsOfTime(items, rows);
  else {
    const choice = {
      isPlaceAsked: rows.isPlaceAsked,
      ...(asked.role === undefined ? {} : { role: asked.role }),
      ...(asked.actor === undefined ? {} : { actor: asked.actor }),
    };
    const named = itemsByName(items, by, choice)
      .map((one) => ({ one, order: startOf(one.bucket) }))
      .filter(({ order }) => isFrom(order, after))
      .sort((a, b) => (a.order < b.order ? -1 : 1));
    for (const { one } of named) yield { bucket: one.bucket, reckonings: reckonNamed(one, question, by) };
  }
}

const startOf = (bucket: string): string => `${escaped(bucket)}~`;

const isFrom = (start: string, after: string | undefined): boolean =>
  after === undefined || start > after || after.startsWith(start);

function* bucketsOfTime(items: readonly TallyItem[], { question, asked, page }: RowsAsked): Iterable<Bucket> {
  const { after, most } = page ?? whole;
  const stretches = (windowsAsked(asked) ?? []).filter(({ bucket }) => isFrom(startOf(bucket), after));
  const decided = decideTallies(items, question);
  for (let at = 0; at < stretches.length; at += most) {
    const some = stretches.slice(at, at + most);
    const windows = new Windows(
      some.map(({ window }) => window),
      { areParts: true },
    );
    const reckoned = reckonWindows(decided, windows);
    yield* some.map(({ bucket }, index) => ({ bucket, reckonings: reckoned[index] ?? [] }));
  }
}

/** One reckoning for each of these groups, measure and unit: with its parts where they have figures. */
const eachOnce = (all: readonly Reckoning[], groups: readonly string[]): readonly Reckoning[] =>
  all.filter(
    (one) =>
      groups.includes(one.group) &&
      (one.rolledUpOf !== undefined ||
        !all.some(
          (other) =>
            other.rolledUpOf !== undefined &&
            [other.measure, other.group, other.unit].join() === [one.measure, one.group, one.unit].join(),
        )),
  );
