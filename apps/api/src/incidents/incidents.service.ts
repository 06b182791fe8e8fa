import { Injectable } from '@nestjs/common';
import {
  actorNames,
  incidentCount,
  incidentExists,
  incidentPage,
  type IncidentQuestion,
  type NamedTraits,
  reportTraits,
} from '#projections/queries';
import { most_reports_compared, SourceNames, suggestDuplicates } from '#situation';
import { Rejected } from '../http/rejected.js';
import type { Page } from '../reading/envelope.dto.js';
import { withoutUndefined } from '../http/without-undefined.js';
import { addressOf, type ItemsPassed, pageOf } from '../reading/page.js';
import { placeFilterOf } from '../reading/place-filter.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { requireOrder } from '../reading/window.rules.js';
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
  constructor(private readonly questions: Questions) {}

  async list(asked: IncidentQueryDto & OneIncident & ItemsPassed): Promise<Page<IncidentItemDto>> {
    const { edition, limit, after, skip, place, bbox, from, to } = asked;
    const { question, scope, position, echo } = await this.open(asked);
    const { knownAt } = echo;
    const page = withoutUndefined<{ limit: number; after?: string; skip?: number }>({ limit: limit + 1, after, skip });
    const rows = await incidentPage(scope, { ...question, ...page });
    const parameters = { place, bbox, from, to, knownAt, edition };
    const { items, links } = pageOf(rows, { path: '/v1/incidents', parameters, limit, after }, ({ key }) => key);
    return { items, knownAt, position, links };
  }

  /** Returns how many incidents all pages have together. */
  async count(asked: IncidentQueryDto & OneIncident): Promise<number> {
    const { question, scope } = await this.open(asked);
    return incidentCount(scope, question);
  }

  private async open(asked: IncidentQueryDto & OneIncident) {
    const { place, from, to, bbox, key } = asked;
    requireOrder(asked);
    const { knownAtMs, ...opened } = await this.questions.openKnown(asked);
    await requireRegistered(opened.scope, 'place', 'place', place);
    const box = bbox === undefined ? {} : await placeFilterOf(opened.scope, { bbox });
    const narrowed = withoutUndefined<Pick<IncidentQuestion, 'place' | 'from' | 'to' | 'key'>>({
      place,
      from,
      to,
      key,
    });
    return { ...opened, question: { knownAtMs, ...narrowed, ...box } };
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
