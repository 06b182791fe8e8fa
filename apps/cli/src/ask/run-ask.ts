import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readApi, refusalOf, responseOf } from '../api/api-fetch.js';
import { CommandFailed } from '../terminal/command-failed.js';
import { formatTable } from '../terminal/format-table.js';
import { json_version } from '../terminal/json-version.js';
import type { Terminal } from '../terminal/terminal.js';
import { answerColumns, type AnswerRow } from './answer-columns.js';
import { type AnswerPage, itemsOf, rowOf } from './page-rows.js';
import { filedAs, parametersOf, type Question } from './questions.js';

/** The options of `sitrep ask` as they were typed. */
export interface AskFlags {
  readonly url: string;
  readonly limit: string;
  readonly json?: true;
  readonly csv?: true;
  readonly param?: readonly string[];
  /** A parameter of the question. */
  readonly [parameter: string]: string | true | readonly string[] | undefined;
}

/** Asks a running API and prints the answer: a table, CSV or JSON. What it rests on goes to stderr. @throws {CommandFailed} */
export async function runAsk(
  question: Question,
  place: string | undefined,
  flags: AskFlags,
  terminal: Terminal,
): Promise<void> {
  const most = mostRows(flags.limit);
  if (flags.json === true && flags.csv === true) throw new CommandFailed('Say --json or --csv, one of the two.');
  const asked = new URLSearchParams(
    parametersOf(question).flatMap((name): [string, string][] => {
      const value = flags[filedAs(name)];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
  for (const text of flags.param ?? []) asked.set(...namedIn(text));
  if (question.ofPlace === true)
    return askOfPlace(`${question.path}/${encodeURIComponent(place ?? '')}?${asked}`, flags, terminal);
  asked.set('limit', String(Math.min(most, most_in_one_page)));
  const file = flags.json === true ? undefined : await fileOf(question, asked, flags);
  if (file !== undefined) tell(basisOf(file.headers), terminal);
  const body = file && Readable.fromWeb(file.body as Parameters<typeof Readable.fromWeb>[0]);
  if (body !== undefined && flags.csv === true) return pipeline(body, terminal.out, { end: false });
  const { rows, isMore } =
    body === undefined
      ? await fromPages(`${question.path}?${asked.toString()}`, most, question.name, flags, terminal)
      : await firstOf(body.pipe(parse({ columns: true, bom: true })), most);
  if (flags.json !== true) {
    const shown = (rows as AnswerRow[]).map(body === undefined ? (row) => row : unguarded);
    terminal.out.write(formatTable(answerColumns[question.name] ?? [], shown));
  }
  if (isMore) terminal.err.write(`There are more than ${most}; --limit says how many are printed.\n`);
}

/** The answer as CSV, which has every name; undefined where a table is wanted of somebody who may take no files. */
async function fileOf({ path }: Question, asked: URLSearchParams, flags: AskFlags): Promise<Response | undefined> {
  const response = await responseOf(flags.url, `${path}?${asked.toString()}&format=csv`);
  if (response.ok) return response;
  if (flags.csv !== true && (response.status === 401 || response.status === 403)) return undefined;
  throw new CommandFailed(refusalOf(await response.text(), response.status));
}

/** Reads pages until there is enough; prints them where JSON is wanted, and else gives them as rows. */
async function fromPages(
  path: string,
  most: number,
  question: string,
  { url, json }: AskFlags,
  terminal: Terminal,
): Promise<Found> {
  let [basis, next]: [Basis, string | undefined] = [{}, path];
  async function* found(): AsyncGenerator<unknown> {
    for (let isFirst = true; next !== undefined; isFirst = false) {
      const page = (await (await readApi(url, next)).json()) as AnswerPage;
      if (isFirst) tell((basis = basisOfPage(page)), terminal);
      for (const item of itemsOf(page)) yield json === true ? item : rowOf(item, page['names']);
      next = page.links?.find(({ rel }) => rel === 'next')?.href;
    }
  }
  const read = await firstOf(found(), most);
  if (json === true) printJson(question, basis, read.rows, read.isMore, terminal);
  return read;
}

function namedIn(text: string): [string, string] {
  const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new CommandFailed(`--param is "${text}"; it must be such as validAt=2017-03-08.`);
  return [name, value];
}

const most_in_one_page = 1_000;

function mostRows(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new CommandFailed(`--limit is "${text}"; it must be a whole number from 1, such as 100.`);
}

interface Found {
  readonly rows: readonly unknown[];
  readonly isMore: boolean;
}

async function firstOf(items: AsyncIterable<unknown>, most: number): Promise<Found> {
  const rows: unknown[] = [];
  for await (const item of items) {
    if (rows.length === most) return { rows, isMore: true };
    rows.push(item);
  }
  return { rows, isMore: false };
}

/** The export puts an apostrophe before what a spreadsheet would run; a terminal runs nothing. */
const unguarded = (row: AnswerRow): AnswerRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, text]) => [name, text.replace(/^'(?=[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n])/, '')]),
  );

interface Basis {
  readonly validAt?: string;
  readonly knownAt?: string;
  readonly edition?: string;
  readonly position?: string;
}

function basisOf(headers: Headers): Basis {
  const said = { validAt: 'valid-at', knownAt: 'known-at', edition: 'edition', position: 'position' } as const;
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, header]) => {
      const value = headers.get(`sitrep-${header}`);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function basisOfPage({ validAt, knownAt, position, links = [] }: AnswerPage): Basis {
  const self = new URLSearchParams(links.find(({ rel }) => rel === 'self')?.href.split('?')[1]);
  const said = { validAt, knownAt, edition: self.get('snapshot') ?? self.get('edition') ?? 'live', position };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => typeof value === 'string'));
}

