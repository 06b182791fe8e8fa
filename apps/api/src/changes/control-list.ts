import {
  controlClaimsAbout,
  controlClaimsBetween,
  type ControlItem,
  controlItems,
  type DifferingPlace,
  type DifferingQuestion,
  type EditionScope,
  placesDiffering,
} from '#read-models/queries';
import {
  type AnchoredClaim,
  anchorClaim,
  claimsBetween,
  controlChange,
  type ControlChangeKind,
  controlChangeKinds,
  groupBy,
  type KnownClaim,
  localDay,
  reportsOfChange,
  type Sides,
  type SidesOf,
} from '#situation';
import type { ControlChangeDto } from './change.dto.js';
import type { ChangeReader, Keyed } from './change-lists.js';
import { idsResting, withSummaries } from '../reading/with-summaries.js';

/** Places compared by one pass of the queries. */
const places_at_once = 500;

/** The comparison: two moments, one known time, the places, and the sides of actors on the local day of each place. */
export interface ControlCompared {
  readonly asked: Omit<DifferingQuestion, 'limit'>;
  readonly sides: Sides;
  readonly agedAfterDays: number;
}

interface Change extends Keyed<ControlChangeDto> {
  readonly kind: ControlChangeKind;
}

/** Changes of the places behind one, in order of place id; `next` is the place behind which more may follow. */
interface Chunk {
  readonly changes: readonly Change[];
  readonly next: string | undefined;
}

/** Returns one reader for each kind of change of control; they share what they read. */
export function controlReaders(
  scope: EditionScope,
  compared: ControlCompared,
): Readonly<Record<ControlChangeKind, ChangeReader<ControlChangeDto>>> {
  const chunks = new Map<string, Promise<Chunk>>();
  const chunkAfter = (after: string): Promise<Chunk> => {
    const known = chunks.get(after) ?? readChunk(scope, compared, after);
    chunks.set(after, known);
    return known;
  };
  const readerOf =
    (kind: ControlChangeKind): ChangeReader<ControlChangeDto> =>
    async ({ limit, after = '' }) => {
      const found: Keyed<ControlChangeDto>[] = [];
      for (let from: string | undefined = after; from !== undefined && found.length < limit;) {
        const { changes, next }: Chunk = await chunkAfter(from);
        found.push(...changes.filter((change) => change.kind === kind));
        from = next;
      }
      return found.slice(0, limit);
    };
  return Object.fromEntries(controlChangeKinds.map((kind) => [kind, readerOf(kind)])) as ReturnType<
    typeof controlReaders
  >;
}

async function readChunk(scope: EditionScope, compared: ControlCompared, after: string): Promise<Chunk> {
  const { asked, agedAfterDays } = compared;
  const page = { limit: places_at_once, agedAfterDays, ...(after === '' ? {} : { after }) };
  const differing = await placesDiffering(scope, { ...asked, ...page });
  if (differing.length === 0) return { changes: [], next: undefined };
  const places = differing.map(({ place }) => place);
  const { knownAtMs, knownBeforeMs = knownAtMs } = asked;
  const answersAt = async (
    validAt: DifferingQuestion['from'],
    knownMs: number,
  ): Promise<ReadonlyMap<string, ControlItem>> => {
    const question = { validAt, knownAtMs: knownMs, agedAfterDays, places, limit: places.length };
    const items = await controlItems(scope, question);
    return new Map(items.map((item) => [item.place.id, item]));
  };
  const [earlier, later] = [await answersAt(asked.from, knownBeforeMs), await answersAt(asked.to, knownAtMs)];
  const known: readonly KnownClaim[] =
    asked.knownBeforeMs === undefined
      ? await controlClaimsBetween(scope, { places, knownAtMs, between: widest(differing) })
      : await controlClaimsAbout(scope, { places, knownAtMs });
  const claims = groupBy(known, ({ claim }) => claim.place);
  const found = differing.flatMap((one) => {
    const [before, now] = [earlier.get(one.place), later.get(one.place)];
    const all = claims.get(one.place) ?? [];
    const between =
      asked.knownBeforeMs === undefined
        ? claimsBetween(all, one.zone, one.between)
        : all.filter(({ knownFromMs }) => knownFromMs > knownBeforeMs);
    if (before === undefined || now === undefined) return [];
    const day = localDay(one.between.toMs, one.zone);
    const sidesOf: SidesOf = (actors) => compared.sides.ofAll(actors, day);
    const anchored = between.map((claim) => anchorClaim(claim, one.zone));
    return changeOf(before, now, anchored, sidesOf) ?? [];
  });
  return {
    changes: await withSummaries({ scope, knownAtMs }, found),
    next: differing.length < places_at_once ? undefined : places.at(-1),
  };
}

/** The two moments, the earliest and the latest of all zones. */
const widest = (differing: readonly DifferingPlace[]) => ({
  fromMs: Math.min(...differing.map(({ between }) => between.fromMs)),
  toMs: Math.max(...differing.map(({ between }) => between.toMs)),
});

function changeOf(earlier: ControlItem, later: ControlItem, between: readonly AnchoredClaim[], sidesOf: SidesOf) {
  const kind = controlChange(earlier, later, between, sidesOf);
  if (kind === undefined) return undefined;
  const { place, ...before } = earlier;
  const { place: _same, ...after } = later;
  const reports = reportsOfChange(idsResting(before), idsResting(after), between);
  return { kind, key: place.id, item: { place, before, after, reports } };
}
