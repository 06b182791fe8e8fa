import { Inject, Injectable } from '@nestjs/common';
import { type Editions, sendersOf } from '#editions';
import {
  CursorInvalid,
  type EditionScope,
  reportById,
  type ReportFacet,
  reportFacetCounts,
  type ReportFilter,
  reportPage,
  reportsMatching,
} from '#projections/queries';
import { READERS } from '../api-parts.js';
import { Rejected } from '../http/rejected.js';
import { withoutUndefined } from '../http/without-undefined.js';
import type { EditionQueryDto } from '../reading/as-of-query.dto.js';
import type { Page } from '../reading/envelope.dto.js';
import { type ItemsPassed, pageOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { historyAnswer, versionAnswer } from './report-answer.dto.js';
import type { ReportFacetsDto } from './report-facets.dto.js';
import { ReportFilters } from './report-filters.service.js';
import type { ReportQueryDto } from './report-query.dto.js';

/** One report alone: for callers in this program, no parameter of the list. */
interface OneReport {
  readonly id?: string;
}

/** Values that are counted of one facet; the rest are rare. */
const most_values = 50;

/** Reads reports as they were known. */
@Injectable()
export class ReportReading {
  constructor(
    private readonly questions: Questions,
    private readonly filters: ReportFilters,
    @Inject(READERS) private readonly readers: Editions,
  ) {}

  async list(
    asked: ReportQueryDto & OneReport & ItemsPassed,
  ): Promise<Page<ReturnType<typeof versionAnswer>> & ReportFacetsDto> {
    const { edition, snapshot: _pinned, limit, after, skip, knownAt: _asked, order, facets, id, ...filters } = asked;
    if (order === 'relevance' && filters.q === undefined) throw needsSearch();
    const question = await this.questions.openKnown(asked);
    const { scope, position, echo } = question;
    const filter = await this.filters.filterOf(question, filters);
    const one = withoutUndefined<{ id?: string }>({ id });
    const page = { order, limit: limit + 1, ...withoutUndefined<{ after?: string; skip?: number }>({ after, skip }) };
    const rows = await reportPage(scope, { ...filter, ...one, ...page }).catch(refuseCursor);
    const { knownAt } = echo;
    const parameters = {
      ...Object.fromEntries(Object.entries(filters).map(written)),
      order: order === 'earliest' ? undefined : order,
    };
    const request = {
      path: '/v1/reports',
      parameters: { ...parameters, facets: facets?.join(), knownAt, edition },
      limit,
      after,
    };
    const { items, links } = pageOf(rows, request, ({ cursor }) => cursor);
    const counted = facets === undefined ? {} : await countedBy(scope, filter, facets);
    return { items: items.map(versionAnswer), ...counted, knownAt, position, links };
  }

  /** Returns how many reports all pages have together. */
  async count(asked: ReportQueryDto): Promise<number> {
    const question = await this.questions.openKnown(asked);
    return reportsMatching(question.scope, await this.filters.filterOf(question, asked));
  }

  async history(id: string, asked: EditionQueryDto): Promise<ReturnType<typeof historyAnswer>> {
    const { scope, position } = await this.questions.openEdition(asked);
    const history = await reportById(scope, id.toLowerCase());
    if (history === undefined) throw new Rejected('not_found', `Edition ${asked.edition} has no report ${id}.`);
    const events = [...history.versions.map(({ wordsOf }) => wordsOf), ...history.amendments.map((one) => one.id)];
    return historyAnswer(history, await sendersOf(this.readers.database, events), position);
  }
}

/** A parameter as it stands in an address: a list with commas. */
const written = ([name, value]: [string, unknown]): [string, string | undefined] => [
  name,
  value === undefined ? undefined : String(value),
];

async function countedBy(
  scope: EditionScope,
  filter: ReportFilter,
  facets: readonly ReportFacet[],
): Promise<ReportFacetsDto> {
  const counted = await reportFacetCounts(scope, filter, facets, most_values);
  return { total: counted.total, facets: Object.fromEntries(counted.facets) };
}

const needsSearch = (): Rejected =>
  new Rejected('malformed', 'There is nothing to be relevant to.', [
    { parameter: 'order', code: 'needs_q', detail: 'Send what is searched for in q, or order=latest.' },
  ]);

function refuseCursor(cause: unknown): never {
  if (!(cause instanceof CursorInvalid)) throw cause;
  const violation = { parameter: 'after', code: 'not_a_cursor', detail: 'Take it from the next link of an answer.' };
  throw new Rejected('malformed', 'The page cannot be found.', [violation], { cause });
}
