import {
  controlClaimsAbout,
  controlClaimsBetween,
  type ControlItem,
  type DifferingPlace,
  type DifferingQuestion,
  placesCompared,
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
  type HeldBefore,
  holdersBefore,
  type KnownClaim,
  localDay,
  reportsOfChange,
  type Sides,
  type SidesOf,
} from '#situation';
import type { ControlChangeDto } from './change.dto.js';
import type { ChangeReader, Keyed } from './change-lists.js';
import { controlUnder } from '../control/control-reading.js';
import { stretchesUnder } from '../control/held-now.js';
import { hearControl, type Hearing, isStored, voicesIn } from '../reading/heard-claims.js';
import type { Question } from '../reading/questions.service.js';
import { idsResting, withSummaries } from '../reading/with-summaries.js';

/** Places compared by one pass of the queries. */
const places_at_once = 500;

/** The comparison: two moments, one known time, the places, and the sides of actors on the local day of each place. */
export interface ControlCompared {
  readonly asked: Omit<DifferingQuestion, 'limit'>;
  readonly sides: Sides;
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
  question: Question,
  compared: ControlCompared,
): Readonly<Record<ControlChangeKind, ChangeReader<ControlChangeDto>>> {
  const chunks = new Map<string, Promise<Chunk>>();
  const chunkAfter = (after: string): Promise<Chunk> => {
    const known = chunks.get(after) ?? readChunk(question, compared, after);
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

async function readChunk(question: Question, compared: ControlCompared, after: string): Promise<Chunk> {
  const { scope, agedAfterDays } = question;
  const { asked } = compared;
  const page = { limit: places_at_once, agedAfterDays, ...(after === '' ? {} : { after }) };
  const isByRows = isStored(question);
  const differing = await (isByRows ? placesDiffering : placesCompared)(scope, { ...asked, ...page });
  if (differing.length === 0) return { changes: [], next: undefined };
  const places = differing.map(({ place }) => place);
  const { knownAtMs, knownBeforeMs = knownAtMs } = asked;
  const questionAt = (validAt: DifferingQuestion['from'], knownMs: number) => ({
    ...question,
    validAt,
    knownAtMs: knownMs,
  });
  const answersOf = async (moment: ReturnType<typeof questionAt>): Promise<ReadonlyMap<string, ControlItem>> => {
    const items = await controlUnder(moment, { places, limit: places.length });
    return new Map(items.map((item) => [item.place.id, item]));
  };
  const later = questionAt(asked.to, knownAtMs);
  const [were, are] = [await answersOf(questionAt(asked.from, knownBeforeMs)), await answersOf(later)];
  const fought = places.filter((place) => were.get(place)?.status === 'contested');
  const stretches = await stretchesUnder(questionAt(asked.from, knownBeforeMs), fought);
  const known = await claimsCompared(later, compared, differing);
  const claims = groupBy(known, ({ claim }) => claim.place);
  const found = differing.flatMap((one) => {
    const [before, now] = [were.get(one.place), are.get(one.place)];
    const all = claims.get(one.place) ?? [];
    const between =
      asked.knownBeforeMs === undefined
        ? claimsBetween(all, one.zone, one.between)
        : all.filter(({ knownFromMs }) => knownFromMs > knownBeforeMs);
    if (before === undefined || now === undefined) return [];
    const day = localDay(one.between.toMs, one.zone);
    const sidesOf: SidesOf = (actors) => compared.sides.ofAll(actors, day);
    const anchored = between.map((claim) => anchorClaim(claim, one.zone));
    const heldBefore = () => holdersBefore(stretches.get(one.place) ?? [], sidesOf);
    return changeOf(before, now, anchored, { sidesOf, heldBefore }) ?? [];
  });
  return {
    changes: await withSummaries({ scope, knownAtMs }, found),
    next: differing.length < places_at_once ? undefined : places.at(-1),
  };
}

/** The claims that count about these places, those among them that took effect in between or became known since. */
async function claimsCompared(
  question: Hearing,
  { asked }: ControlCompared,
  differing: readonly DifferingPlace[],
): Promise<readonly KnownClaim[]> {
  const { scope, knownAtMs } = question;
  const places = differing.map(({ place }) => place);
  if (!isStored(question)) {
    const about = await hearControl(question, places, await voicesIn(scope));
    return places.flatMap((place) => about(place).counted);
  }
  return asked.knownBeforeMs === undefined
    ? controlClaimsBetween(scope, { places, knownAtMs, between: widest(differing) })
    : controlClaimsAbout(scope, { places, knownAtMs });
}

/** The two moments, the earliest and the latest of all zones. */
const widest = (differing: readonly DifferingPlace[]) => ({
  fromMs: Math.min(...differing.map(({ between }) => between.fromMs)),
  toMs: Math.max(...differing.map(({ between }) => between.toMs)),
});

interface Hands {
  readonly sidesOf: SidesOf;
  readonly heldBefore: HeldBefore;
}

function changeOf(earlier: ControlItem, later: ControlItem, between: readonly AnchoredClaim[], hands: Hands) {
  const kind = controlChange(earlier, later, between, hands.sidesOf, hands.heldBefore);
  if (kind === undefined) return undefined;
  const { place, ...before } = earlier;
  const { place: _same, ...after } = later;
  const reports = reportsOfChange(idsResting(before), idsResting(after), between);
  return { kind, key: place.id, item: { place, before, after, reports } };
}
