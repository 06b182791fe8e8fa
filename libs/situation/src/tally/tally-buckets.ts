import { Temporal } from 'temporal-polyfill';
import { decideTallies, reckonTallies, reckonWindows } from './combine-tallies.js';
import { groupBy } from '../group-by.js';
import type { ActorId, PlaceId } from '../ids.js';
import type { ActorRole } from '../report/report.js';
import type { Reckoning } from './tally-answer.js';
import type { TallyItem } from './tally-items.js';
import { Windows } from './tally-windows.js';
import type { TallyQuestion } from './tally-totals.js';
import { addDays, type Day } from '../time/time.js';

/** What an answer can be given by: one for each day, ISO week or month of the window, or for each of what counts name. */
export const rollUps = ['day', 'week', 'month', 'place', 'group', 'actor', 'incident'] as const;
export type RollUp = (typeof rollUps)[number];
export type TimeRollUp = 'day' | 'week' | 'month';

export const isTimeRollUp = (by: RollUp): by is TimeRollUp => by === 'day' || by === 'week' || by === 'month';

/** What falls into one bucket. */
export interface Bucket {
  /** `2017-03-07`, `2017-W10`, `2017-03`, or the slug or key of what it is by. */
  readonly bucket: string;
  readonly reckonings: readonly Reckoning[];
}

/** A stretch of the window: a day, a week from Monday to Sunday, a month; the first and the last may be cut. */
export interface BucketWindow {
  readonly bucket: string;
  readonly window: { readonly from: Day; readonly to: Day };
}

/** The window cut into days, weeks or months, side by side and without a gap; at most `max` of them. */
export function bucketWindows(by: TimeRollUp, from: Day, to: Day, max: number): readonly BucketWindow[] {
  const windows: BucketWindow[] = [];
  for (let start = from; start <= to && windows.length < max;) {
    const last = lastDayOf(by, start);
    const end = last < to ? last : to;
    windows.push({ bucket: labelOf(by, start), window: { from: start, to: end } });
    start = addDays(end, 1);
  }
  return windows;
}

function lastDayOf(by: TimeRollUp, day: Day): Day {
  const date = Temporal.PlainDate.from(day);
  if (by === 'day') return day;
  return by === 'week' ? addDays(day, 7 - date.dayOfWeek) : addDays(day, date.daysInMonth - date.day);
}

function labelOf(by: TimeRollUp, day: Day): string {
  if (by !== 'week') return by === 'day' ? day : day.slice(0, 7);
  const { weekOfYear = 0, yearOfWeek = 0 } = Temporal.PlainDate.from(day);
  return `${String(yearOfWeek)}-W${String(weekOfYear).padStart(2, '0')}`;
}

/** What was decided for the whole question, in each stretch of time: those of a window add up to it. */
export function reckonByTime(
  items: readonly TallyItem[],
  question: TallyQuestion,
  stretches: readonly BucketWindow[],
): readonly Bucket[] {
  const reckonings = reckonWindows(decideTallies(items, question), new Windows(stretches.map(({ window }) => window)));
  return stretches.map(({ bucket }, at) => ({ bucket, reckonings: reckonings[at] ?? [] }));
}

/** What decides which places and actors get a bucket. */
export interface BucketChoice {
  readonly isPlaceAsked: (place: PlaceId) => boolean;
  /** The actor asked about: it stands for its parts. */
  readonly actor?: ActorId;
  /** Actors in this role only. */
  readonly role?: ActorRole;
}

/** The items that name a group, an incident, a place or an actor. */
export interface NamedItems {
  readonly bucket: string;
  readonly items: readonly TallyItem[];
}

/**
 * The items of each group, incident, place or actor. Buckets of places and actors are not to be added: what names two is
 * in both, and a total of an area is not divided among its parts.
 */
export function itemsByName(
  items: readonly TallyItem[],
  by: Exclude<RollUp, TimeRollUp>,
  choice: BucketChoice,
): readonly NamedItems[] {
  const named = items.flatMap((item) => [...new Set(namesOf(item, by, choice))].map((bucket) => ({ bucket, item })));
  return [...groupBy(named, ({ bucket }) => bucket)].map(([bucket, all]) => ({
    bucket,
    items: all.map(({ item }) => item),
  }));
}

/** What counts of one name; of a place only what is counted there. */
export const reckonNamed = (
  { bucket, items }: NamedItems,
  question: TallyQuestion,
  by: Exclude<RollUp, TimeRollUp>,
): readonly Reckoning[] =>
  reckonTallies(items, by === 'place' ? { ...question, isPlaceAsked: (at) => at === bucket } : question);

/** One reckoning for each group, incident, place or actor, in order. */
export const reckonByName = (
  items: readonly TallyItem[],
  question: TallyQuestion,
  by: Exclude<RollUp, TimeRollUp>,
  choice: BucketChoice,
): readonly Bucket[] =>
  [...itemsByName(items, by, choice)]
    .sort((a, b) => (a.bucket < b.bucket ? -1 : 1))
    .map((named) => ({ bucket: named.bucket, reckonings: reckonNamed(named, question, by) }));

function namesOf(item: TallyItem, by: Exclude<RollUp, TimeRollUp>, choice: BucketChoice): readonly string[] {
  if (by === 'group') return [item.group];
  if (by === 'incident') return [incidentName(item.incident)];
  if (by === 'place') return item.places.filter(choice.isPlaceAsked);
  const named = item.actors.filter(({ role }) => choice.role === undefined || role === choice.role);
  return [...named.map(({ actor }) => actor), ...(item.through === undefined ? [] : [choice.actor ?? []].flat())];
}

/** An incident as answers name it: its key, or the id of the report that stands alone. */
export const incidentName = (incident: string): string => incident.replace(/^(incident|report):/, '');
