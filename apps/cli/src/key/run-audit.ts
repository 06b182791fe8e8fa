import { auditBefore, type RecordedAudit, type Settings } from '#platform';
import { onStorage } from '../storage/on-storage.js';
import { CommandFailed } from '../terminal/command-failed.js';
import { type Column, formatTable } from '../terminal/format-table.js';
import type { Terminal } from '../terminal/terminal.js';

export interface AuditFlags {
  readonly limit: string;
  readonly json?: boolean;
}

const page_entries = 1_000;

/** Prints the newest entries of the audit. @throws {CommandFailed} */
export async function printAudit({ limit, json }: AuditFlags, settings: Settings, terminal: Terminal): Promise<void> {
  if (!/^[1-9]\d{0,8}$/.test(limit)) throw new CommandFailed(`--limit ${limit}: say a whole number from 1.`);
  const work = { progress: 'none', stopped: 'It was stopped.' };
  await onStorage(settings, terminal, work, async ({ database }) => {
    const entries: RecordedAudit[] = [];
    for (let more = true; more && entries.length < Number(limit);) {
      const page = Math.min(page_entries, Number(limit) - entries.length);
      const found = await auditBefore(database, entries.at(-1)?.id, page);
      entries.push(...found);
      more = found.length === page;
    }
    if (json === true) terminal.out.write(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    else terminal.out.write(formatTable(columns, entries));
  });
}

const columns: readonly Column<RecordedAudit>[] = [
  { title: 'AT', of: ({ at }) => at.toISOString().slice(0, 19) },
  { title: 'WHO', of: ({ principal, name }) => (name === null ? principal : `${name} (${principal})`) },
  { title: 'DID', of: ({ action }) => action },
  { title: 'TO', of: ({ subject }) => subject },
  { title: 'WITH', of: ({ detail = {} }) => detailText(detail) },
];

/** What an entry says beside who did what, without what is empty: `roles=admin question={"within":"mosul"}`. */
export const detailText = (detail: object): string =>
  Object.entries(detail)
    .map(([field, value]: [string, unknown]) => [field, textOf(value)])
    .filter(([, text]) => text !== '')
    .map(([field, text]) => `${field}=${text}`)
    .join(' ');

const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && (!Array.isArray(value) || value.some((one) => typeof one === 'object'))
    ? JSON.stringify(value)
    : String(value ?? '');
