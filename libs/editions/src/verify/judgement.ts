import { createHash, type Hash } from 'node:crypto';
import type { WalkedTable } from '#read-models';
import { compareRows } from './compare-rows.js';
import { overlapsOf } from './overlaps.js';
import { type Columns, rowText } from './plain-row.js';
import type { Finding, RowDifference, TableVerdict, VerificationCheck } from './verification.js';

/** A differing row with the ids of what speaks about its key. */
export interface Mismatch extends Omit<RowDifference, 'events'> {
  readonly eventIds: readonly string[];
}

/** What speaks about a key. */
export interface Evidence {
  readonly eventIds: readonly string[];
  readonly reports: readonly string[];
}

interface TableCount {
  stored: number;
  expected: number;
  differing: number;
  readonly storedHash: Hash;
  readonly expectedHash: Hash;
}

/** Told of each table and of each check, when nobody says. */
export const default_shown = 5;

/** Gathers what a verification finds: everything is counted, the first of it is kept. */
export class Judgement {
  private readonly counts = new Map<string, TableCount>();
  private readonly foundBy = new Map<VerificationCheck, number>();
  readonly mismatches: Mismatch[] = [];
  readonly findings: Finding[] = [];
  findingCount = 0;

  constructor(
    tables: readonly string[],
    private readonly shown: number,
  ) {
    for (const table of tables)
      this.counts.set(table, {
        stored: 0,
        expected: 0,
        differing: 0,
        storedHash: createHash('sha256'),
        expectedHash: createHash('sha256'),
      });
  }

  /** A check that failed. */
  found(check: VerificationCheck, detail: string): void {
    const before = this.foundBy.get(check) ?? 0;
    this.foundBy.set(check, before + 1);
    this.findingCount += 1;
    if (before < this.shown) this.findings.push({ check, detail });
  }

  /** Compares what is stored of one key with what the log gives. */
  compare(
    { table, identity, spans }: WalkedTable,
    key: string,
    rows: { readonly stored: readonly Columns[]; readonly expected: readonly Columns[] },
    evidenceOf: () => Evidence,
  ): void {
    const count = this.counts.get(table);
    if (count === undefined) throw new Error(`${table} is not among the tables that are judged.`);
    count.stored += rows.stored.length;
    count.expected += rows.expected.length;
    const stored = rows.stored.map(rowText).sort().join('\n');
    const expected = rows.expected.map(rowText).sort().join('\n');
    count.storedHash.update(`${stored}\n`);
    count.expectedHash.update(`${expected}\n`);
    const mismatches = stored === expected ? [] : compareRows(rows.stored, rows.expected, identity);
    for (const mismatch of mismatches) {
      count.differing += 1;
      if (count.differing <= this.shown) this.mismatches.push({ table, key, ...mismatch, ...evidenceOf() });
    }
    for (const pair of spans === undefined ? [] : overlapsOf(rows.stored, spans))
      this.found('overlap', `${table}, ${key}: ${pair.map(rowText).join(' overlaps ')}`);
  }

  tables(): readonly TableVerdict[] {
    return [...this.counts].map(([table, { stored, expected, differing, storedHash, expectedHash }]) => ({
      table,
      stored,
      expected,
      differing,
      digests: { stored: storedHash.copy().digest('hex'), expected: expectedHash.copy().digest('hex') },
    }));
  }
}
