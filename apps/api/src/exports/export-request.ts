import { Rejected } from '../http/rejected.js';
import type { CsvOptions } from './files/csv.file.js';
import { type Format, formatAccepted, formatNamed } from './formats.js';

type Query = Readonly<Record<string, unknown>>;

/** In which format a list is asked for, and the rest of the query, which is the question itself. */
export interface ExportRequest {
  readonly format: Format;
  readonly csv: CsvOptions;
  readonly question: Query;
}

/** Reads what a request says of the format: `format` goes before `Accept`. @throws {Rejected} */
export function exportRequest(query: Query, accept: string | undefined, made: readonly Format[]): ExportRequest {
  const { format: named, bom, meta, ...question } = query;
  if (named !== undefined && typeof named !== 'string') throw refused('format', 'given_twice', 'Give it once.');
  const format = named === undefined ? formatAccepted(accept, made) : formatNamed(named, made);
  const csv = { bom: flagNamed('bom', bom, format), meta: flagNamed('meta', meta, format) };
  return { format, csv, question };
}

function flagNamed(parameter: string, value: unknown, format: Format): boolean {
  if (value === undefined) return false;
  if (format !== 'csv') throw refused(parameter, 'only_of_csv', `It is for format=csv; this is ${format}.`);
  if (value !== 'true' && value !== 'false') throw refused(parameter, 'not_one_of', 'Send one of: true, false.');
  return value === 'true';
}

const refused = (parameter: string, code: string, detail: string): Rejected =>
  new Rejected('malformed', 'The address does not have the parameters of this request.', [{ parameter, code, detail }]);

interface Addressed {
  readonly url?: string | undefined;
  readonly method?: string | undefined;
}

const lists = 'reports|control|conditions|tallies|incidents|changes|contradictions|places|actors';
const suffixed = new RegExp(`^/v1/(?:${lists}|control/[^/?]+/timeline)(\\.([a-z0-9]{1,16}))(?=\\?|$)`);

/** Returns the address of a list that ends in a format, `/v1/control.csv`, as one that names it: `/v1/control?format=csv`. */
export function withoutSuffix({ url = '/', method }: Addressed): string {
  if (method !== 'GET' && method !== 'HEAD') return url;
  const [path, suffix, format] = suffixed.exec(url) ?? [];
  if (path === undefined || suffix === undefined) return url;
  const query = url.slice(path.length + 1);
  return `${path.slice(0, -suffix.length)}?format=${format}${query === '' ? '' : `&${query}`}`;
}