function tell({ validAt, knownAt, edition, position }: Basis, terminal: Terminal): void {
  const when = validAt === undefined ? '' : `as of ${validAt}, `;
  const known = knownAt === undefined ? '' : `as known at ${knownAt}, `;
  terminal.err.write(`# ${when}${known}edition ${edition ?? 'live'}, position ${position ?? 'unknown'}\n`);
}

function printJson(question: string, basis: Basis, items: unknown, isMore: boolean, { out }: Terminal): void {
  out.write(`${JSON.stringify({ version: json_version, question, ...basis, items, more: isMore }, undefined, 2)}\n`);
}

interface IsolationAnswer extends Basis {
  readonly verdicts: readonly {
    readonly for: string;
    readonly verdict: string;
    readonly because: string;
    readonly confidence: string | null;
    readonly exits: readonly { readonly place: { readonly name: string }; readonly remains: boolean }[];
  }[];
}

/** The ways out of a place are one answer, with a verdict for each party. */
async function askOfPlace(path: string, { url, json, csv }: AskFlags, terminal: Terminal): Promise<void> {
  const answer = (await (await readApi(url, path, {}, ['place'])).json()) as IsolationAnswer;
  const { validAt, knownAt, edition, position } = answer;
  tell(
    {
      ...(validAt && { validAt }),
      ...(knownAt && { knownAt }),
      ...(edition && { edition }),
      ...(position && { position }),
    },
    terminal,
  );
  if (json === true)
    return void terminal.out.write(
      `${JSON.stringify({ version: json_version, question: 'isolation', ...answer }, undefined, 2)}\n`,
    );
  const rows = answer.verdicts.map(({ for: party, verdict, because, confidence, exits }) => ({
    for: party,
    verdict,
    because,
    confidence: confidence ?? '',
    open: exits.flatMap(({ place, remains }) => (remains ? place.name : [])).join('; '),
    closed: exits.flatMap(({ place, remains }) => (remains ? [] : place.name)).join('; '),
  }));
  terminal.out.write(
    csv === true
      ? stringify(rows, { header: true, escape_formulas: true })
      : formatTable(answerColumns['isolation'] ?? [], rows),
  );
}
