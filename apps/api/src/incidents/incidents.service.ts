import { Injectable } from '@nestjs/common';
import {
  actorNames,
  incidentCount,
  incidentExists,
  incidentFacetCounts,
  type IncidentFilter,
  incidentPage,
  type NamedTraits,
  reportTraits,
} from '#read-models/queries';
import { most_reports_compared, SourceNames, suggestDuplicates } from '#situation';
import { Rejected } from '../http/rejected.js';
import type { Page } from '../reading/envelope.dto.js';
import { withoutUndefined } from '../http/without-undefined.js';
import { cursorText, readCursor } from '../reading/list-cursor.js';
import { addressOf, type ItemsPassed, pageOf } from '../reading/page.js';
import { type KnownQuestion, Questions } from '../reading/questions.service.js';
import { facetsAnswer, most_values, refuseCursor, requireSearch, writtenParameters } from '../reports/found-page.js';
import type { ReportFacetsDto } from '../reports/report-facets.dto.js';
import type { ReportsAsked } from '../reports/report-filter.js';
import { ReportFilters } from '../reports/report-filters.service.js';
import type { IncidentAnswerDto, IncidentItemDto } from './incident-answer.dto.js';
import type { IncidentQueryDto, IncidentTimeDto, SuggestionQueryDto } from './incident-query.dto.js';
import type { SuggestedReportDto, SuggestionsDto } from './suggestion.dto.js';

/** One incident alone: for callers in this program, no parameter of the list. */
interface OneIncident {
  readonly key?: string;
}

/** Returns which reports tell of one development. */
@Injectable()
export class IncidentsService {
  constructor(
    private readonly questions: Questions,
    private readonly filters: ReportFilters,
  ) {}

  async list(asked: IncidentQueryDto & OneIncident & ItemsPassed): Promise<Page<IncidentItemDto> & ReportFacetsDto> {
    const { edition, snapshot: _pinned, limit, after, skip, knownAt: _asked, order, facets, key, ...filters } = asked;
    requireSearch(asked);
    const list = `incidents ${order}`;
    const start = after === undefined ? undefined : readCursor(after, [list]).key;
    const question = await this.questions.openKnown(asked);
    const { scope, position, echo } = question;
    const filter = await this.filterOf(question, filters, key);
    const from = withoutUndefined<{ after?: string; skip?: number }>({ after: start, skip });
    const page = { order, limit: limit + 1, ...from };
    const rows = await incidentPage(scope, { ...filter, ...page }).catch(refuseCursor);
    const { knownAt } = echo;
    const parameters = {
      ...writtenParameters(filters),
      order: order === 'key' ? undefined : order,
      facets: facets?.join(),
      knownAt,
      edition,
    };
    const request = { path: '/v1/incidents', parameters, limit, after };
    const { items, links } = pageOf(rows, request, ({ cursor }) => cursorText({ list, key: cursor }));
    const counted =
      facets === undefined ? {} : facetsAnswer(await incidentFacetCounts(scope, filter, facets, most_values));
    return { items: items.map(({ cursor: _at, ...incident }) => incident), ...counted, knownAt, position, links };
  }

  /** Returns how many incidents all pages have together. */
  async count(asked: IncidentQueryDto & OneIncident): Promise<number> {
    const { key, ...filters } = asked;
    const question = await this.questions.openKnown(asked);
    return incidentCount(question.scope, await this.filterOf(question, filters, key));
  }

  private async filterOf(
    question: KnownQuestion,
    asked: ReportsAsked,
    key: string | undefined,
  ): Promise<IncidentFilter> {
    const reports = await this.filters.filterOf(question, asked);
    const { knownAtMs } = question;
    // Where nothing is asked of reports, their words need not be read.
    const isNarrowed = Object.keys(reports).length > 1;
    return { knownAtMs, ...(key === undefined ? {} : { key }), ...(isNarrowed ? { reports } : {}) };
  }

  /** @throws {Rejected} `not_found` when no report had ever belonged to it by then. */
  async one(key: string, asked: IncidentTimeDto): Promise<IncidentAnswerDto> {
    const { scope, position, knownAtMs, echo } = await this.questions.openKnown(asked);
    const { knownAt } = echo;
    const [found] = await incidentPage(scope, { knownAtMs, key, limit: 1 });
    if (found === undefined && !(await incidentExists(scope, { key, knownAtMs }))) {
      const detail = `No report had belonged to an incident ${key} by then.`;
      throw new Rejected('not_found', detail, [{ parameter: 'key', code: 'unknown_incident', detail }]);
    }
    const href = addressOf(`/v1/incidents/${encodeURIComponent(key)}`, { knownAt, edition: asked.edition });
    return { key, reports: found?.reports ?? [], knownAt, position, links: [{ rel: 'self', href }] };
  }

  async suggestions(asked: SuggestionQueryDto): Promise<SuggestionsDto> {
    const { edition, limit } = asked;
    const { scope, position, knownAtMs, echo } = await this.questions.openKnown(asked);
    const { knownAt } = echo;
    const known = await reportTraits(scope, { knownAtMs, limit: most_reports_compared + 1 });
    const compared = known.slice(0, most_reports_compared);
    const named = new Map(compared.map((traits) => [traits.reportId, traits]));
    const found = suggestDuplicates(compared);
    const sources = new SourceNames(await actorNames(scope));
    const sourcesOf = (reportId: string) => sources.actorsAmong((named.get(reportId) as NamedTraits).voices);
    const items = found
      .slice(0, limit)
      .map(({ reports: [one, other], score, parts }) => ({
        score,
        parts,
        sharedSources: sourcesOf(one.reportId).filter((source) => sourcesOf(other.reportId).includes(source)),
        reports: [one, other].map(({ reportId }) => suggested(named.get(reportId) as NamedTraits)),
      }));
    const href = addressOf('/v1/incident-suggestions', { knownAt, edition, limit });
    return {
      items,
      compared: compared.length,
      olderLeftOut: known.length > compared.length,
      found: found.length,
      knownAt,
      position,
      links: [{ rel: 'self', href }],
    };
  }
}

const suggested = ({ reportId, externalId, summary, incident }: NamedTraits): SuggestedReportDto => ({
  report: { id: reportId, externalId },
  summary,
  incident: incident ?? null,
});
