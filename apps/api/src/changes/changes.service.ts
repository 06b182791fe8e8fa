import { Inject, Injectable } from '@nestjs/common';
import { eventsMadeKnown, placeParents, toldWithout, type ValidAt } from '#read-models/queries';
import {
  beginning_of_time_ms,
  type Day,
  instantMs,
  isDay,
  lastMsOf,
  localDay,
  type Moment,
  type PlaceId,
  type TimeZone,
  toInstant,
} from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { withoutUndefined } from '../http/without-undefined.js';
import { areaTest } from '../reading/area-test.js';
import { sidesIn } from '../reading/heard-claims.js';
import { actorsNamedIn, namesOf } from '../reading/names.dto.js';
import { addressOf, type Link } from '../reading/page.js';
import { type Question, Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { cursorText, readCursor } from '../reading/list-cursor.js';
import { RecordedEvents } from '../recorded/recorded-events.service.js';
import {
  type ChangeListName,
  changeLists,
  type ChangeReaders,
  type ChangesFound,
  readChanges,
} from './change-lists.js';
import { clocksOf, requireLogAlone } from './changes-clocks.js';
import type { ChangesDto } from './changes-answer.dto.js';
import type { ChangesQueryDto } from './changes-query.dto.js';
import { conditionReader } from './condition-list.js';
import { controlReaders } from './control-list.js';
import { countReader } from './count-list.js';
import { knownReader } from './known-list.js';
import { recordedConditions } from './recorded/recorded-conditions.js';
import { recordedControl } from './recorded/recorded-control.js';
import { recordedCounts } from './recorded/recorded-counts.js';
import type { RecordedSince } from './recorded/recorded-since.js';

/** The two moments, and between which instants something came to be known. */
interface Compared {
  readonly question: Question;
  readonly earlier: ValidAt;
  readonly knownFromMs: number;
  readonly knownToMs: number;
  /** As known when the earlier answer is, where that is another time. */
  readonly knownBeforeMs?: number;
}

/** Returns what changed between two dates. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly questions: Questions,
    private readonly recorded: RecordedEvents,
    @Inject(DESK_TIME_ZONE) private readonly deskZone: TimeZone,
  ) {}

  async between(asked: ChangesQueryDto): Promise<ChangesDto> {
    if (asked.sinceRecorded !== undefined) return this.sinceRecorded(asked, asked.sinceRecorded);
    const clocks = clocksOf(asked, this.deskZone);
    const { from, to } = clocks;
    const question = await this.questions.open({ ...asked, validAt: to, ...clocks.asked });
    const { knownAtMs, echo } = question;
    await requirePlaces(question, asked);
    const kinds = asked.kinds.filter((kind) => clocks.lists.includes(kind));
    const [knownFromMs, knownToMs] = [clocks.knownFrom ?? from, clocks.knownTo ?? to].map((one) =>
      Math.min(lastMsOf(one, this.deskZone), knownAtMs),
    ) as [number, number];
    const earlier = isDay(from) ? { day: from } : { instantMs: instantMs(from) };
    const before = clocks.knownFrom === undefined ? {} : { knownBeforeMs: knownFromMs };
    const readers = await this.readers({ question, earlier, knownFromMs, knownToMs, ...before }, asked);
    const page = await pageOfChanges(readers, asked, { question, kinds, clocks: clocks.linked(echo.knownAt) });
    const known = { knownAt: echo.knownAt, knownFrom: toInstant(knownFromMs), knownTo: toInstant(knownToMs) };
    return { from, to, ...known, ...page, policy: question.policyName, position: question.position };
  }

  /** What the log has recorded since a position: rows made anew without it beside the rows that there are. */
  private async sinceRecorded(asked: ChangesQueryDto, sinceRecorded: string): Promise<ChangesDto> {
    requireLogAlone(asked);
    const { place, within, validAt } = asked;
    const question = await this.questions.open(asked);
    const { scope, slice, knownAtMs, policyName: policy, echo } = question;
    await requirePlaces(question, asked);
    const eventIds = await this.recorded.since(question, sinceRecorded);
    const madeKnown = await eventsMadeKnown(scope, eventIds);
    const isWithin = areaTest(await placeParents(scope));
    const since: RecordedSince = {
      question,
      eventIds: new Set(madeKnown),
      without: await toldWithout(scope, { eventIds, slice, knownAtMs }),
      isMomentAsked: validAt !== undefined,
      isPlaceAsked: (id) => (place === undefined || id === place) && (within === undefined || isWithin(id, within)),
      isWithin,
    };
    const where = withoutUndefined<{ place?: PlaceId; within?: PlaceId }>({ place, within });
    const recorded = {
      fromMs: beginning_of_time_ms,
      toMs: knownAtMs,
      eventIds: madeKnown,
      ...eventsOf(asked),
      ...where,
    };
    const readers: ChangeReaders = {
      ...recordedControl(since),
      conditions: recordedConditions(since),
      counts: recordedCounts(since, where),
      known: knownReader(scope, recorded),
    };
    const { knownAt } = echo;
    const clocks = { sinceRecorded, knownAt, ...withoutUndefined<{ validAt?: Moment }>({ validAt }) };
    const page = await pageOfChanges(readers, asked, { question, kinds: asked.kinds, clocks });
    const known = { knownAt, knownFrom: knownAt, knownTo: knownAt };
    return {
      from: echo.validAt,
      to: echo.validAt,
      ...known,
      sinceRecorded,
      ...page,
      policy,
      position: question.position,
    };
  }

  private async readers(
    { question, earlier, knownFromMs, knownToMs, knownBeforeMs }: Compared,
    asked: ChangesQueryDto,
  ): Promise<ChangeReaders> {
    const { place, within } = asked;
    const { scope, validAt, knownAtMs } = question;
    const where = { ...(place === undefined ? {} : { place }), ...(within === undefined ? {} : { within }) };
    const before = knownBeforeMs === undefined ? {} : { knownBeforeMs };
    const compared = { from: earlier, to: validAt, knownAtMs, ...before, ...where };
    const [fromDay, toDay] = [this.dayOf(earlier), this.dayOf(validAt)];
    const sides = await sidesIn(scope);
    return {
      ...controlReaders(question, { asked: compared, sides }),
      conditions: conditionReader(question, compared),
      counts: countReader(question, { fromDay, toDay, ...where }),
      known: knownReader(scope, { fromMs: knownFromMs, toMs: knownToMs, ...eventsOf(asked), ...where }),
    };
  }

  /** A day as it is, an instant as the desk's day. */
  private dayOf(validAt: ValidAt): Day {
    return 'day' in validAt ? validAt.day : localDay(validAt.instantMs, this.deskZone);
  }
}

