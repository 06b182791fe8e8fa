import { createReadStream } from 'node:fs';
import {
  campaignArchive,
  type DecidedLine,
  type LinesFile,
  type LineSender,
  type RowsOutcome,
  sendLines,
} from '#imports';
import type { UploadedForm } from './uploaded-form.js';

/** What is no table: lines as POST /v1/reports/batch takes them, and a campaign folder packed as ZIP. */
export const lineFormats = ['ndjson', 'campaign'] as const;
export type LineFormat = (typeof lineFormats)[number];

/** The form says so, or the name of its file does. */
export function lineFormatOf({ name, fields: { format } }: UploadedForm): LineFormat | undefined {
  if (format !== undefined) return lineFormats.find((one) => one === format);
  if (/\.(nd)?jsonl?$/i.test(name)) return 'ndjson';
  return /\.zip$/i.test(name) ? 'campaign' : undefined;
}

/** @throws {ImportRefused} the archive is no campaign, or unpacks to more than it may. */
export async function openLines(
  { file, name }: UploadedForm,
  format: LineFormat,
  mostUnpackedBytes: number,
): Promise<readonly LinesFile[]> {
  if (format === 'campaign') return campaignArchive(file, mostUnpackedBytes);
  return [{ name, lineKind: undefined, open: () => createReadStream(file) }];
}

/** What sends lines, and where the results go. */
export interface LinesWork {
  readonly outcome: RowsOutcome;
  readonly sender: LineSender;
  readonly signal: AbortSignal;
  readonly tell: (line: object) => void;
}

/** Lines between two notes of how far it is. */
const noted_lines = 500;

/** Sends or tries the lines of files in order, and counts what becomes of them. @throws {ImportRefused} */
export async function importUploadedLines(files: readonly LinesFile[], work: LinesWork): Promise<void> {
  const done = { gazetteer: 0, rows: 0 };
  for (const file of files)
    for await (const line of sendLines(file, work.sender, work.signal)) {
      const kind = kindOf(line);
      countLine(line, kind, work);
      const phase = kind === 'place' || kind === 'actor' ? 'gazetteer' : 'rows';
      done[phase] += 1;
      if (done[phase] % noted_lines === 0) work.tell({ phase, rows: done[phase] });
    }
  for (const phase of ['gazetteer', 'rows'] as const)
    if (done[phase] > 0) work.tell({ phase, rows: done[phase], of: done[phase] });
}

function countLine({ file, number, decision }: DecidedLine, kind: string, { outcome, tell }: LinesWork): void {
  if (decision.kind === 'refused') {
    const faults = decision.problems.map(({ pointer, detail }) => ({ column: '', pointer, reason: detail }));
    outcome.refuse({ line: number, cells: {} }, faults);
    for (const fault of faults) tell({ refused: { file: file.name, line: number, ...fault } });
    return;
  }
  const isNew = decision.kind === 'recorded';
  if (kind === 'place' || kind === 'actor') outcome.registered[isNew ? kind : 'present'] += 1;
  else if (isNew && decision.draft !== undefined) outcome.drafts[decision.draft] += 1;
  else outcome[isNew ? (becoming[kind] ?? 'amended') : 'present'] += 1;
}

const becoming: Readonly<Record<string, 'recorded' | 'corrected' | 'retracted'>> = {
  report: 'recorded',
  correction: 'corrected',
  retraction: 'retracted',
};

/** What a line is: what it says, or a report. */
function kindOf({ file, sent }: DecidedLine): string {
  if (file.lineKind !== undefined && file.lineKind !== 'report') return file.lineKind;
  try {
    const line = JSON.parse(Buffer.from(sent).toString('utf8')) as { readonly kind?: unknown } | null;
    return typeof line?.kind === 'string' ? line.kind : 'report';
  } catch {
    return 'report';
  }
}
