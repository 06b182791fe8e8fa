import { importRows, knownBefore, openImport, type OpenOptions, RowsOutcome, TrialSender } from '#imports';
import { responseOf } from '../api/api-fetch.js';
import { exit_refused, exit_stopped } from '../terminal/exit-codes.js';
import { printable } from '../terminal/format-table.js';
import { showProgress } from '../terminal/progress.js';
import { listenForStop } from '../terminal/stop-request.js';
import type { Terminal } from '../terminal/terminal.js';
import { RejectsFile } from './rejects-file.js';
import { sendOverHttp, tryOverHttp } from './send-over-http.js';

/** What `sitrep import FILE` was asked. */
export interface FileImport extends OpenOptions {
  readonly url: string;
  readonly dryRun?: boolean;
  readonly draft?: boolean;
  /** What drafts are sent together as. */
  readonly bundle: string;
  readonly rejects?: string;
  readonly json?: boolean;
}

/** Imports a table; the exit code is 5 when a row was refused, 130 when somebody stopped it. @throws {CommandFailed} */
export async function runFileImport(path: string, asked: FileImport, terminal: Terminal): Promise<void> {
  const { table, prepared } = await openImport(path, asked);
  for (const notice of prepared.notices) terminal.err.write(`${notice}\n`);
  const known = await knownBefore((one) => responseOf(asked.url, one), prepared.outlets);
  const outcome = new RowsOutcome(prepared.format, asked.dryRun === true);
  const rejects = asked.rejects === undefined ? undefined : new RejectsFile(asked.rejects, table.head);
  const stop = listenForStop();
  const progress = showProgress(terminal.err, 'auto');
  const done = { gazetteer: 0, rows: 0 };
  const asDrafts = asked.draft === true;
  const trial = asked.dryRun === true ? new TrialSender(tryOverHttp({ url: asked.url, asDrafts })) : undefined;
  try {
    await importRows(table, prepared, {
      known,
      outcome,
      rejects,
      signal: stop.signal,
      asDrafts,
      sender: trial ?? sendOverHttp({ url: asked.url, asDrafts, bundle: asked.bundle }),
      onDone: (phase, count) => {
        const total = phase === 'rows' ? prepared.rows : prepared.registrations.length;
        done[phase] += count;
        progress.at({ phase, done: BigInt(done[phase]), total: BigInt(Math.max(done[phase], total)) });
      },
    });
    await trial?.end();
  } finally {
    await trial?.close();
    progress.end();
    stop.release();
    rejects?.close();
  }
  outcome.isStopped = stop.signal.aborted;
  tell(outcome, asked, terminal);
}

function tell(outcome: RowsOutcome, { json, rejects, bundle, dryRun }: FileImport, terminal: Terminal): void {
  const hasDrafts = dryRun !== true && outcome.drafts.new + outcome.drafts.revised > 0;
  for (const complaint of outcome.complaints()) terminal.err.write(`${printable(complaint)}\n`);
  if (outcome.refused > 0 && rejects !== undefined)
    terminal.err.write(`The refused rows stand in ${rejects}: mend and import it.\n`);
  terminal.out.write(
    json === true
      ? `${JSON.stringify({ ...outcome.toJson(), ...(hasDrafts && { bundle }) })}\n`
      : `${outcome.summary().map(printable).join('\n')}\n`,
  );
  if (hasDrafts) tellDrafts(outcome.drafts, bundle, terminal);
  if (outcome.refused > 0) terminal.exitCode = exit_refused;
  if (outcome.isStopped) terminal.exitCode = exit_stopped;
}

/** Says how to approve what waits for it, by the wish of the sender or by a setting of the server. */
export function tellDrafts(
  { new: recorded, revised }: RowsOutcome['drafts'],
  bundle: string,
  { err }: Pick<Terminal, 'err'>,
): void {
  const written = `${recorded.toLocaleString('en')} drafts recorded, ${revised.toLocaleString('en')} revised`;
  if (recorded > 0) err.write(`${written}. Approve the new ones: sitrep review approve --bundle ${bundle}\n`);
  else if (revised > 0) err.write(`${written}. They wait for an approval: sitrep review list\n`);
}
