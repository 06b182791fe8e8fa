import type { SaidMoment } from '#projections/queries';
import { type EventId, inOrder, lastEvent, type ReportId, wouldCircle } from '#situation';
import type { Violation } from '../http/rejected.js';
import { withDerivedId } from './derived-id.js';

/** An amendment or a decision as it was sent, before it is settled which event it follows. */
export interface UnchainedAmendment extends Pick<SaidMoment, 'reportedAtMs' | 'reportIds'> {
  readonly kind: Exclude<SaidMoment['kind'], 'reported'>;
  readonly reason: string | null;
  readonly incident: string | null;
  /** The client's. */
  readonly id?: EventId;
  readonly follows?: EventId;
  /** The id that is derived from what it says and from what it follows. */
  readonly idFollowing: (follows: EventId | undefined) => EventId;
}

/** The ids that a client gave, in small letters as they are stored. */
export const chainOf = ({ id, follows }: { readonly id?: string; readonly follows?: string }) => ({
  ...(id === undefined ? {} : { id: id.toLowerCase() }),
  ...(follows === undefined ? {} : { follows: follows.toLowerCase() }),
});

/** The id of an amendment and the event that it follows: undefined where the same was recorded without. */
export interface Chained {
  readonly id: EventId;
  readonly follows: EventId | undefined;
}

/**
 * What an amendment follows, and its id. What the client says stands. Left out, the same sent again is the same event
 * and follows what it followed; anything else follows the last event about its reports, or the report itself.
 *
 * The same is sent again when the id says so or, without one, when an event of these words is there and has not been
 * undone since: a link, an unlink, a retraction and a reinstatement can be undone at their own moment and meant once
 * more, so of them it must still be the last; a correction or a grade is meant once.
 */
export function chained(sent: UnchainedAmendment, about: readonly SaidMoment[]): Chained {
  const { follows } = sent;
  if (follows !== undefined) return { id: sent.id ?? sent.idFollowing(follows), follows };
  const recorded = recordedOf(sent, about);
  if (recorded !== undefined) return { id: recorded.eventId, follows: recorded.follows };
  // The event of a report has the report's id.
  const own: string | undefined = sent.reportIds[0];
  const last = lastEvent(about, sent)?.eventId ?? own;
  return { id: sent.id ?? sent.idFollowing(last), follows: last };
}

function recordedOf(sent: UnchainedAmendment, about: readonly SaidMoment[]): SaidMoment | undefined {
  if (sent.id !== undefined) return about.find(({ eventId }) => eventId === sent.id);
  const saysTheSame = (event: SaidMoment): boolean =>
    event.kind === sent.kind && sent.idFollowing(event.follows) === event.eventId;
  const undoing = undoers[sent.kind];
  if (undoing === undefined) return about.find(saysTheSame);
  const tied = about.filter(({ kind, reportedAtMs }) => reportedAtMs === sent.reportedAtMs && undoing.includes(kind));
  return [inOrder(tied, about).at(-1)].find((last) => last !== undefined && saysTheSame(last));
}

const decisions: readonly SaidMoment['kind'][] = ['reports_linked', 'reports_unlinked'];
const withdrawals: readonly SaidMoment['kind'][] = ['report_retracted', 'report_reinstated'];
/** What undoes an event of a kind, or is undone by it. */
const undoers: Readonly<Partial<Record<SaidMoment['kind'], readonly SaidMoment['kind'][]>>> = {
  reports_linked: decisions,
  reports_unlinked: decisions,
  report_retracted: withdrawals,
  report_reinstated: withdrawals,
};

/**
 * The body that is stored: what was sent, with its id, which is derived from all of it when the client gave none, and with
 * what it follows.
 */
export const settledAs = <Body extends object>(
  kind: string,
  id: EventId | undefined,
  body: Body,
  follows: EventId | undefined,
): Body & { readonly id: EventId; readonly follows?: EventId } =>
  withDerivedId(kind, id, follows === undefined ? body : { ...body, follows });

/** What is wrong with the event that a client says its amendment follows, and what would be right. */
export function followsViolations(
  { id, follows, reportIds }: Pick<UnchainedAmendment, 'id' | 'follows' | 'reportIds'>,
  about: readonly SaidMoment[],
): readonly Violation[] {
  if (follows === undefined || isRecorded(id, about)) return [];
  const violation = (code: string, detail: string): readonly Violation[] => [{ pointer: '/follows', code, detail }];
  if (follows === id)
    return violation('itself', 'Nothing follows itself: name the event before it, or leave follows out.');
  if (!reportIds.map(String).includes(follows) && !isRecorded(follows, about)) {
    const [first = ''] = reportIds;
    const advice = `Take an id from the amendments of GET /v1/reports/${first} or the report’s own, or leave follows out.`;
    return violation('unknown_event', `No event ${follows} is known about ${subjectOf(reportIds)}. ${advice}`);
  }
  if (id !== undefined && wouldCircle(id, follows, about))
    return violation(
      'circle',
      `Event ${follows} itself follows ${id}. Name an event that does not, or leave follows out.`,
    );
  return [];
}

const isRecorded = (id: EventId | undefined, about: readonly SaidMoment[]): boolean =>
  about.some(({ eventId }) => eventId === id);

const subjectOf = (reportIds: readonly ReportId[]): string =>
  reportIds.length === 1 ? `report ${reportIds[0] ?? ''}` : 'any of these reports';
