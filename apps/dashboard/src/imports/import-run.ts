import type { ImportEndDto, ImportLineDto, ImportProposalDto, RefusedRowDto } from 'sitrep-api';
import { keyHeaders } from '../access/key.js';
import { refusedBy, serverNow } from '../api/ask.js';
import type { LinesFile } from './lines-file.js';

/** What a file does not say of itself; what is empty is not sent. */
export interface ImportOptions {
  /** What the file is; empty: what it looks like. */
  readonly format: string;
  /** Of a dataset: the zone of its days; empty: that of the country. */
  readonly timeZone: string;
  /** Of a dataset: the day on which it was published; empty: not known. */
  readonly published: string;
  /** Its reports are drafts, which count for nothing until they are approved. */
  readonly draft: boolean;
}

export const no_options: ImportOptions = { format: '', timeZone: '', published: '', draft: false };

/** What is sent with a file. */
export interface ImportAsked {
  readonly file: File;
  /** Of files of lines, which `file` is made of. */
  readonly lines: LinesFile | undefined;
  /** Of a table; undefined of a known dataset. */
  readonly mapping: string | undefined;
  readonly options: ImportOptions;
  readonly dryRun: boolean;
}

/** How far an import is, or what became of it. */
export interface ImportRun {
  readonly dryRun: boolean;
  /** Its new reports are drafts. */
  readonly draft: boolean;
  readonly phase: string;
  readonly rows: number;
  readonly of: number;
  readonly refused: readonly RefusedRowDto[];
  /** When it began, by the clock of the server. */
  readonly begunAt: string;
  /** The last line; undefined while it goes on, and where it was cut off. */
  readonly end: ImportEndDto | undefined;
}

export const begun = ({ dryRun, options: { draft } }: Pick<ImportAsked, 'dryRun' | 'options'>): ImportRun => ({
  dryRun,
  draft,
  begunAt: serverNow().toISOString(),
  phase: '',
  rows: 0,
  of: 0,
  refused: [],
  end: undefined,
});

/** The parts of a form that say what the file does not. */
export const partsOf = ({
  format,
  timeZone,
  published,
  draft,
}: ImportOptions): readonly (readonly [string, string])[] =>
  Object.entries({ format, timeZone, published, draft: draft ? 'true' : '' }).filter(([, value]) => value !== '');

async function post(path: string, form: FormData, signal?: AbortSignal): Promise<Response> {
  const init = { method: 'POST', headers: keyHeaders(), body: form, ...(signal === undefined ? {} : { signal }) };
  const response = await fetch(path, init);
  if (!response.ok) throw refusedBy(response.status, await response.json().catch(() => ({})));
  return response;
}

/** Asks what a file looks like. Throws `Refusal`. */
export async function propose(file: File, format: string): Promise<ImportProposalDto> {
  const form = new FormData();
  if (format !== '') form.append('format', format);
  form.append('file', file, file.name);
  return (await (await post('/v1/imports/proposals', form)).json()) as ImportProposalDto;
}

/** Sends a file and tells of each piece of the answer as it comes. Throws `Refusal`; `AbortError` once it is stopped. */
export async function runImport(
  asked: ImportAsked,
  tell: (run: ImportRun) => void,
  signal: AbortSignal,
): Promise<ImportRun> {
  const { file, mapping, options, dryRun } = asked;
  const form = new FormData();
  if (mapping !== undefined) form.append('mapping', mapping);
  for (const [name, value] of partsOf(options)) form.append(name, value);
  form.append('dryRun', String(dryRun));
  form.append('cells', 'true');
  form.append('file', file, file.name);
  let run = begun(asked);
  for await (const lines of linesOf(await post('/v1/imports', form, signal))) {
    run = withLines(run, lines, asked.lines);
    tell(run);
  }
  return run;
}

/** The lines of an answer as they come, some at a time. */
async function* linesOf({ body }: Response): AsyncGenerator<readonly string[]> {
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  yield [rest];
}

/** The run after some lines of the answer. */
export function withLines(run: ImportRun, lines: readonly string[], of?: LinesFile): ImportRun {
  const parsed = lines
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as ImportLineDto & ImportEndDto);
  const refused = parsed.flatMap((line) => line.refused ?? []).map((row) => ({ ...row, ...of?.placeOf(row.line) }));
  const last = parsed.findLast(({ phase }) => phase !== undefined);
  const progress = last === undefined ? {} : { phase: last.phase ?? '', rows: last.rows ?? 0, of: last.of ?? 0 };
  return {
    ...run,
    ...progress,
    refused: refused.length === 0 ? run.refused : [...run.refused, ...refused],
    end: parsed.find(({ done }) => done) ?? run.end,
  };
}

/** In front of the columns of the file; a file of mended rows that is imported passes them over. */
const reject_columns = ['sitrep_line', 'sitrep_column', 'sitrep_pointer', 'sitrep_reason'];

/** The refused rows as CSV (RFC 4180), each once, with all its faults. */
export function rejectsFile(head: readonly string[], refused: readonly RefusedRowDto[]): string {
  const own = head.filter((name) => !reject_columns.includes(name));
  const byLine = new Map<number, RefusedRowDto[]>();
  for (const one of refused) {
    const faults = byLine.get(one.line);
    if (faults === undefined) byLine.set(one.line, [one]);
    else faults.push(one);
  }
  const rows = [...byLine].map(([line, faults]) => {
    const all = (part: 'column' | 'pointer' | 'reason'): string => faults.map((fault) => fault[part]).join(' | ');
    const { cells = {} } = faults[0] ?? {};
    return [String(line), all('column'), all('pointer'), all('reason'), ...own.map((name) => cells[name] ?? '')];
  });
  const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [[...reject_columns, ...own], ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}
