import { type EditionScope, placeParents } from '#read-models/queries';
import { additionsTo, type Day, itemsNamed, type Named, type PlaceId, type TallyQuestion, toInstant } from '#situation';
import { areaTest } from '../reading/area-test.js';
import { keptAnswer } from '../reading/kept-answer.js';
import type { KnownQuestion } from '../reading/questions.service.js';
import { type ActorParts, actorParts, noParts, doersRead } from './actor-parts.js';
import type { TallyPartsDto } from './tally-answer.dto.js';
import type { TallyQueryDto } from './tally-query.dto.js';
import { type Counts, type CountsAsked, countsUnder, type IsWithin } from './tally-reading.js';
import { pageOfRows, rowsFrom, type RowsPage, type TallyRow } from './tally-rows.js';

/** What a question about tallies comes to. */
export interface TallyReckoning {
  readonly rows: readonly TallyRow[];
  readonly counts: Counts;
  /** Told beside the rows where there are none. */
  readonly beside: TallyPartsDto;
}

/** About what a count takes in memory, and what one takes as a part of a sum. */
const bytes_a_count = 900;
const bytes_a_part = 120;

/**
 * Reckons the rows of a page. What was reckoned is kept as long as the rows that it is a function of stay as they are: of a
 * question without buckets all of it, whichever page is asked for.
 *
 * @throws {Rejected} `malformed` when more counts lie in its days, weeks or months than one answer places.
 */
export async function reckoningOf(
  question: KnownQuestion,
  asked: TallyQueryDto,
  page: RowsPage,
): Promise<TallyReckoning> {
  const reached = asked.by === undefined ? undefined : page;
  const reckoned = await keptAnswer(
    question,
    ['tally', askedOf(asked), reached ?? null],
    () => reckonAll(question, asked, reached),
    bytesOf,
  );
  return { ...reckoned, rows: pageOfRows(reckoned.rows, page) };
}

/** What a question asks for, beside its clocks, its edition, its policy and its page. */
export const askedOf = (asked: TallyQueryDto): object => ({
  ...asked,
  edition: undefined,
  knownAt: undefined,
  policy: undefined,
  limit: undefined,
  after: undefined,
  entries: undefined,
});

function bytesOf({ rows, counts }: TallyReckoning): number {
  const parts = rows.reduce(
    (sum, { reckoning: { itemised, combined, listed, aside } }) =>
      sum + itemised.parts.length + combined.parts.length + listed.length + aside.length,
    rows.length,
  );
  return counts.items.length * bytes_a_count + parts * bytes_a_part;
}

async function reckonAll(question: KnownQuestion, asked: TallyQueryDto, page?: RowsPage): Promise<TallyReckoning> {
  const { measure, group, sumGroups, sumMeasures, place, within, interval } = asked;
  const isWithin = areaTest(await placeParents(question.scope));
  const parts = await partsOfNamed(question.scope, asked);
  const counts = await countsUnder(question, countsAsked(asked, parts), isWithin);
  const items = itemsNamed(counts.items, namedIn(asked, parts, question.knownAtMs));
  const isPlaceAsked = (at: PlaceId): boolean =>
    (place === undefined || at === place) && (within === undefined || isWithin(at, within));
  const reckoning = {
    window: windowOf(asked),
    interval,
    isWithin,
    measures: measure,
    ...(await doersRead(question.scope, counts.items)),
    ...(within === undefined ? {} : { area: within }),
    ...(place === undefined && within === undefined ? {} : { isPlaceAsked }),
  };
  const sums = {
    ...(sumGroups === 'true' && group !== undefined ? { groups: group } : {}),
    ...(sumMeasures === 'true' ? { measures: measure } : {}),
  };
  const rows = rowsFrom(items, { question: reckoning, asked, sums, isPlaceAsked, page });
  const beside = rows.length > 0 ? {} : await partsWithFigures(question, asked, isWithin);
  return { rows, counts, beside };
}

/** Where an exact question finds nothing of whom it names: the parts of which it would. */
async function partsWithFigures(
  question: KnownQuestion,
  asked: TallyQueryDto,
  isWithin: IsWithin,
): Promise<TallyPartsDto> {
  const { exact, group = [], actor } = asked;
  if (exact === 'false' || (group.length === 0 && actor === undefined)) return {};
  const parts = await actorParts(question.scope);
  const { items } = await countsUnder(question, countsAsked(asked, parts), isWithin);
  const found = itemsNamed(items, namedIn(asked, parts, question.knownAtMs)).filter(
    ({ countedAs }) => countedAs === undefined,
  );
  const names = found.flatMap((item) => [...(group.length > 0 ? [item.group] : []), ...(item.through ?? [])]);
  return { partsHaveFigures: [...new Set(names)].filter((name) => !group.includes(name)).sort() };
}

/** The parts of actors, where the question takes any for its parts. */
const partsOfNamed = async (scope: EditionScope, { exact, group, actor }: TallyQueryDto): Promise<ActorParts> =>
  exact === 'true' || (group === undefined && actor === undefined) ? noParts : actorParts(scope);

const namedIn = ({ group, actor, role }: TallyQueryDto, { partsOf }: ActorParts, knownAtMs: number): Named => ({
  partsOf,
  today: toInstant(knownAtMs).slice(0, 10) as Day,
  ...(group === undefined ? {} : { groups: group }),
  ...(actor === undefined ? {} : { actor }),
  ...(role === undefined ? {} : { role }),
});

/** What adds to a state is read with it, so that a derived one can be given. */
function countsAsked(asked: TallyQueryDto, { ever }: ActorParts): CountsAsked {
  const { measure, group, place, within, actor, role, incident } = asked;
  return {
    measures: [...measure, ...measure.flatMap((one) => additionsTo[one] ?? [])],
    ...(group === undefined ? {} : { groups: [...new Set(group.flatMap((name) => [...ever(name)]))] }),
    ...(place === undefined ? {} : { place }),
    ...(within === undefined ? {} : { within }),
    ...(actor === undefined ? {} : { actors: [...ever(actor)] }),
    ...(role === undefined ? {} : { role }),
    ...(incident === undefined ? {} : { incident }),
    window: windowOf(asked),
    withoutActors: actor === undefined && asked.by !== 'actor',
  };
}

const windowOf = ({ from, to }: TallyQueryDto): TallyQuestion['window'] => ({
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});
