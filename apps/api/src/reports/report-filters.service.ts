import { Inject, Injectable } from '@nestjs/common';
import { readOnce, type ReportFilter } from '#read-models/queries';
import type { Polygon, TimeZone } from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { ContradictionsService } from '../contradictions/contradictions.service.js';
import { allPages } from '../reading/all-pages.js';
import { greatest_limit } from '../reading/query-field.decorators.js';
import type { KnownQuestion } from '../reading/questions.service.js';
import { requireOrder } from '../reading/window.rules.js';
import { RecordedEvents } from '../recorded/recorded-events.service.js';
import { reportFilterOf, type ReportsAsked } from './report-filter.js';

const bytes_of_id = 100;

/** Reads which reports a list is about: the one definition for reports, and for incidents by their reports. */
@Injectable()
export class ReportFilters {
  constructor(
    private readonly recorded: RecordedEvents,
    private readonly contradictions: ContradictionsService,
    @Inject(DESK_TIME_ZONE) private readonly zone: TimeZone,
  ) {}

  /** @throws {Rejected} `malformed` where parameters do not fit together; `not_found` where a name is not registered. */
  async filterOf(question: KnownQuestion, asked: ReportsAsked, polygon?: Polygon): Promise<ReportFilter> {
    const { recordedFrom, recordedTo } = asked;
    requireOrder({ from: recordedFrom, to: recordedTo, named: ['recordedFrom', 'recordedTo'], zone: this.zone });
    const isAsked = recordedFrom !== undefined || recordedTo !== undefined;
    const recorded = isAsked ? await this.recorded.madeKnown(question, { recordedFrom, recordedTo }) : undefined;
    const inContradiction = asked.contradicting === 'open' ? await this.reportsInOpen(question) : undefined;
    return reportFilterOf(question.scope, asked, {
      knownAtMs: question.knownAtMs,
      zone: this.zone,
      recorded,
      polygon,
      inContradiction,
    });
  }
  /** The reports that take part in a contradiction which is open then, as /v1/contradictions finds them. */
  private reportsInOpen({ scope, edition, knownKey, echo: { knownAt } }: KnownQuestion): Promise<readonly string[]> {
    const read = async (): Promise<readonly string[]> => {
      const asked = { edition, knownAt, state: 'open', limit: greatest_limit } as const;
      const pages = await allPages((after) => this.contradictions.list({ ...asked, ...after }));
      return [...new Set(pages.flatMap(({ items }) => items.flatMap(({ reports }) => reports.map(({ id }) => id))))];
    };
    return readOnce(scope, `in open contradictions ${knownKey}`, read, (ids) => ids.length * bytes_of_id);
  }
}
