import { type Instant, toInstant } from '#situation';
import { exit_refused, fileFormats } from '../import-formats/file-formats.js';
import { isCodHead, prepareCod } from '../import-formats/gazetteers/prepare-cod.js';
import { openGeoNames, prepareGeoNames } from '../import-formats/gazetteers/prepare-geonames.js';
import { readMapping } from '../import-formats/mapping/mapping.js';
import { prepareMapped, publishedAt } from '../import-formats/mapping/prepare-mapped.js';
import type { PreparedImport } from '../import-formats/prepared-import.js';
import { openTable } from '../import-formats/tables/open-table.js';
import type { Table } from '../import-formats/tables/table.js';
import { isUcdpHead, prepareUcdp } from '../import-formats/ucdp/prepare-ucdp.js';
import { CommandFailed } from '../terminal/command-failed.js';
import { showProgress } from '../terminal/progress.js';
import { listenForStop } from '../terminal/stop-request.js';
import type { Terminal } from '../terminal/terminal.js';
import type { ApiAddress } from './api-address.js';
import { BatchSender } from './batch-sender.js';
import { importRows } from './import-rows.js';
import { knownBefore } from './known-before.js';
import { RejectsFile } from './rejects-file.js';
import { RowsOutcome } from './rows-outcome.js';

/** What `sitrep import FILE` was asked. */
export interface FileImport extends ApiAddress {
  readonly as?: string;
  readonly map?: string;
  readonly published?: string;
  readonly timeZone?: string;
  readonly dryRun?: boolean;
  readonly rejects?: string;
  readonly json?: boolean;
}

const exit_stopped = 130;

/** Imports a table; the exit code is 5 when a row was refused, 130 when somebody stopped it. @throws {CommandFailed} */
export async function runFileImport(path: string, asked: FileImport, terminal: Terminal): Promise<void> {
  const table = await (asked.as === 'geonames' ? openGeoNames(path) : openTable(path));
  const prepared = await prepare(table, asked);
  for (const notice of prepared.notices) terminal.err.write(`${notice}\n`);
  const known = await knownBefore(asked, prepared.outlets);
  const outcome = new RowsOutcome(prepared.format, asked.dryRun === true);
  const rejects = asked.rejects === undefined ? undefined : new RejectsFile(asked.rejects, table.head);
  const stop = listenForStop();
  const progress = showProgress(terminal.err, 'auto');
  const done = { gazetteer: 0, rows: 0 };
  try {
    await importRows(table, prepared, {
      known,
      outcome,
      rejects,
      signal: stop.signal,
      sender: asked.dryRun === true ? undefined : new BatchSender(asked),
      onDone: (phase, count) => {
        const total = phase === 'rows' ? prepared.rows : prepared.registrations.length;
        done[phase] += count;
        progress.at({ phase, done: BigInt(done[phase]), total: BigInt(Math.max(done[phase], total)) });
      },
    });
  } finally {
    progress.end();
    stop.release();
    rejects?.close();
  }
  outcome.isStopped = stop.signal.aborted;
  tell(outcome, asked, terminal);
}

function tell(outcome: RowsOutcome, { json, rejects }: FileImport, terminal: Terminal): void {
  for (const complaint of outcome.complaints()) terminal.err.write(`${complaint}\n`);
  if (outcome.refused > 0 && rejects !== undefined)
    terminal.err.write(`The refused rows stand in ${rejects}: mend and import it.\n`);
  terminal.out.write(json === true ? `${JSON.stringify(outcome.toJson())}\n` : `${outcome.summary().join('\n')}\n`);
  if (outcome.refused > 0) terminal.exitCode = exit_refused;
  if (outcome.isStopped) terminal.exitCode = exit_stopped;
}

/** What a table is, by its columns. */
function formatOf(head: readonly string[]): (typeof fileFormats)[number] {
  if (isUcdpHead(head)) return 'ucdp-ged';
  return isCodHead(head) ? 'cod-ab' : 'table';
}

async function prepare(table: Table, asked: FileImport): Promise<PreparedImport> {
  const published = asked.published === undefined ? undefined : publishedOf(asked.published);
  const when = published === undefined ? {} : { published };
  const mapping = asked.map === undefined ? undefined : await readMapping(asked.map);
  const format = asked.as ?? (mapping !== undefined && !isUcdpHead(table.head) ? 'table' : formatOf(table.head));
  if (format === 'geonames') return prepareGeoNames(table, asked.timeZone);
  if (format === 'cod-ab') return prepareCod(table, asked.timeZone);
  if (format === 'ucdp-ged')
    return prepareUcdp(table, {
      ...when,
      ...(asked.timeZone === undefined ? {} : { timeZone: asked.timeZone }),
      ...(mapping === undefined ? {} : { aliases: mapping.names }),
    });
  if (format !== 'table')
    throw new CommandFailed(`--as is ${format}; there are campaign, ndjson, ${fileFormats.join(', ')}.`);
  if (mapping === undefined || asked.map === undefined)
    throw new CommandFailed(
      `${table.name} is of no format that is known here: say with --map what its columns mean. ` +
        `sitrep import --suggest-mapping ${table.name} proposes a mapping.`,
    );
  return prepareMapped(table, { ...when, mapping, mappingPath: asked.map, now: toInstant(Date.now()) });
}

function publishedOf(text: string): Instant {
  const published = publishedAt(text);
  if (published === undefined)
    throw new CommandFailed(`--published is ${text}; send a day, such as 2019-06-01, or an instant with its offset.`);
  return published;
}
