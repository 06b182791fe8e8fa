import { derivedId, eventTypeOf } from '#event-log';
import type { StatementMoment } from '#read-models/queries';
import { type EventId, inOrder, lastEvent, most_amendments, type ReportId, toInstant, wouldCircle } from '#situation';
import type { Violation } from '../http/rejected.js';
import type { SentContent } from './acceptance.service.js';
import { boundViolations } from './body.rules.js';

/** An amendment or a decision as it was sent, before it is settled which events it follows. */
export interface UnchainedAmendment extends Pick<StatementMoment, 'reportedAtMs' | 'reportIds'> {
  readonly kind: Exclude<StatementMoment['kind'], 'reported'>;
  readonly reason: string | null;
  readonly incident: string | null;
  /** The client's. */
  readonly id?: EventId;
  /** The client's, in its order; empty where the client says nothing. */
  readonly follows: readonly EventId[];
  /** The id that is derived from what it says and from what it follows. */
  readonly idFollowing: (follows: readonly EventId[]) => EventId;
}

/** What a client may say of the place of an amendment among others. */
export interface SentChain {
  readonly id?: string;
  readonly follows?: string | readonly string[];
}

/** The ids that a client gave, in small letters as they are stored. */
export const chainOf = ({ id, follows = [] }: SentChain): Pick<UnchainedAmendment, 'id' | 'follows'> => ({
  ...(id === undefined ? {} : { id: id.toLowerCase() }),
  follows: [follows].flat().map((one) => one.toLowerCase()),
});

/** The id of an amendment and the events that it follows: none where the same was recorded without. */
export interface Chained {
  readonly id: EventId;
  readonly follows: readonly EventId[];
}

/**
 * What an amendment follows, and its id. What the client says stands; for each of its reports about which none of that
 * is, it follows the last event about that report, or the report itself. The same sent again is the same event and follows
 * what it followed.
 *
 * The same is sent again when the id says so or, without one, when an event of these words is there and has not been
 * undone since: a link, an unlink, a retraction and a reinstatement can be undone at their own moment and meant once
 * more, so of them it must still be the last; a correction or a grade is meant once.
 */
export function chained(sent: UnchainedAmendment, about: readonly StatementMoment[]): Chained {
  const recorded = recordedOf(sent, about);
  if (recorded !== undefined) return { id: recorded.eventId, follows: recorded.follows ?? [] };
  const filled = sent.reportIds.flatMap((reportId) => {
    const ofReport = about.filter(({ reportIds }) => reportIds.includes(reportId));
    // The event of a report has the report's id.
    const own: string = reportId;
    const isNamed = sent.follows.some((one) => one === own || isRecorded(one, ofReport));
    return isNamed ? [] : [lastEvent(ofReport, sent)?.eventId ?? own];
  });
  const follows = inOneOrder([...sent.follows, ...filled]);
  return { id: sent.id ?? sent.idFollowing(follows), follows };
}

const inOneOrder = (ids: readonly EventId[]): readonly EventId[] => [...new Set(ids)].sort();

function recordedOf(sent: UnchainedAmendment, about: readonly StatementMoment[]): StatementMoment | undefined {
  const saysTheSame = (event: StatementMoment): boolean =>
    event.kind === sent.kind &&
    sent.follows.every((one) => event.follows?.includes(one)) &&
    sent.idFollowing(event.follows ?? []) === event.eventId;
  if (sent.id !== undefined) {
    const recorded = about.find(({ eventId }) => eventId === sent.id);
    return recorded && sent.follows.every((one) => recorded.follows?.includes(one)) ? recorded : undefined;
  }
  const undoing = undoers[sent.kind];
  if (undoing === undefined) return about.find(saysTheSame);
  const tied = about.filter(({ kind, reportedAtMs }) => reportedAtMs === sent.reportedAtMs && undoing.includes(kind));
  return [inOrder(tied, about).at(-1)].find((last) => last !== undefined && saysTheSame(last));
}

const decisions: readonly StatementMoment['kind'][] = ['reports_linked', 'reports_unlinked'];
const withdrawals: readonly StatementMoment['kind'][] = ['report_retracted', 'report_reinstated'];
/** What undoes an event of a kind, or is undone by it. */
const undoers: Readonly<Partial<Record<StatementMoment['kind'], readonly StatementMoment['kind'][]>>> = {
  reports_linked: decisions,
  reports_unlinked: decisions,
  report_retracted: withdrawals,
  report_reinstated: withdrawals,
};

