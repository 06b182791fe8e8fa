import { catalogue, type DevelopmentType } from './catalogue.js';
import type { Figure } from '../tally/figure.js';
import type { PlaceKind } from '../gazetteer/gazetteer.js';
import type { ActorId, PlaceId, ReportId } from '../ids.js';
import { type Day, daysBetween } from '../time/time.js';

/** Where a place lies, in degrees. */
export interface Coordinates {
  readonly lat: number;
  readonly lon: number;
}

/** A place that a report names, with what the registry says of it. */
export interface ComparedPlace {
  readonly id: PlaceId;
  readonly location?: Coordinates;
  /** Absent when the place is not registered. */
  readonly kind?: PlaceKind;
  /** Every place that it lies in, at any depth. */
  readonly within?: readonly PlaceId[];
}

/** What two reports are compared by. */
export interface ReportTraits {
  readonly reportId: ReportId;
  readonly type: DevelopmentType;
  /** From and to of what happened, as local days; one that is not given is taken to be the other. */
  readonly from?: Day;
  readonly to?: Day;
  readonly places: readonly ComparedPlace[];
  readonly actors: readonly ActorId[];
  readonly figures: readonly Pick<Figure, 'measure' | 'group' | 'low' | 'best' | 'high'>[];
  /** The incident that it belongs to; absent when it stands alone. */
  readonly incident?: string;
}

/** How much each part of a likeness weighs. They come to 1. */
export const likeness_weights = { place: 0.35, days: 0.2, actors: 0.2, type: 0.15, counts: 0.1 } as const;
export type LikenessPart = keyof typeof likeness_weights;

/** Places this far apart, in kilometres, are not alike at all. */
export const farthest_km = 50;
/** Developments this many days apart are not alike at all; reports further apart are never compared. */
export const farthest_days = 4;

/** How alike two reports are in one respect: 0 not at all, 1 the same. */
export interface PartLikeness {
  readonly part: LikenessPart;
  readonly weight: number;
  readonly likeness: number;
  /** For people: what was compared, such as "12 km apart". */
  readonly because: string;
}

/** How alike two reports are: the weighted mean of the parts that both say something about. */
export interface Likeness {
  readonly score: number;
  readonly parts: readonly PartLikeness[];
}

/** Of a long list this many are compared, the first ones: so a pair is a bounded amount of work. */
export const most_compared = 8;

/**
 * How likely two reports tell of one development. A part that one of them says nothing about is left out and the others
 * weigh the more; without a place and a day on both sides nothing can be said, and the answer is undefined. So it is
 * when place and days alone keep the score from reaching `atLeast`: then the rest is not worth looking at.
 */
export function likenessOf(a: ReportTraits, b: ReportTraits, atLeast = 0): Likeness | undefined {
  const days = dayLikeness(a, b);
  if (days === undefined || greatestScore(1, days.likeness) < atLeast) return undefined;
  const place = placeLikeness(a, b);
  if (place === undefined || greatestScore(place.likeness, days.likeness) < atLeast) return undefined;
  const found = { place, days, actors: actorLikeness(a, b), type: typeLikeness(a, b), counts: countLikeness(a, b) };
  const parts = (Object.keys(likeness_weights) as LikenessPart[]).flatMap((part) => {
    const one = found[part];
    return one === undefined ? [] : [{ part, weight: likeness_weights[part], ...one }];
  });
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  const score = parts.reduce((sum, part) => sum + part.weight * part.likeness, 0) / weight;
  return { score: toHundredths(score), parts };
}

/** The score of two reports that are the same in every other respect. */
const greatestScore = (place: number, days: number): number =>
  toHundredths(1 - (1 - place) * likeness_weights.place - (1 - days) * likeness_weights.days);

type Compared = Pick<PartLikeness, 'likeness' | 'because'> | undefined;

const toHundredths = (value: number): number => Math.round(value * 100) / 100;

