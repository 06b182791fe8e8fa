import { Inject, Injectable } from '@nestjs/common';
import { Editions, live_edition } from '#editions';
import { formatPosition } from '#event-log';
import { Clock } from '#platform';
import { type Day, figureGroups, localDay, type TimeZone } from '#situation';
import {
  askedCount,
  atomFeed,
  type CountedNumber,
  Messages,
  most_watches,
  sendTest,
  timeOfDay,
  type Watch,
  type WatchQuestion,
  Watches,
} from '#watches';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { MinuteRates } from '../access/request-rates.js';
import { Rejected, TooMany } from '../http/rejected.js';
import { pageOf } from '../reading/page.js';
import { adviceOnUnknown, type RegistryKind } from '../reading/registered-names.js';
import { actorsNamed, placesNamed, registeredIds } from '#read-models/queries';
import { Clearances } from '../sensitivity/clearances.js';
import { sightInHand } from '../sensitivity/reader-in-hand.js';
import { WatchAsksService } from './watch-asks.service.js';
import { watchAnswer } from './watch-answer.js';
import type { NewWatchDto, WatchDeliveryListDto, WatchDto, WatchListDto, WatchTestDto } from './watch-answer.dto.js';
import type { WatchChangeDto, WatchOrderDto } from './watch-order.dto.js';
import type { WatchDeliveryQueryDto } from './watch-query.dto.js';
import { questionOf, targetOf } from './watch.rules.js';
import { WatchingService } from './watching.service.js';

const entries_of_feed = 100;
/** Of one watch in a minute. */
const most_tests = 5;

/** Makes, shows and changes watches. */
@Injectable()
export class WatchesService {
  private readonly watches: Watches;
  private readonly messages: Messages;
  private readonly tests = new MinuteRates(most_tests);

  constructor(
    private readonly editions: Editions,
    private readonly watching: WatchingService,
    private readonly asks: WatchAsksService,
    private readonly clock: Clock,
    private readonly clearances: Clearances,
    @Inject(DESK_TIME_ZONE) private readonly zone: TimeZone,
  ) {
    this.watches = new Watches(editions.database);
    this.messages = new Messages(editions.database);
  }

  /** @throws {Rejected} `meaningless` where a name is unknown or the target cannot be used, `limit_reached` at 100. */
  async create(order: WatchOrderDto, createdBy: string): Promise<NewWatchDto> {
    const question = questionOf(order.question);
    await this.requireNames(question);
    const target = await targetOf(order, this.watching.parts.settings);
    const position = await this.livePosition();
    const counted = await this.countedBy(question);
    const made = await this.watches.create({
      name: order.name,
      question,
      target,
      createdBy,
      position,
      ...(counted === undefined ? {} : { counted }),
      ...this.briefedBy(question),
    });
    if (made === undefined) {
      const detail = `There are ${most_watches} watches, and no more than that may be. Drop one that is not needed.`;
      throw new Rejected('limit_reached', detail);
    }
    return { ...(await this.answer(made.watch)), secret: made.secret ?? null, note: null };
  }

  async list(): Promise<WatchListDto> {
    const items: WatchDto[] = [];
    for (const watch of await this.watches.list()) items.push(await this.answer(watch));
    return { items };
  }

  /** @throws {Rejected} `not_found` when there is none. */
  async one(id: string): Promise<WatchDto> {
    return this.answer(await this.required(id));
  }

  /** @throws {Rejected} `not_found` when there is none, `meaningless` where a name is unknown. */
  async change(id: string, { name, state, question: asked }: WatchChangeDto, by: string): Promise<WatchDto> {
    const watch = await this.required(id);
    const question = asked === undefined ? undefined : questionOf(asked);
    if (question !== undefined) await this.requireNames(question);
    const counted = question === undefined ? undefined : await this.countedBy(question);
    const position = await this.livePosition();
    const beginsAnew = state === 'active' && watch.pause?.code === 'by_request';
    const change = {
      position,
      ...(name === undefined ? {} : { name }),
      ...(state === undefined ? {} : { state }),
      ...(question === undefined ? {} : { question }),
      ...(counted === undefined ? {} : { counted }),
      ...this.briefedBy(question ?? (beginsAnew ? watch.question : {})),
    };
    const changed = await this.watches.change(watch.id, change, by);
    if (changed === undefined) throw unknownWatch(id);
    return this.answer(changed);
  }

  /** @throws {Rejected} `not_found` when there is none. */
  async drop(id: string, by: string): Promise<void> {
    if (!(await this.watches.drop(id.toLowerCase(), by))) throw unknownWatch(id);
  }

