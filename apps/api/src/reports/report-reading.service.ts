import { Inject, Injectable } from '@nestjs/common';
import { type Editions, sendersOf } from '#editions';
import { reportById, reportFacetCounts, reportPage, reportsMatching, versionsMade } from '#read-models/queries';
import type { Polygon } from '#situation';
import { READERS } from '../api-parts.js';
import { Rejected } from '../http/rejected.js';
import { withoutUndefined } from '../http/without-undefined.js';
import type { EditionQueryDto } from '../reading/as-of-query.dto.js';
import type { Page } from '../reading/envelope.dto.js';
import { cursorText, readCursor } from '../reading/list-cursor.js';
import { type ItemsPassed, pageOf, type PageRequest } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { facetsAnswer, most_values, refuseCursor, requireSearch, writtenParameters } from './found-page.js';
import { historyAnswer, versionAnswer } from './report-answer.dto.js';
import type { ReportFacetsDto } from './report-facets.dto.js';
import { ReportFilters } from './report-filters.service.js';
import type { ReportQueryDto, ReportSearchDto, SearchPageDto } from './report-query.dto.js';

/** One report alone: for callers in this program, no parameter of the list. */
interface OneReport {
  readonly id?: string;
}

type FoundReports = Page<ReturnType<typeof versionAnswer>> & ReportFacetsDto;

/** Reads reports as they were known. */
@Injectable()
export class ReportReading {
  constructor(
    private readonly questions: Questions,
    private readonly filters: ReportFilters,
    @Inject(READERS) private readonly readers: Editions,
  ) {}

  list(asked: ReportQueryDto & OneReport & ItemsPassed): Promise<FoundReports> {
    const {
      snapshot: _pinned,
      limit: _limit,
      after: _after,
      skip: _skip,
      knownAt: _asked,
      id: _id,
      order,
      facets,
      ...written
    } = asked;
    const parameters = { ...writtenParameters(written), order: order === 'earliest' ? undefined : order };
    return this.read(asked, { path: '/v1/reports', parameters: { ...parameters, facets: facets?.join() } });
  }

  /** As `list`, of a question in a body; its links have what changes from page to page. */
  search({ polygon, ...asked }: ReportSearchDto, at: SearchPageDto): Promise<FoundReports> {
    return this.read({ ...asked, ...at }, { path: '/v1/reports/search', parameters: {} }, polygon);
  }

  private async read(
    asked: ReportQueryDto & OneReport & ItemsPassed,
    { path, parameters }: Pick<PageRequest, 'path' | 'parameters'>,
    polygon?: Polygon,
  ): Promise<FoundReports> {
    const { limit, after, skip, order, facets, id } = asked;
    requireSearch(asked);
    const list = `reports ${order}`;
    const start = after === undefined ? undefined : readCursor(after, [list]).key;
    const question = await this.questions.openKnown(asked);
    const { scope, position, echo } = question;
    const filter = await this.filters.filterOf(question, asked, polygon);
    const one = withoutUndefined<{ id?: string }>({ id });
    const from = withoutUndefined<{ after?: string; skip?: number }>({ after: start, skip });
    const page = { order, limit: limit + 1, ...from };
    const rows = await reportPage(scope, { ...filter, ...one, ...page }).catch(refuseCursor);
    const { knownAt } = echo;
    const request = { path, parameters: { ...parameters, knownAt }, limit, after };
    const { items, links } = pageOf(rows, request, ({ cursor }) => cursorText({ list, key: cursor }));
    const counted =
      facets === undefined ? {} : facetsAnswer(await reportFacetCounts(scope, filter, facets, most_values));
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
    const amended = history.amendments.map((one) => one.id);
    const said = [...amended, ...history.versions.map(({ wordsOf }) => wordsOf)];
    const events = history.approval === undefined ? said : [...said, history.approval.id];
    const senders = await sendersOf(this.readers.database, events);
    return historyAnswer(history, { senders, made: await versionsMade(scope, amended), position });
  }
}
