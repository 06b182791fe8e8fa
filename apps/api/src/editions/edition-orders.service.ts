import { Inject, Injectable } from '@nestjs/common';
import {
  canonicalDefinition,
  definitionFaults,
  type EditionLimits,
  Editions,
  leftOutNotes,
  live_edition,
  orderBuild,
  sliceOf,
} from '#editions';
import { Jobs } from '#jobs';
import { EventLog } from '#event-log';
import { Clock } from '#platform';
import { leftOutOf } from '#read-models/queries';
import { endOfDayMs, instantMs, localDay, type TimeZone } from '#situation';
import { DESK_TIME_ZONE, EDITION_LIMITS } from '../api-parts.js';
import { TooMany } from '../http/rejected.js';
import { rejectInvalid } from '../intake/body.rules.js';
import { jobAnswer } from '../jobs/job.dto.js';
import { liveEdition } from '../reading/readable-edition.js';
import { Withholding } from '../sensitivity/withholding.service.js';
import type { OrderedEditionDto } from './edition-answer.dto.js';
import { editionAnswer, matchedAnswer } from './edition-answer.js';
import type { EditionOrderDto } from './edition-order.dto.js';
import { refusing } from './edition-refusal.js';
import { definitionOf, orderViolations, violationOf } from './edition.rules.js';

/** So many editions wait or are built at once: one is built after the other, and each wait is a promise to keep. */
const most_builds = 10;
const build_retry_s = 30;

/** Takes orders for editions. */
@Injectable()
export class EditionOrders {
  constructor(
    private readonly editions: Editions,
    private readonly jobs: Jobs,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
    @Inject(DESK_TIME_ZONE) private readonly deskZone: TimeZone,
    @Inject(EDITION_LIMITS) private readonly limits: EditionLimits,
    private readonly withholding: Withholding,
  ) {}

  /** @throws {Rejected} it cannot be meant, its name is taken by another definition, or there is no room. */
  async order(sent: EditionOrderDto): Promise<OrderedEditionDto> {
    const nowMs = this.clock.nowMs();
    rejectInvalid(orderViolations(sent, nowMs));
    const definition = definitionOf(sent.definition ?? {}, this.deskZone);
    const bounds = {
      head: await this.eventLog.head(),
      nowMs,
      endOfTodayMs: endOfDayMs(localDay(nowMs, this.deskZone), this.deskZone),
    };
    rejectInvalid(definitionFaults(definition, bounds).map(violationOf));
    const matched = await leftOutOf(
      await this.withholding.scope(live_edition, (await liveEdition(this.editions)).schema),
      sliceOf(canonicalDefinition(definition)),
    );
    const order = {
      name: sent.name,
      definition,
      pinned: sent.pinned ?? false,
      ...(sent.expiresAt === undefined ? {} : { expiresAt: new Date(instantMs(sent.expiresAt)) }),
    };
    await this.requireTurn();
    const { editions, jobs, eventLog } = this;
    const made = await refusing({ pointer: '/name' }, orderBuild({ editions, jobs, eventLog }, order, this.limits));
    const edition = await editionAnswer(made.edition, { editions, job: made.job });
    return { edition, job: jobAnswer(made.job), matched: matched.map(matchedAnswer), notes: leftOutNotes(matched) };
  }

  /** @throws {TooMany} while too many others wait. */
  private async requireTurn(): Promise<void> {
    const building = (await this.editions.list()).filter(({ status }) => status === 'building').length;
    if (building >= most_builds)
      throw new TooMany(`${building} editions wait or are being built, the most at once. Wait for one.`, build_retry_s);
  }
}
