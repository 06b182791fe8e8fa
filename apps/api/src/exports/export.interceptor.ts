import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  Logger,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Readable } from 'node:stream';
import { firstValueFrom, from, type Observable } from 'rxjs';
import type { TimeZone } from '#situation';
import { ExportAccess } from '../access/export-access.service.js';
import { keptPrincipal } from '../access/requested-access.js';
import { DESK_TIME_ZONE } from '../api-parts.js';
import type { Reply } from '../http/reply.js';
import { greatest_limit } from '../reading/query-field.decorators.js';
import { Questions } from '../reading/questions.service.js';
import { Clearances } from '../sensitivity/clearances.js';
import { readAs, type Sight } from '../sensitivity/reader-in-hand.js';
import type { Shown } from './column.js';
import { sendHeaders } from './export-headers.js';
import { type ExportRequest, exportRequest } from './export-request.js';
import type { ExportedList, ListPage } from './exported-list.js';
import { exported_list } from './exports-list.decorator.js';
import { shownIn } from './shown-in.js';
import { aboutPage } from './files/about.js';
import { csvFile } from './files/csv.file.js';
import { geojsonFile, ndjsonFile } from './files/json.files.js';
import type { Exporting, RowsPage } from './files/pages.js';
import { xlsxFile } from './files/xlsx.file.js';
import type { FileFormat } from './formats.js';

type Query = Readonly<Record<string, unknown>>;

/** The part of a Fastify request that an export needs. */
interface ListRequest {
  query: Query;
  /** What the list is given as, for those that tell answers apart. */
  format?: string;
  readonly method: string;
  readonly headers: { readonly accept?: string };
}

/** Reads one page by its query. */
type ReadPage = (query: Query) => Promise<ListPage>;

/**
 * Gives a list as a file where the request asks for one. The pages are those of the list itself: its handler is asked
 * again for each `next`, so there is no second query, and what the list refuses is refused before a file begins. Should a
 * later page fail, the connection is cut, so that a part never passes for the whole.
 */
@Injectable()
export class ExportInterceptor implements NestInterceptor<unknown, unknown> {
  private readonly logger = new Logger('Export');

  constructor(
    private readonly reflector: Reflector,
    private readonly questions: Questions,
    private readonly access: ExportAccess,
    private readonly clearances: Clearances,
    @Inject(DESK_TIME_ZONE) private readonly deskZone: TimeZone,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const list = this.reflector.get<ExportedList | undefined, symbol>(exported_list, context.getHandler());
    if (list === undefined) return next.handle();
    const http = context.switchToHttp();
    const request = http.getRequest<ListRequest>();
    const asked = exportRequest(request.query, request.headers.accept, list.formats);
    request.query = asked.question;
    request.format = asked.format;
    if (asked.format === 'json') return next.handle();
    const readPage: ReadPage = (query) => {
      request.query = query;
      return firstValueFrom(next.handle()) as Promise<ListPage>;
    };
    const sight = this.clearances.sightOf(keptPrincipal(request));
    const file = {
      ...asked,
      sight,
      format: asked.format,
      readPage,
      reply: http.getResponse<Reply>(),
      method: request.method,
    };
    return from(this.access.begin(http.getRequest(), http.getResponse()).then(() => this.export(list, file)));
  }

  private async export(
    list: ExportedList,
    { question, readPage, reply, method, format, csv, sight }: FileRequest,
  ): Promise<StreamableFile | string> {
    const paged = list.isPaged && question['limit'] === undefined ? { limit: String(greatest_limit) } : {};
    const first = await readPage({ ...question, ...paged });
    const about = aboutPage(first);
    const rows = nextOf(first) === undefined ? list.itemsOf(first).length : undefined;
    sendHeaders(reply, list.name, format, about, rows);
    if (method === 'HEAD') return '';
    const pages = this.pages(list, first, { readPage, sight });
    const file = Readable.from(fileOf({ name: list.name, head: list.head, about, pages }, format, csv));
    file.on('error', (error) => this.logger.error(`${about.query} as ${format} was cut off: ${error.stack}`));
    return new StreamableFile(file);
  }

  private async *pages(
    list: ExportedList,
    first: ListPage,
    { readPage, sight }: Pick<FileRequest, 'readPage' | 'sight'>,
  ): AsyncGenerator<RowsPage, void> {
    for (let page: ListPage | undefined = first; page !== undefined;) {
      const items = list.itemsOf(page);
      // A file is read when it is sent, outside of what its request is answered in.
      const shown = await readAs(sight, () => this.shown(list, page as ListPage, items));
      yield { items, rows: items.map((item) => list.rowOf(item, shown)), position: page.position };
      const next = nextOf(page);
      page = next === undefined ? undefined : await readPage(next);
    }
  }

  /** What the rows of one page need beside its items, from the edition that the page was read from. */
  private async shown(list: ExportedList, { links }: ListPage, items: readonly unknown[]): Promise<Shown> {
    const self = queryOf(links.find(({ rel }) => rel === 'self')?.href ?? '');
    const { edition = 'live', snapshot } = self;
    const { scope } = await this.questions.openEdition({ edition, ...(snapshot === undefined ? {} : { snapshot }) });
    return shownIn(list, items, { scope, zone: this.deskZone });
  }
}

interface FileRequest extends ExportRequest {
  readonly format: FileFormat;
  readonly readPage: ReadPage;
  readonly sight: Sight;
  readonly reply: Reply;
  readonly method: string;
}

const queryOf = (href: string): Readonly<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(href.split('?')[1] ?? ''));

const nextOf = ({ links }: ListPage): Query | undefined => {
  const next = links.find(({ rel }) => rel === 'next');
  return next === undefined ? undefined : queryOf(next.href);
};

function fileOf(exporting: Exporting, format: FileFormat, csv: ExportRequest['csv']): AsyncIterable<string | Buffer> {
  if (format === 'csv') return csvFile(exporting, csv);
  if (format === 'ndjson') return ndjsonFile(exporting);
  return format === 'geojson' ? geojsonFile(exporting) : xlsxFile(exporting);
}
