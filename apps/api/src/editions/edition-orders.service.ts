import { Inject, Injectable } from '@nestjs/common';
import { definitionFaults, type EditionDefinition, type EditionLimits, Editions, Jobs, orderBuild } from '#editions';
import { EventLog } from '#event-log';
import { Clock } from '#platform';
import { outletsHeard, voicesHeard } from '#projections/queries';
import { endOfDayMs, instantMs, localDay, type TimeZone } from '#situation';
import { DESK_TIME_ZONE, EDITION_LIMITS } from '../api-parts.js';
import { refuseMeaningless } from '../intake/refuse-meaningless.js';
import { jobAnswer } from '../jobs/job-answer.js';
import { liveEdition } from '../reading/live-edition.js';
import type { OrderedEditionDto } from './edition-answer.dto.js';
import { editionAnswer } from './edition-answer.js';
import type { EditionOrderDto } from './edition-order.dto.js';
import { refusing } from './edition-refusal.js';
import { definitionOf, orderViolations, violationOf } from './edition.rules.js';

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
  ) {}

  /** @throws {Rejected} it cannot be meant, its name is taken by another definition, or there is no room. */
  async order(sent: EditionOrderDto): Promise<OrderedEditionDto> {
    const nowMs = this.clock.nowMs();
    refuseMeaningless(orderViolations(sent, nowMs));
    const definition = definitionOf(sent.definition ?? {}, this.deskZone);
    const bounds = {
      head: await this.eventLog.head(),
      nowMs,
      endOfTodayMs: endOfDayMs(localDay(nowMs, this.deskZone), this.deskZone),
    };
    refuseMeaningless(definitionFaults(definition, bounds).map(violationOf));
    const notes = await this.notesOn(definition);
    const order = {
      ...{ name: sent.name, definition, pinned: sent.pinned ?? false },
      ...(sent.expiresAt === undefined ? {} : { expiresAt: new Date(instantMs(sent.expiresAt)) }),
    };
    const { editions, jobs, eventLog } = this;
    const made = await refusing({ pointer: '/name' }, orderBuild({ editions, jobs, eventLog }, order, this.limits));
    const edition = await editionAnswer(made.edition, { editions, job: made.job });
    return { edition, job: jobAnswer(made.job), notes };
  }

  /** Names that no report has are no mistake, for one may come; but whoever mistyped one should be told. */
  private async notesOn({ withoutOutlets = [], withoutSources = [] }: EditionDefinition): Promise<readonly string[]> {
    if (withoutOutlets.length + withoutSources.length === 0) return [];
    const live = await liveEdition(this.editions);
    const outlets = await outletsHeard(live, withoutOutlets);
    const voices = await voicesHeard(live, withoutSources);
    const unheard = (names: readonly string[], heard: ReadonlySet<string>): readonly string[] =>
      names.filter((name) => !heard.has(name.trim().toLowerCase()));
    return [
      ...unheard(withoutOutlets, outlets).map(
        (name) => `No report is of the outlet "${name}": nothing stays out for it.`,
      ),
      ...unheard(withoutSources, voices).map(
        (name) => `No report names the voice "${name}": nothing stays out for it.`,
      ),
    ];
  }
}
