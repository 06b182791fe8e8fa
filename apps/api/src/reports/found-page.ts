import { CursorInvalid, type ReportFacetCounts } from '#read-models/queries';
import { Rejected } from '../http/rejected.js';
import { cursorRefused } from '../reading/list-cursor.js';
import type { ReportFacetsDto } from './report-facets.dto.js';

/** Values that are counted of one facet; the rest are rare. */
export const most_values = 50;

export const facetsAnswer = ({ total, facets }: ReportFacetCounts): ReportFacetsDto => ({
  total,
  facets: Object.fromEntries(facets),
});

/** Parameters as they stand in an address: a list with commas. */
export const writtenParameters = (asked: object): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [name, value === undefined ? undefined : String(value)]),
  );

/** @throws {Rejected} `malformed` where the order is by relevance and nothing is searched for. */
export function requireSearch({ order, q }: { readonly order: string; readonly q?: string | undefined }): void {
  if (order !== 'relevance' || q !== undefined) return;
  throw new Rejected('malformed', 'There is nothing to be relevant to.', [
    { parameter: 'order', code: 'needs_q', detail: 'Send what is searched for in q, or order=latest.' },
  ]);
}

/** Turns a cursor that no page has given into a refusal. */
export function refuseCursor(cause: unknown): never {
  throw cause instanceof CursorInvalid ? cursorRefused() : cause;
}
