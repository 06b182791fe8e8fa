import { Inject, Injectable } from '@nestjs/common';
import type { EditionScope, ValidAt } from '#projections/queries';
import { type Day, instantMs, isDay, lastMsOf, localDay, type SidesOf, type TimeZone, toInstant } from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { sidesIn } from '../reading/heard-claims.js';
import { actorsNamedIn, namesOf } from '../reading/names.dto.js';
import { addressOf, type Link } from '../reading/page.js';
import { type Question, Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { cursorText, readCursor } from '../reading/list-cursor.js';
import { changeLists, type ChangeReaders, readChanges } from './change-lists.js';
import { clocksOf } from './changes-clocks.js';
import type { ChangesDto } from './changes-answer.dto.js';
import type { ChangesQueryDto } from './changes-query.dto.js';
import { conditionReader } from './condition-list.js';
import { controlReaders } from './control-list.js';
import { countReader } from './count-list.js';
import { knownReader } from './known-list.js';

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
    @Inject(DESK_TIME_ZONE) private readonly deskZone: TimeZone,
  ) {}

  async between(asked: ChangesQueryDto): Promise<ChangesDto> {
    const { edition, place, within, limit, after } = asked;
    const clocks = clocksOf(asked, this.deskZone);
    const { from, to } = clocks;
    const question = await this.questions.open({ ...asked, validAt: to, ...clocks.asked });
    const { scope, position, knownAtMs, echo } = question;
    await requireRegistered(scope, 'place', 'place', place);
    await requireRegistered(scope, 'place', 'within', within);
    const kinds = asked.kinds.filter((kind) => clocks.lists.includes(kind));
    const page = { limit, after: after === undefined ? undefined : readCursor(after, changeLists) };
    const [knownFromMs, knownToMs] = [clocks.knownFrom ?? from, clocks.knownTo ?? to].map((one) =>
      Math.min(lastMsOf(one, this.deskZone), knownAtMs),
    ) as [number, number];
    const earlier = isDay(from) ? { day: from } : { instantMs: instantMs(from) };
    const before = clocks.knownFrom === undefined ? {} : { knownBeforeMs: knownFromMs };
    const readers = await this.readers({ question, earlier, knownFromMs, knownToMs, ...before }, asked);
    const { found, next } = await readChanges(readers, kinds, page);
    const { knownAt } = echo;
    const named = { kinds: asked.kinds.length === changeLists.length ? undefined : kinds.join(), edition, limit };
    const href = (cursor: string | undefined): string =>
      addressOf('/v1/changes', { ...clocks.linked(knownAt), place, within, ...named, after: cursor });
    const links: Link[] = [{ rel: 'self', href: href(after) }];
    if (next !== undefined) links.push({ rel: 'next', href: href(cursorText(next)) });
    const known = { knownAt, knownFrom: toInstant(knownFromMs), knownTo: toInstant(knownToMs) };
    const names = await namesOf(scope, actorsNamedIn(found));
    return { from, to, ...known, ...found, names, position, links };
  }

  private async readers(
    { question, earlier, knownFromMs, knownToMs, knownBeforeMs }: Compared,
    { place, within }: ChangesQueryDto,
  ): Promise<ChangeReaders> {
    const { scope, validAt, knownAtMs } = question;
    const where = { ...(place === undefined ? {} : { place }), ...(within === undefined ? {} : { within }) };
    const before = knownBeforeMs === undefined ? {} : { knownBeforeMs };
    const compared = { from: earlier, to: validAt, knownAtMs, ...before, ...where };
    const [fromDay, toDay] = [this.dayOf(earlier), this.dayOf(validAt)];
    const sidesOf = await sidesOn(scope, toDay);
    return {
      ...controlReaders(scope, { asked: compared, sidesOf, agedAfterDays: question.agedAfterDays }),
      conditions: conditionReader(scope, compared),
      counts: countReader(question, { fromDay, toDay, ...where }),
      known: knownReader(scope, { fromMs: knownFromMs, toMs: knownToMs, ...where }),
    };
  }

  /** A day as it is, an instant as the desk's day. */
  private dayOf(validAt: ValidAt): Day {
    return 'day' in validAt ? validAt.day : localDay(validAt.instantMs, this.deskZone);
  }
}

/** The topmost sides of actors on a day. */
async function sidesOn(scope: EditionScope, day: Day): Promise<SidesOf> {
  const sides = await sidesIn(scope);
  return (actors) => sides.ofAll(actors, day);
}
