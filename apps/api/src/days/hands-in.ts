import {
  controlClaimsBetween,
  placesClaimed,
  placesTurning,
  type PlaceTurning,
  stretchesUntil,
} from '#read-models/queries';
import {
  controlTimeline as resolveTimeline,
  end_of_time_ms,
  groupBy,
  handsChanged,
  heldStretches,
  type KnownClaim,
  type TimeZone,
} from '#situation';
import { evidenceOf } from '../control/control-reading.js';
import { hearControl, isStored, overAllTime, sidesIn, voicesIn } from '../reading/heard-claims.js';
import type { KnownQuestion } from '../reading/questions.service.js';
import type { DaysBucket } from './buckets.js';
import type { HandsChangedDto } from './days.dto.js';

type Asking = Pick<KnownQuestion, 'scope' | 'knownAtMs' | 'policy'>;

/** Zones are at most so far from UTC, rounded up. */
const day_ms = 86_400_000;
/** Places whose claims are resolved anew by one pass of the queries. */
const places_at_once = 500;

/** How a place was held, and the claims by which it can have changed hands in between. */
interface Turning extends PlaceTurning {
  readonly claims: readonly KnownClaim[];
}

interface TurningAsked {
  readonly fromMs: number;
  readonly toMs: number;
  readonly within?: string;
}

type Turnings = (question: Asking, asked: TurningAsked) => Promise<readonly Turning[]>;
type HandsIn = (
  question: Asking,
  buckets: readonly DaysBucket[],
  within: string | undefined,
) => Promise<ReadonlyMap<number, readonly HandsChangedDto[]>>;

/**
 * Returns the places that changed hands under the policy of the question, by the position of the bucket, in order of place
 * id.
 */
export const handsIn: HandsIn = (question, ...asked) =>
  handsOf(isStored(question) ? turningStored : resolveTurning, question, ...asked);

/** As `handsIn`, always from the claims themselves. */
export const resolveHands: HandsIn = (...asked) => handsOf(resolveTurning, ...asked);

async function handsOf(turningIn: Turnings, ...[question, buckets, within]: Parameters<HandsIn>): ReturnType<HandsIn> {
  const [first, last] = [buckets.at(0), buckets.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const between = { fromMs: first.boundsIn('UTC').fromMs - day_ms, toMs: last.boundsIn('UTC').toMs + day_ms };
  const asked = { ...between, ...(within === undefined ? {} : { within }) };
  const places = await turningIn(question, asked);
  const sides = await sidesIn(question.scope);
  const boundsIn = new Map<TimeZone, ReturnType<DaysBucket['boundsIn']>[]>();
  const found = new Map<number, HandsChangedDto[]>();
  for (const { place, zone, stretches, claims } of places) {
    const bounds = boundsIn.get(zone) ?? buckets.map((bucket) => bucket.boundsIn(zone));
    boundsIn.set(zone, bounds);
    for (const { bucket, holders, takenFrom } of handsChanged(stretches, claims, bounds, { zone, sides })) {
      const listed = found.get(bucket) ?? [];
      found.set(bucket, listed);
      listed.push({ place, holders, takenFrom });
    }
  }
  return found;
}

/** The places whose stored answers turn in between. */
async function turningStored(
  { scope, knownAtMs }: Asking,
  { within, ...between }: TurningAsked,
): Promise<readonly Turning[]> {
  const places = await placesTurning(scope, { ...between, knownAtMs, ...(within === undefined ? {} : { within }) });
  const ids = places.map(({ place }) => place.id);
  const claims = groupBy(
    await controlClaimsBetween(scope, { places: ids, knownAtMs, between }),
    ({ claim }) => claim.place,
  );
  // Of what is fought over at the beginning, who held it before that is asked.
  const fought = places.filter(({ stretches: [first] }) => first?.status === 'contested' || first?.transition != null);
  const earlier = await stretchesUntil(scope, {
    validAt: { instantMs: between.fromMs },
    knownAtMs,
    places: fought.map(({ place }) => place.id),
  });
  return places.map((one) => {
    const firstMs = one.stretches[0]?.fromMs ?? end_of_time_ms;
    const before = (earlier.get(one.place.id) ?? []).filter(({ fromMs }) => fromMs < firstMs);
    return { ...one, stretches: [...before, ...one.stretches], claims: claims.get(one.place.id) ?? [] };
  });
}

/** Every place of which anything is claimed, resolved from the claims that count: another policy turns it at other times. */
async function resolveTurning(question: Asking, { within }: TurningAsked): Promise<readonly Turning[]> {
  const { scope, knownAtMs } = question;
  const voices = await voicesIn(scope);
  const places = await placesClaimed(scope, { knownAtMs, ...(within === undefined ? {} : { within }) });
  const turning: Turning[] = [];
  for (let from = 0; from < places.length; from += places_at_once) {
    const some = places.slice(from, from + places_at_once);
    const ids = some.map(({ place }) => place.id);
    const countedOf = await hearControl(overAllTime(question), ids, voices);
    for (const one of some) {
      const known = countedOf(one.place.id);
      const stretches = heldStretches(resolveTimeline(evidenceOf(known)), end_of_time_ms);
      turning.push({ ...one, stretches, claims: known.counted });
    }
  }
  return turning;
}
