import { Inject, Injectable } from '@nestjs/common';
import {
  actorPage,
  type EditionScope,
  incidentPage,
  placePage,
  reportPage,
  type ReportView,
} from '#read-models/queries';
import { foldIdentity, searchForms, type TimeZone } from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { addressOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { reportFilterOf } from '../reports/report-filter.js';
import type { SearchAnswerDto, SearchQueryDto } from './search.dto.js';

/** Searches everything at once, for one search box. */
@Injectable()
export class SearchService {
  constructor(
    private readonly questions: Questions,
    @Inject(DESK_TIME_ZONE) private readonly zone: TimeZone,
  ) {}

  /** @throws {Rejected} `malformed` where `q` has neither letter nor digit, or too many words. */
  async search(asked: SearchQueryDto): Promise<SearchAnswerDto> {
    const { q, edition, limit } = asked;
    const { scope, position, knownAtMs, echo } = await this.questions.openKnown(asked);
    const filter = await reportFilterOf(scope, { q }, { knownAtMs, zone: this.zone });
    const page = { forms: searchForms(q), limit };
    const [places, actors, reports, incidents] = await Promise.all([
      placePage(scope, page),
      actorPage(scope, page),
      reportPage(scope, { ...filter, order: 'latest', limit }),
      incidentsCalled(scope, q, knownAtMs),
    ]);
    const { knownAt } = echo;
    return {
      places: places.map(({ entry: { id, name, kind, parent = null } }) => ({ id, name, kind, parent })),
      actors: actors.map(({ entry: { id, name, kind } }) => ({ id, name, kind })),
      reports: reports.map(found),
      incidents,
      knownAt,
      position,
      links: [{ rel: 'self', href: addressOf('/v1/search', { q, knownAt, edition, limit }) }],
    };
  }
}

const found = ({ report: { id, externalId, type, places, summary }, knownFrom }: ReportView) => ({
  id,
  externalId: externalId ?? null,
  type,
  summary,
  place: places[0] ?? null,
  knownFrom,
});

/** Keys are often written in capitals; so is what looks like one. */
async function incidentsCalled(scope: EditionScope, q: string, knownAtMs: number) {
  const keys = [...new Set([foldIdentity(q), foldIdentity(q).toUpperCase()])];
  const pages = await Promise.all(keys.map((key) => incidentPage(scope, { key, knownAtMs, limit: 1 })));
  return pages.flat().map(({ key, reports }) => ({ key, reports: reports.length }));
}
