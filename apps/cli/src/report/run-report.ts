import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import { exit_refused } from '../terminal/exit-codes.js';
import { postOrRefuse } from '../api/post-or-refuse.js';
import { CommandFailed } from '../terminal/command-failed.js';
import { printable } from '../terminal/format-table.js';
import { json_version } from '../terminal/json-version.js';
import type { Terminal } from '../terminal/terminal.js';
import { type DraftFlags, draftOf } from './draft-of.js';
import { type Effect, effectTable } from './effect-table.js';

/** The options of `sitrep report` as they were typed. */
export interface ReportFlags extends DraftFlags {
  readonly url: string;
  readonly dryRun?: true;
  readonly draft?: true;
  readonly at?: string;
  readonly json?: true;
}

interface Preview {
  readonly id: string | null;
  readonly problems: readonly { readonly pointer?: string; readonly detail: string }[];
  readonly likelyDuplicates: readonly {
    readonly score: number;
    readonly report: {
      readonly report: { readonly id: string; readonly externalId: string | null };
      readonly summary: string;
    };
  }[];
  readonly effect: readonly Effect[];
}

/** Files one report, or says what it would do; the exit code is 5 when it is refused. @throws {CommandFailed} */
export async function runReport(file: string | undefined, flags: ReportFlags, terminal: Terminal): Promise<void> {
  const read = file === undefined ? {} : parsed(file, await contentOf(file));
  const draft = draftOf(read, flags, new Date().toISOString());
  const asked = new URLSearchParams({
    ...(flags.dryRun && { dryRun: 'true' }),
    ...(flags.draft && { draft: 'true' }),
    ...(flags.at !== undefined && { validAt: flags.at }),
  });
  const safe = 'Sending the report again is safe with --external-id.';
  const body = await postOrRefuse(flags.url, `/v1/reports?${asked.toString()}`, draft, terminal, safe);
  if (body === undefined) return;
  const answer = JSON.parse(body) as Record<string, unknown>;
  const isRefused = flags.dryRun === true && (answer as unknown as Preview).problems.length > 0;
  if (isRefused) terminal.exitCode = exit_refused;
  if (flags.json === true)
    terminal.out.write(`${JSON.stringify({ version: json_version, ...answer }, undefined, 2)}\n`);
  else if (flags.dryRun === true) tellEffect(answer as unknown as Preview, terminal);
  else terminal.out.write(`${String(answer['id'])} ${outcomeOf(answer)}\n`);
}

function outcomeOf({ alreadyRecorded, review }: Record<string, unknown>): string {
  const recorded = alreadyRecorded === true ? 'was already recorded' : 'is recorded';
  return typeof review === 'string' ? `${recorded} as a draft: ${review.replace('_', ' ')}` : recorded;
}

const contentOf = (file: string): Promise<string> =>
  file === '-'
    ? textOf(process.stdin)
    : readFile(file, 'utf8').catch((cause: Error) => {
        throw new CommandFailed(`${file} cannot be read: ${cause.message}`, { cause });
      });

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const name = file === '-' ? 'What came on stdin' : file;
    throw new CommandFailed(`${name} is no JSON: ${(cause as Error).message}`, { cause });
  }
}

/** Says of which report a draft is much like. */
export function likeText(score: number, { report, summary }: Preview['likelyDuplicates'][number]['report']): string {
  return `Much like ${printable(report.externalId ?? report.id)} (${score.toFixed(2)}): ${printable(summary)}`;
}

function tellEffect({ problems, likelyDuplicates, effect }: Preview, { out, err }: Terminal): void {
  for (const { pointer = '', detail } of problems)
    err.write(`Would be refused: ${pointer === '' ? '' : `${pointer}: `}${printable(detail)}\n`);
  for (const { score, report } of likelyDuplicates) err.write(`${likeText(score, report)}\n`);
  if (effect.length === 0)
    return void err.write(
      'Nothing is recorded. It makes no claim about a place, so no answer about one would change.\n',
    );
  out.write(effectTable(effect));
  err.write('Nothing is recorded: leave --dry-run out to file it.\n');
}