/** The nearest two places decide; a place that both name is no distance away, wherever it lies. */
function placeLikeness(a: ReportTraits, b: ReportTraits): Compared {
  const [placesA, placesB] = [a.places.slice(0, most_compared), b.places.slice(0, most_compared)];
  let km: number | undefined;
  for (const { id, location } of placesA) {
    for (const other of placesB) {
      if (other.id === id) return { likeness: 1, because: `both at ${id}` };
      if (location === undefined || other.location === undefined) continue;
      km = Math.min(km ?? Number.POSITIVE_INFINITY, distanceKm(location, other.location));
    }
  }
  if (km === undefined) return undefined;
  return { likeness: toHundredths(Math.max(0, 1 - km / farthest_km)), because: `${Math.round(km)} km apart` };
}

const mean_earth_radius_km = 6_371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The distance along the earth's surface, in kilometres, by the haversine formula on a sphere: within 0.6 %. */
export function distanceKm(a: Coordinates, b: Coordinates): number {
  const [latA, latB] = [radians(a.lat), radians(b.lat)];
  const across = Math.sin((latB - latA) / 2) ** 2;
  const along = Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  const chord = Math.min(1, across + Math.cos(latA) * Math.cos(latB) * along);
  return 2 * mean_earth_radius_km * Math.asin(Math.sqrt(chord));
}

/**
 * How many days the ends of two periods lie apart, the greater of the two: a year is far from each of its days. Undefined
 * when either has no day.
 */
export function daysApart(a: ReportTraits, b: ReportTraits): number | undefined {
  const [fromA, toA, fromB, toB] = [a.from ?? a.to, a.to ?? a.from, b.from ?? b.to, b.to ?? b.from];
  if (fromA === undefined || toA === undefined || fromB === undefined || toB === undefined) return undefined;
  return Math.max(Math.abs(daysBetween(fromA, fromB)), Math.abs(daysBetween(toA, toB)));
}

function dayLikeness(a: ReportTraits, b: ReportTraits): Compared {
  const days = daysApart(a, b);
  if (days === undefined) return undefined;
  const because = days === 0 ? 'the same days' : `${days} ${days === 1 ? 'day' : 'days'} apart`;
  return { likeness: Math.max(0, 1 - days / farthest_days), because };
}

/** The share of actors that both name, of all that either names, whatever their roles. */
function actorLikeness(a: ReportTraits, b: ReportTraits): Compared {
  if (a.actors.length === 0 || b.actors.length === 0) return undefined;
  const [actorsA, actorsB] = [a.actors.slice(0, most_compared), b.actors.slice(0, most_compared)];
  const all = new Set([...actorsA, ...actorsB]);
  const shared = [...new Set(actorsA)].filter((actor) => actorsB.includes(actor));
  const because = shared.length === 0 ? 'no actor in both' : `both name ${shared.join(', ')}`;
  return { likeness: toHundredths(shared.length / all.size), because };
}

function typeLikeness(a: ReportTraits, b: ReportTraits): Compared {
  if (a.type === b.type) return { likeness: 1, because: `both ${a.type}` };
  const { family } = catalogue[a.type];
  return family === catalogue[b.type].family
    ? { likeness: 0.5, because: `both of the family ${family}` }
    : { likeness: 0, because: `${a.type} and ${b.type}` };
}

/** The share of counts of one measure and group whose ranges overlap; an end that is not given is open. */
function countLikeness(a: ReportTraits, b: ReportTraits): Compared {
  const pairs = a.figures.slice(0, most_compared).flatMap((figure) =>
    b.figures
      .slice(0, most_compared)
      .filter(({ measure, group }) => measure === figure.measure && group === figure.group)
      .map((other) => ({ figure, overlaps: overlap(figure, other) })),
  );
  if (pairs.length === 0) return undefined;
  const overlapping = pairs.filter(({ overlaps }) => overlaps);
  const because = `${overlapping.length} of ${pairs.length} counts overlap`;
  return { likeness: toHundredths(overlapping.length / pairs.length), because };
}

type Counted = ReportTraits['figures'][number];
const least = ({ low, best }: Counted): number => low ?? best ?? 0;
const most = ({ best, high }: Counted): number => high ?? best ?? Number.POSITIVE_INFINITY;
const overlap = (a: Counted, b: Counted): boolean => least(a) <= most(b) && least(b) <= most(a);
