import type { Figure, Period } from '../tally/figure.js';
import type { PlaceId } from '../ids.js';
import type { Report } from '../report/report.js';
import { type Day, type Instant, instantMs, isDay, localDay, type Moment, type TimeZone } from './time.js';

/** The zone of a place's days; that of a place which is not registered is UTC. */
export type ZoneOf = (place: PlaceId) => TimeZone;

/**
 * Returns the local day of a moment: an instant falls on a day of the place, and without a place on the day that it is
 * written with, which is the one that its author meant.
 */
export function dayOfMoment(moment: Moment, place: PlaceId | undefined, zoneOf: ZoneOf): Day {
  if (isDay(moment)) return moment;
  return place === undefined ? dayWritten(moment) : localDay(instantMs(moment), zoneOf(place));
}

const dayWritten = (instant: Instant): Day => instant.slice(0, 10) as Day;

/** Returns when a report says that it happened, in local days of its first place, both ends included. */
export const daysOfReport = ({ occurred, places: [first] }: Report, zoneOf: ZoneOf): Period =>
  daysOf(occurred, first, zoneOf);

/**
 * Returns the local day of a report about one day, given by the day or by instants that lie in it; undefined for any other.
 * The days are those of `place`, by default of the report's first place.
 */
export function onlyDayOf(
  { occurred, places: [first] }: Report,
  place: PlaceId | undefined,
  zoneOf: ZoneOf,
): Day | undefined {
  const { from, to } = daysOf(occurred, place ?? first, zoneOf);
  return from === to ? from : undefined;
}

/** Returns the figure with its period in local days of its place, which is that of the report where it names none. */
export function inLocalDays({ instants, ...figure }: Figure, { places: [first] }: Report, zoneOf: ZoneOf): Figure {
  if (instants === undefined) return figure;
  return { ...figure, period: daysOf({ ...figure.period, ...instants }, figure.place ?? first, zoneOf) };
}

/** Ends that are written with different offsets may fall on days the wrong way round: then both are the later one. */
function daysOf({ from, to }: Ends, place: PlaceId | undefined, zoneOf: ZoneOf): Period {
  const first = from === undefined ? undefined : dayOfMoment(from, place, zoneOf);
  const last = to === undefined ? undefined : dayOfMoment(to, place, zoneOf);
  if (first === undefined) return last === undefined ? {} : { to: last };
  if (last === undefined) return { from: first };
  return last < first ? { from: first, to: first } : { from: first, to: last };
}

interface Ends {
  readonly from?: Moment;
  readonly to?: Moment;
}

/** A period as events have it: in days as written, and beside them the instants that it was told by, if any. */
export function writtenPeriod(told: Ends): Pick<Figure, 'period' | 'instants'> {
  const written = (moment: Moment): Day => (isDay(moment) ? moment : dayWritten(moment));
  const ends = (['from', 'to'] as const).flatMap((end) => {
    const moment = told[end];
    return moment === undefined ? [] : [[end, moment] as const];
  });
  const instants = ends.filter(([, moment]) => !isDay(moment));
  return {
    period: Object.fromEntries(ends.map(([end, moment]) => [end, written(moment)])),
    ...(instants.length === 0 ? {} : { instants: Object.fromEntries(instants) }),
  };
}

/** The places whose zones the days of a report hang on. */
export const placesOfDays = ({ places: [first], figures }: Report): readonly PlaceId[] =>
  [first, ...figures.map(({ place }) => place)].filter((place) => place !== undefined);
