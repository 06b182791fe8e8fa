import { entryCount, type EntriesShown } from '#situation';
import { addressOf, type Link, type PageRequest } from '../reading/page.js';
import { cursorOf, type TallyRow } from './tally-rows.js';

/** A row of an explanation, and which of its entries are shown. */
export interface ExplainedRow extends TallyRow {
  readonly shown: EntriesShown;
  readonly total: number;
}

/** Where an explanation goes on: behind a row, or with a row from one of its entries on. */
export interface ExplanationCursor {
  readonly row: string;
  readonly first?: number;
}

const within_row = /^(.*)~@(\d{1,9})$/s;

export function readCursor(after: string): ExplanationCursor {
  const [, row, first] = within_row.exec(after) ?? [];
  return row === undefined ? { row: after } : { row, first: Number(first) };
}

/** The rows of a page that shows so many entries, and the cursor of the next page where there is one. */
export function explanationPage(
  rows: readonly TallyRow[],
  asked: { readonly limit: number; readonly entries: number; readonly start: ExplanationCursor | undefined },
): { readonly rows: readonly ExplainedRow[]; readonly next?: string } {
  const page: ExplainedRow[] = [];
  let left = asked.entries;
  for (const row of rows) {
    const last = page.at(-1);
    if (last !== undefined && (page.length >= asked.limit || left <= 0)) return { rows: page, next: cursorOf(last) };
    const total = entryCount(row.reckoning);
    const { row: startRow, first: startEntry = 0 } = asked.start ?? { row: '' };
    const first = cursorOf(row) === startRow ? startEntry : 0;
    const count = Math.min(left, Math.max(total - first, 0));
    page.push({ ...row, shown: { first, count }, total });
    left -= count;
    if (first + count < total) return { rows: page, next: `${cursorOf(row)}~@${first + count}` };
  }
  return { rows: page };
}

export function linksTo({ path, parameters, limit, after }: PageRequest, next: string | undefined): readonly Link[] {
  const hrefFrom = (cursor: string | undefined): string => addressOf(path, { ...parameters, limit, after: cursor });
  const self: Link = { rel: 'self', href: hrefFrom(after) };
  return next === undefined ? [self] : [self, { rel: 'next', href: hrefFrom(next) }];
}
