import { reportIdOf } from '#event-log';
import type { Body, PreparedImport, Row, RowFault, RowRead } from '../formats/prepared-import.js';
import type { Table } from '../formats/tables/table.js';
import { isSaidBefore, keepingGrade, needsHistory, reason_of_imports } from './file-said.js';
import { type KnownBefore, type KnownHistory, type KnownReport, keyOf, locatedOf } from './known-before.js';
import type { LineSender } from './import-lines.js';
import type { RowsOutcome } from './rows-outcome.js';

/** Rows that are sent in one request. */
const rows_at_once = 500;

/** Histories of reports that are asked for at the same time. */
const histories_at_once = 8;

/** Where refused rows are kept. */
export interface Rejects {
  write(row: Row, faults: readonly RowFault[]): void;
}

export interface ImportRowsOptions {
  readonly known: KnownBefore;
  readonly sender: LineSender;
  readonly outcome: RowsOutcome;
  readonly rejects: Rejects | undefined;
  /** Told how much more is done. */
  readonly onDone: (phase: 'gazetteer' | 'rows', count: number) => void;
  readonly signal?: AbortSignal;
  /** True where nothing is sent that counts before it is approved. */
  readonly asDrafts?: boolean;
}

type Drafted = Extract<RowRead, { readonly draft: Body }>;
type Retracting = Extract<RowRead, { readonly retracts: unknown }>;

/** Amendments are no drafts: they would count at once. */
const no_draft =
  'It changes a report that counts by now, and no correction or retraction waits for an approval. Import it without draft.';

/** A row that is on its way. */
interface Sent {
  readonly row: Row;
  readonly line: string;
  readonly becomes: 'recorded' | 'corrected' | 'retracted';
  readonly columnAt: (pointer: string) => string;
}

/**
 * Sends the gazetteer of a file, then its rows: as reports, as corrections where they say something else than what is
 * there, and not at all where they say the same. Stops between two requests when the signal says so.
 */
export async function importRows(table: Table, prepared: PreparedImport, options: ImportRowsOptions): Promise<void> {
  await register(prepared, options);
  const rows = new RowsOnTheirWay(prepared, options);
  for await (const row of table.rows()) {
    if (options.signal?.aborted === true) return;
    await rows.take(row);
  }
  await rows.flush();
  const { places, reports } = options.known;
  for (const [key, report] of prepared.covers === undefined ? [] : reports)
    if (!rows.seen.has(key) && prepared.covers?.(locatedOf(report, places)) === true)
      options.outcome.vanished.push(key.split('\u001f')[1] ?? '');
}

async function register({ registrations }: PreparedImport, options: ImportRowsOptions): Promise<void> {
  const { known, sender, outcome, onDone, signal } = options;
  const missing = registrations.filter(
    ({ kind, body }) => !(kind === 'place' ? known.places : known.actors).has(body.id),
  );
  outcome.registered.present = registrations.length - missing.length;
  for (let from = 0; from < missing.length && signal?.aborted !== true; from += rows_at_once) {
    const some = missing.slice(from, from + rows_at_once);
    const decisions = await sender.send(some.map((one) => JSON.stringify(one)));
    some.forEach((one, index) => {
      const decision = decisions[index];
      if (decision?.kind === 'refused') outcome.refuseRegistration(one, decision.problems);
      else outcome.registered[one.kind] += 1;
    });
    onDone('gazetteer', some.length);
  }
}

class RowsOnTheirWay {
  /** The line on which each report stands first. */
  readonly seen = new Map<string, number>();
  private waiting: { readonly row: Row; readonly read: Exclude<RowRead, 'no report'> }[] = [];
  private sent: Sent[] = [];

  constructor(
    private readonly prepared: PreparedImport,
    private readonly options: ImportRowsOptions,
  ) {}

  async take(row: Row): Promise<void> {
    const read = this.prepared.read(row);
    if (read === 'no report') return;
    this.waiting.push({ row, read });
    if (this.waiting.length >= rows_at_once) await this.flush();
  }

  async flush(): Promise<void> {
    const waiting = this.waiting.splice(0);
    const histories = await this.historiesOf(waiting.flatMap(({ read }) => ('draft' in read ? read : [])));
    for (const { row, read } of waiting)
      if ('faults' in read) {
        if (read.report !== undefined) this.seen.set(keyOf(read.report.outlet, read.report.externalId), row.line);
        this.refuse(row, read.faults);
      } else if ('retracts' in read) this.retract(row, read);
      else this.place(row, read, histories);
    await this.sendAll();
    this.options.onDone('rows', waiting.length);
  }

