import type { RowDifference, TableVerdict, Verification } from '#editions';
import { type Column, formatTable, printable } from '../terminal/format-table.js';

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

const columns: readonly Column<TableVerdict>[] = [
  { title: 'TABLE', of: ({ table }) => table },
  { title: 'STORED', of: ({ stored }) => stored.toLocaleString('en') },
  { title: 'EXPECTED', of: ({ expected }) => expected.toLocaleString('en') },
  { title: 'DIFFERING', of: ({ differing }) => differing.toLocaleString('en') },
];

const said = {
  changed: 'says something else',
  missing: 'is missing',
  extra: 'should not be there',
} as const satisfies Record<RowDifference['kind'], string>;

/** A verdict for people to read. */
export function verdictText(edition: string, verification: Verification): string {
  const { position, read, applied, parked, parkedReadable, digest } = verification;
  const redrive = parkedReadable === 0 ? '' : ` (${parkedReadable} could be read today: sitrep redrive)`;
  return [
    `Edition ${edition} at ${position}: ${counted(read, 'event', 'events')} read, ${applied.toLocaleString('en')} applied, `,
    `${parked.toLocaleString('en')} parked${redrive}\n\n`,
    formatTable(columns, verification.tables),
    '\n',
    ...verification.findings.map(({ check, detail }) => `${check}: ${printable(detail)}\n`),
    ...verification.differences.map(differenceText),
    verification.equal
      ? 'Equal: every row is the one that the log gives.\n'
      : `Not equal: ${counted(verification.differing, 'row differs', 'rows differ')}, ${counted(verification.findingCount, 'check failed', 'checks failed')}.\n`,
    `Digest ${digest}\n`,
  ].join('');
}

function differenceText({ table, key, kind, row, columns: differing, events, reports }: RowDifference): string {
  const lines = [
    `${table}, ${key}: a row ${said[kind]}: ${words(row)}`,
    ...differing.map(
      ({ column, stored, expected }) =>
        `  ${column}: stored ${JSON.stringify(stored)}, expected ${JSON.stringify(expected)}`,
    ),
    ...(events.length === 0
      ? []
      : [`  events: ${events.map(({ id, at }) => `${id} at ${at ?? 'nowhere'}`).join(', ')}`]),
    ...(reports.length === 0 ? [] : [`  reports: ${reports.join(', ')}`]),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

const words = (row: RowDifference['row']): string =>
  Object.entries(row)
    .filter(([, value]) => value !== null)
    .map(([column, value]) => `${column} ${JSON.stringify(value)}`)
    .join(', ');
