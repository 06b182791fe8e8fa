import type { BatchEndDto, LineResultDto } from 'sitrep-api';
import { keyHeaders } from '../access/key.js';
import { refusedBy } from '../api/ask.js';
import { linesOf } from './import-run.js';

/** A file with one value of JSON a line, and what its lines are; undefined: each says so itself. */
export interface LineFile {
  readonly file: File;
  readonly kind: 'place' | 'actor' | undefined;
}

const ending = /\.(nd)?jsonl?$/i;
/** The files of a campaign folder in the order in which they are sent: later lines name what earlier ones register. */
const order: readonly (readonly [RegExp, LineFile['kind'] | 'amendment'])[] = [
  [/^places\./i, 'place'],
  [/^actors\./i, 'actor'],
  [/^(?!amendments\.)/i, undefined],
  [/^amendments\./i, 'amendment'],
];

/** True for a file of lines: `.ndjson`, `.jsonl`. What else lies in a campaign folder says what the campaign is. */
export const isLineFile = ({ name }: Pick<File, 'name'>): boolean => ending.test(name) && !/\.json$/i.test(name);

/** The files of lines among these, as they are sent. */
export const lineFilesOf = (files: readonly File[]): readonly LineFile[] =>
  files
    .filter(isLineFile)
    .map((file) => ({ file, at: order.findIndex(([pattern]) => pattern.test(file.name)) }))
    .sort((a, b) => a.at - b.at)
    .map(({ file, at }) => {
      const kind = order[at]?.[1];
      return { file, kind: kind === 'amendment' ? undefined : kind };
    });

/** A line that was not taken. */
export interface RefusedLine {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** How far the lines are, or what became of them. */
export interface LinesRun {
  readonly done: number;
  readonly of: number;
  readonly recorded: number;
  readonly repeated: number;
  readonly drafts: number;
  readonly refused: readonly RefusedLine[];
  readonly isEnded: boolean;
  /** Under which the drafts can be listed and approved together. */
  readonly bundle: string;
}

/** So many lines are sent at once, and at most about so many bytes. */
const at_once = 500;
const most_bytes = 4_000_000;

interface Line {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

async function readLines({ file, kind }: LineFile): Promise<readonly Line[]> {
  const lines = (await file.text()).replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.flatMap((text, index) =>
    text.trim() === ''
      ? []
      : [{ file: file.name, number: index + 1, text: kind === undefined ? text : `{"kind":"${kind}","body":${text}}` }],
  );
}

/** Lines in portions that one request takes. */
export function portionsOf<Sent extends { readonly text: string }>(
  lines: readonly Sent[],
): readonly (readonly Sent[])[] {
  const portions: Sent[][] = [];
  let bytes = 0;
  for (const line of lines) {
    const last = portions.at(-1);
    if (last === undefined || last.length >= at_once || bytes + line.text.length > most_bytes) {
      portions.push([line]);
      bytes = 0;
    } else last.push(line);
    bytes += line.text.length;
  }
  return portions;
}

/** Sends the lines of files, a portion after the other, and tells how far it is. Throws `Refusal`; `AbortError` once it is stopped. */
export async function runLines(
  files: readonly LineFile[],
  draft: boolean,
  tell: (run: LinesRun) => void,
  signal: AbortSignal,
): Promise<LinesRun> {
  const lines = (await Promise.all(files.map(readLines))).flat();
  const bundle = `import-${crypto.randomUUID()}`;
  const before = {
    done: 0,
    of: lines.length,
    recorded: 0,
    repeated: 0,
    drafts: 0,
    refused: [],
    isEnded: false,
    bundle,
  };
  let run: LinesRun = before;
  for (const portion of portionsOf(lines)) {
    tell(run);
    const response = await fetch(`/v1/reports/batch?draft=${draft}&bundle=${bundle}`, {
      method: 'POST',
      headers: { ...keyHeaders(), 'Content-Type': 'application/x-ndjson' },
      body: portion.map(({ text }) => text).join('\n'),
      signal,
    });
    if (!response.ok) throw refusedBy(response.status, await response.json().catch(() => ({})));
    for await (const results of linesOf(response)) run = withResults(run, portion, results);
  }
  return { ...run, isEnded: run.done === run.of };
}

/** The run after some results; the line of a result counts within its portion. */
export function withResults(
  run: LinesRun,
  portion: readonly Pick<Line, 'file' | 'number'>[],
  results: readonly string[],
): LinesRun {
  const parsed = results
    .filter((text) => text.trim() !== '')
    .map((text) => JSON.parse(text) as LineResultDto & Partial<BatchEndDto>)
    .filter(({ done }) => done === undefined);
  const refused = parsed.flatMap(({ line, problem }): readonly RefusedLine[] => {
    const { file = '', number = line } = portion[line - 1] ?? {};
    return problem === undefined ? [] : [{ file, line: number, reason: reasonOf(problem) }];
  });
  const count = (kept: (result: LineResultDto) => boolean): number => parsed.filter(kept).length;
  return {
    ...run,
    done: run.done + parsed.length,
    recorded: run.recorded + count(({ status }) => status === 201),
    repeated: run.repeated + count(({ status }) => status === 200),
    drafts: run.drafts + count(({ status, review }) => status === 201 && review !== undefined),
    refused: [...run.refused, ...refused],
  };
}

/** Every field that a line was refused for, or else the whole reason. */
function reasonOf(problem: NonNullable<LineResultDto['problem']>): string {
  const { errors = [] } = problem as { errors?: readonly { pointer?: string; detail: string }[] };
  const each = errors.map(({ pointer = '', detail }) => `${pointer} ${detail}`.trim());
  return each.length > 0 ? each.join(' ') : (problem.detail ?? problem.title);
}
