/**
 * What comes first: what was made known earliest, or latest; what matches best, and of equals the latest; what happened
 * earliest.
 */
export const reportOrders = ['earliest', 'latest', 'relevance', 'occurred'] as const;
export type ReportOrder = (typeof reportOrders)[number];

/** The first and the last day on which the version `v` may have happened; the day on which it was made known where neither is. */
export const firstDayOfReport = `coalesce(v.occurred_from, v.occurred_to, (v.known_from at time zone 'UTC')::date)`;
export const lastDayOfReport = `coalesce(v.occurred_to, v.occurred_from, (v.known_from at time zone 'UTC')::date)`;

/** The first day as days since 2000. */
export const dayOfReport = `(${firstDayOfReport} - date '2000-01-01')`;

/** A cursor that no page has given. */
export class CursorInvalid extends Error {
  override readonly name = 'CursorInvalid';
}