/** One event that is followed is told as itself, as before there were several: digests and derived ids stay what they were. */
const asWritten = (follows: readonly EventId[]): { readonly follows?: EventId | readonly EventId[] } => {
  const [first] = follows;
  return first === undefined ? {} : { follows: follows.length === 1 ? first : follows };
};

/** The id of an amendment that its client gives none: derived from all that it says and from what it follows. */
export const idFollowing = (kind: string, body: object, follows: readonly EventId[]): EventId =>
  withDerivedId(kind, undefined, { ...body, ...asWritten(follows) }).id;

/** The body that is stored: what was sent, with its id and with what it follows. */
export const settledAs = <Body extends object>(
  { id, follows }: Chained,
  body: Body,
): Body & { readonly id: EventId; readonly follows?: readonly EventId[] } => ({
  id,
  ...body,
  ...(follows.length === 0 ? {} : { follows }),
});

/** What was sent under an id, without what this process filled in. */
export const sentAs = (
  kind: UnchainedAmendment['kind'],
  id: EventId,
  body: object,
  follows: readonly EventId[],
): SentContent => ({ type: eventTypeOf(kind), body: { id, ...body, ...asWritten(inOneOrder(follows)) } });

/** What is wrong with the events that a client says its amendment follows, and what would be right. */
export function followsViolations(sent: UnchainedAmendment, about: readonly StatementMoment[]): readonly Violation[] {
  if (isRecorded(sent.id, about)) return [];
  const violations = sent.follows.flatMap((follows, index) => {
    const pointer = sent.follows.length === 1 ? '/follows' : `/follows/${index}`;
    return followViolations(sent, follows, about).map((violation) => ({ pointer, ...violation }));
  });
  return violations;
}

/** What is wrong with one amendment more of reports of which as many are known as there may be. */
export function amendmentBoundViolations(
  sent: UnchainedAmendment,
  about: readonly StatementMoment[],
): readonly Violation[] {
  if (recordedOf(sent, about) !== undefined) return [];
  const amendments = about.filter(({ kind }) => kind !== 'reported');
  return sent.reportIds.flatMap((reportId, index) => {
    const received = amendments.filter(({ reportIds }) => reportIds.includes(reportId)).length + 1;
    const pointer = sent.incident === null ? '' : `/reportIds/${index}`;
    const advice = `Report ${reportId} has been amended enough: send what is new as another report.`;
    return boundViolations(pointer, 'amendments of one report', { received, limit: most_amendments }, advice);
  });
}

function followViolations(
  { id, reportIds, reportedAtMs }: UnchainedAmendment,
  follows: EventId,
  about: readonly StatementMoment[],
): readonly Omit<Violation, 'pointer'>[] {
  const violation = (code: string, detail: string): readonly Omit<Violation, 'pointer'>[] => [{ code, detail }];
  if (follows === id)
    return violation('itself', 'Nothing follows itself: name the event before it, or leave follows out.');
  const followed = about.find(({ eventId }) => eventId === follows);
  if (!reportIds.map(String).includes(follows) && followed === undefined) {
    const [first = ''] = reportIds;
    const advice = `Take an id from the amendments of GET /v1/reports/${first} or the report’s own, or leave follows out.`;
    return violation('unknown_event', `No event ${follows} is known about ${subjectOf(reportIds)}. ${advice}`);
  }
  if (followed !== undefined && followed.reportedAtMs > reportedAtMs)
    return violation(
      'later_event',
      `Event ${follows} was made known at ${toInstant(followed.reportedAtMs)}, after the reportedAt sent, ` +
        `${toInstant(reportedAtMs)}. Name an event of that instant or before, leave follows out, or send a reportedAt ` +
        'from that event on.',
    );
  if (id !== undefined && wouldCircle(id, [follows], about))
    return violation(
      'circle',
      `Event ${follows} itself follows ${id}. Name an event that does not, or leave follows out.`,
    );
  return [];
}

const isRecorded = (id: EventId | undefined, about: readonly StatementMoment[]): boolean =>
  about.some(({ eventId }) => eventId === id);

const subjectOf = (reportIds: readonly ReportId[]): string =>
  reportIds.length === 1 ? `report ${reportIds[0] ?? ''}` : 'any of these reports';

/** The body with its id: the client's, or one derived from the content, so that equal bodies have equal ids. */
const withDerivedId = <Body extends object>(
  kind: string,
  id: string | undefined,
  body: Body,
): Body & { readonly id: string } => ({ id: id?.toLowerCase() ?? derivedId(kind, JSON.stringify(body)), ...body });
