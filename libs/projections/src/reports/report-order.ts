/**
 * What comes first: what was made known earliest, or latest; what matches best, and of equals the latest; what happened
 * earliest.
 */
export const reportOrders = ['earliest', 'latest', 'relevance', 'occurred'] as const;
export type ReportOrder = (typeof reportOrders)[number];

/** The day on which the version `v` may have happened first, else on which it was made known, as days since 2000. */
export const dayOfReport = `(coalesce(v.occurred_from, v.occurred_to, (v.known_from at time zone 'UTC')::date) - date '2000-01-01')`;

/** A cursor that no page has given. */
export class CursorInvalid extends Error {
  override readonly name = 'CursorInvalid';
}
