import { Inject, Injectable } from '@nestjs/common';
import type { ReportFilter } from '#projections/queries';
import type { Polygon, TimeZone } from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import type { KnownQuestion } from '../reading/questions.service.js';
import { requireOrder } from '../reading/window.rules.js';
import { RecordedEvents } from '../recorded/recorded-events.service.js';
import { reportFilterOf, type ReportsAsked } from './report-filter.js';

/** Reads which reports a list is about: the one definition for reports, and for incidents by their reports. */
@Injectable()
export class ReportFilters {
  constructor(
    private readonly recorded: RecordedEvents,
    @Inject(DESK_TIME_ZONE) private readonly zone: TimeZone,
  ) {}

  /** @throws {Rejected} `malformed` where parameters do not fit together; `not_found` where a name is not registered. */
  async filterOf(question: KnownQuestion, asked: ReportsAsked, polygon?: Polygon): Promise<ReportFilter> {
    const { recordedFrom, recordedTo } = asked;
    requireOrder({ from: recordedFrom, to: recordedTo, named: ['recordedFrom', 'recordedTo'] });
    const isAsked = recordedFrom !== undefined || recordedTo !== undefined;
    const recorded = isAsked ? await this.recorded.onDays(question, { recordedFrom, recordedTo }) : undefined;
    return reportFilterOf(question.scope, asked, { knownAtMs: question.knownAtMs, zone: this.zone, recorded, polygon });
  }
}