  /**
   * Sends a message that is no change, now.
   *
   * @throws {Rejected} `not_found` when there is none, `too_many_requests` after so many in a minute.
   */
  async test(id: string, by: string): Promise<WatchTestDto> {
    const watch = await this.required(id);
    const { isOver, resetS } = this.tests.count(watch.id);
    if (isOver)
      throw new TooMany(`At most ${most_tests} tests of a watch are sent in a minute. Wait ${resetS} s.`, resetS);
    await this.watches.recordTest(watch, by);
    const { messageId, outcome, status, detail, tookMs } = await sendTest(watch, this.watching.parts);
    return { messageId, outcome, status, detail, tookMs };
  }

  /** The latest messages as an Atom feed, for a server at the address `base`. @throws {Rejected} `not_found`. */
  async feed(id: string, base: string): Promise<string> {
    const watch = await this.required(id);
    this.requireClearance();
    return atomFeed(watch, await this.messages.latest(watch.id, entries_of_feed), base);
  }

  /** @throws {Rejected} `not_found` when there is none. */
  async deliveries(id: string, { limit, after }: WatchDeliveryQueryDto): Promise<WatchDeliveryListDto> {
    const watch = await this.required(id);
    const rows = await this.messages.deliveries(watch.id, limit + 1, after);
    const path = `/v1/watches/${watch.id}/deliveries`;
    const { items, links } = pageOf(rows, { path, parameters: {}, limit, after }, (row) => row.id);
    return { items: items.map((row) => ({ ...row, at: row.at.toISOString() })), links };
  }

  /** What a watch sends was written for all who get it, at one level. @throws {Rejected} `not_permitted` below it. */
  private requireClearance(): void {
    const { levels, ofWatches } = this.clearances;
    if (levels.indexOf(sightInHand()?.clearance ?? '') >= levels.indexOf(ofWatches)) return;
    throw new Rejected(
      'not_permitted',
      `Watches tell of reports up to the level ${ofWatches}, and this key reads less.`,
    );
  }

  /** Today, where the time of its briefing is over: the first one comes tomorrow. */
  private briefedBy({ briefing }: Pick<WatchQuestion, 'briefing'>): { readonly briefedDay?: Day } {
    const nowMs = this.clock.nowMs();
    const isOver = briefing !== undefined && timeOfDay(new Date(nowMs), this.zone) >= briefing.at;
    return isOver ? { briefedDay: localDay(nowMs, this.zone) } : {};
  }

  private answer(watch: Watch): Promise<WatchDto> {
    return watchAnswer(watch, { messages: this.messages, mostAMinute: this.watching.parts.pace.mostAMinute });
  }

  private async required(id: string): Promise<Watch> {
    const watch = await this.watches.find(id.toLowerCase());
    if (watch === undefined) throw unknownWatch(id);
    return watch;
  }

  private async livePosition(): Promise<string> {
    const live = await this.editions.find(live_edition);
    if (live === undefined) throw new Rejected('lagging', 'There is no live edition yet; try again in a moment.');
    return formatPosition(await this.editions.position(live));
  }

  private async countedBy(question: WatchQuestion): Promise<CountedNumber | undefined> {
    const asked = askedCount(question);
    if (asked === undefined) return undefined;
    const { low, best, high } = await this.asks.count(asked);
    return { low, best, high };
  }

  private async requireNames({ within, side, count }: WatchQuestion): Promise<void> {
    const live = await this.editions.find(live_edition);
    if (live === undefined) return;
    const scope = this.editions.scope(live);
    const refuse = async (kind: RegistryKind, pointer: string, id: string): Promise<never> => {
      const detail = adviceOnUnknown(kind, id, await registeredIds(scope, kind));
      throw new Rejected('meaningless', detail, [{ pointer, code: `unknown_${kind}`, detail }]);
    };
    if (within !== undefined && !(await placesNamed(scope, [within])).has(within))
      await refuse('place', '/question/within', within);
    if (side !== undefined && !(await actorsNamed(scope, [side])).has(side))
      await refuse('actor', '/question/side', side);
    const group = count?.group;
    if (group === undefined || (figureGroups as readonly string[]).includes(group)) return;
    if (!(await actorsNamed(scope, [group])).has(group)) await refuse('actor', '/question/count/group', group);
  }
}

function unknownWatch(id: string): Rejected {
  const detail = `There is no watch ${id}. GET /v1/watches lists them.`;
  return new Rejected('not_found', detail, [{ parameter: 'id', code: 'unknown_watch', detail }]);
}
