import type { CountedItem, Involvement, Period } from '#situation';
import { asMs } from '../../table/columns.js';

/** A part that an actor plays, as stored: `victim:ypg`. */
export const asPart = ({ role, actor }: Involvement): string => `${role}:${actor}`;

/** The parts that were stored. */
export const fromParts = (parts: readonly string[]): readonly Involvement[] =>
  parts.map((part) => {
    const [role, actor = ''] = part.split(':');
    return { role: role as Involvement['role'], actor };
  });

/** A list as one text: that is read many times faster than an array. No slug, flag or id has a comma. */
const listed = (row: string, column: string): string => `array_to_string(${row}.${column}, ',') ${column}`;

/** The columns of a span `row` that make an item; where nobody asks who takes part, its `actors` are empty. */
export const itemColumns = (row: string, withoutActors = false): string =>
  `${row}.incident, ${row}.measure, ${row}.group_id "group", ${row}.unit, ${row}.basis, ${listed(row, 'places')},
   ${row}.period_from::text, ${row}.period_to::text, ${row}.overnight, ${row}.low, ${row}.best, ${row}.high,
   ${row}.low_exclusive "lowExclusive", ${listed(row, 'flags')}, ${listed(row, 'part_of')},
   ${withoutActors ? `'' actors` : listed(row, 'actors')}, ${row}.reliability, ${row}.credibility,
   ${asMs(`${row}.told_at`)} "toldMs", ${row}.parts, ${row}.origin`;

const nothing: readonly never[] = [];
export const listOf = (text: string): readonly string[] => (text === '' ? nothing : text.split(','));

type Writable<Item> = { -readonly [Field in keyof Item]: Item[Field] };

/** The item that a row holds, all but the reports that it rests on. */
export function toItem(row: ItemRow): Writable<CountedItem> {
  const item: Writable<CountedItem> = {
    incident: row.incident,
    measure: row.measure,
    group: row.group,
    unit: row.unit,
    basis: row.basis,
    places: listOf(row.places),
    period: periodOf(row),
    overnight: row.overnight,
    lowExclusive: row.lowExclusive,
    flags: listOf(row.flags) as CountedItem['flags'],
    partOf: listOf(row.part_of),
    actors: fromParts(listOf(row.actors)),
    grade: { reliability: row.reliability, credibility: row.credibility },
    toldMs: row.toldMs,
  };
  if (row.low !== null) item.low = row.low;
  if (row.best !== null) item.best = row.best;
  if (row.high !== null) item.high = row.high;
  if (row.parts !== null) item.parts = row.parts;
  if (row.origin !== null) item.origin = row.origin;
  return item;
}

function periodOf({ period_from: from, period_to: to }: ItemRow): Period {
  if (from === null) return to === null ? {} : { to };
  return to === null ? { from } : { from, to };
}

/** A row of `tally_span` as selected by `itemColumns`. */
export interface ItemRow extends Pick<
  CountedItem,
  'incident' | 'measure' | 'group' | 'unit' | 'basis' | 'overnight' | 'lowExclusive' | 'toldMs'
> {
  readonly places: string;
  readonly flags: string;
  readonly part_of: string;
  readonly actors: string;
  readonly origin: string | null;
  readonly parts: NonNullable<CountedItem['parts']> | null;
  readonly period_from: string | null;
  readonly period_to: string | null;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly reliability: CountedItem['grade']['reliability'];
  readonly credibility: CountedItem['grade']['credibility'];
}