/** Which kinds of events the list of what came to be known has. */
const eventsOf = ({ events }: ChangesQueryDto) => (events === undefined ? {} : { kinds: events });

async function requirePlaces({ scope }: Question, { place, within }: ChangesQueryDto): Promise<void> {
  await requireRegistered(scope, 'place', 'place', place);
  await requireRegistered(scope, 'place', 'within', within);
}

/** The question, the lists that it asks for, and its clocks as links have them. */
interface PageAsked {
  readonly question: Question;
  readonly kinds: readonly ChangeListName[];
  readonly clocks: Readonly<Record<string, string>>;
}

/** Reads one page of the lists, with names and links. */
async function pageOfChanges(
  readers: ChangeReaders,
  { kinds: asked, events, edition, policy, place, within, limit, after }: ChangesQueryDto,
  { question, kinds, clocks }: PageAsked,
): Promise<ChangesFound & Pick<ChangesDto, 'names' | 'links'>> {
  const page = { limit, after: after === undefined ? undefined : readCursor(after, changeLists) };
  const { found, next } = await readChanges(readers, kinds, page);
  const lists = asked.length === changeLists.length ? undefined : kinds.join();
  const named = { kinds: lists, events: events?.join(), policy, edition, limit };
  const href = (cursor: string | undefined): string =>
    addressOf('/v1/changes', { ...clocks, place, within, ...named, after: cursor });
  const links: Link[] = [{ rel: 'self', href: href(after) }];
  if (next !== undefined) links.push({ rel: 'next', href: href(cursorText(next)) });
  return { ...found, names: await namesOf(question.scope, actorsNamedIn(found)), links };
}