  private async sendAll(): Promise<void> {
    const { sender, outcome } = this.options;
    const sent = this.sent.splice(0);
    const decisions = await sender.send(sent.map(({ line }) => line));
    sent.forEach(({ row, becomes, columnAt }, index) => {
      const decision = decisions[index]!;
      if (decision.kind === 'refused')
        this.refuse(
          row,
          decision.problems.map(({ pointer, detail }) => {
            const inReport = becomes === 'corrected' ? pointer.replace(/^\/report(?=\/)/, '') : pointer;
            return { column: columnAt(inReport), pointer: inReport, reason: detail };
          }),
        );
      else if (decision.kind === 'present') outcome.present += 1;
      else if (decision.draft !== undefined) outcome.drafts[decision.draft] += 1;
      else outcome[becomes] += 1;
    });
  }

  /** The histories of those that people may have amended, by the id of their report. */
  private async historiesOf(drafts: readonly Drafted[]): Promise<ReadonlyMap<string, KnownHistory>> {
    const { known } = this.options;
    const asked = drafts.flatMap(({ draft }) => {
      const there = known.reports.get(keyOfDraft(draft));
      return there !== undefined && needsHistory(draft, there) ? there.id : [];
    });
    const [histories, next] = [new Map<string, KnownHistory>(), new Set(asked).values()];
    const ask = async (): Promise<void> => {
      for (const id of next) histories.set(id, await known.historyOf(id));
    };
    await Promise.all(Array.from({ length: histories_at_once }, ask));
    return histories;
  }

  /** What is not there, or no longer, needs no retraction. */
  private retract(row: Row, { retracts, reportedAt, reason }: Retracting): void {
    const { known, outcome } = this.options;
    const { outlet, externalId } = retracts;
    const key = keyOf(outlet, externalId);
    if (!known.reports.has(key) || this.seen.has(key)) return void (outcome.present += 1);
    this.seen.set(key, row.line);
    if (this.options.asDrafts === true) return this.refuse(row, [{ column: '', pointer: '', reason: no_draft }]);
    const line = { kind: 'retraction', id: reportIdOf(outlet, externalId), body: { reportedAt, reason } };
    this.sent.push({ row, line: JSON.stringify(line), becomes: 'retracted', columnAt: () => '' });
  }

  private place(row: Row, { draft, columnAt, isDated }: Drafted, histories: ReadonlyMap<string, KnownHistory>): void {
    const { known, outcome } = this.options;
    const { externalId } = draft;
    const key = keyOfDraft(draft);
    const first = this.seen.get(key);
    if (externalId !== undefined && first !== undefined) {
      const reason = `Line ${first} has the same id, ${String(externalId)}: give each row one of its own.`;
      return this.refuse(row, [{ column: columnAt('/externalId'), pointer: '/externalId', reason }]);
    }
    this.seen.set(key, row.line);
    const there = known.reports.get(key);
    const isOlder =
      isDated === true && there !== undefined && Date.parse(String(draft['reportedAt'])) < there.knownFromMs;
    if (there === undefined || there.says === undefined)
      return this.send(row, { draft, columnAt, becomes: 'recorded' });
    if (isOlder || isSaidBefore(draft, there, histories.get(there.id))) return void (outcome.present += 1);
    if (this.options.asDrafts === true)
      return this.refuse(row, [{ column: columnAt('/externalId'), pointer: '/externalId', reason: no_draft }]);
    this.send(row, { draft, columnAt, there, becomes: 'corrected' });
  }

  /** A report that is not shown in full is sent as it was: the api tells whether it says the same. */
  private send(
    row: Row,
    { draft, there, ...sent }: Pick<Drafted, 'draft'> & Pick<Sent, 'becomes' | 'columnAt'> & { there?: KnownReport },
  ): void {
    const line = there === undefined ? { kind: 'report', body: draft } : correctionOf(draft, there, this.prepared);
    this.sent.push({ row, line: JSON.stringify(line), ...sent });
  }

  private refuse(row: Row, faults: readonly RowFault[]): void {
    this.options.outcome.refuse(row, faults);
    this.options.rejects?.write(row, faults);
  }
}

function keyOfDraft({ source, externalId }: Body): string {
  const { outlet } = (source ?? {}) as { readonly outlet?: unknown };
  return keyOf(outlet, externalId);
}

const correctionOf = (draft: Body, there: KnownReport, prepared: PreparedImport): object => ({
  kind: 'correction',
  id: there.id,
  body: { reportedAt: prepared.correctedAt(draft), reason: reason_of_imports, report: keepingGrade(draft, there) },
});
