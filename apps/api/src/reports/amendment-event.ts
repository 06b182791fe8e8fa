import type { StatementMoment } from '#read-models/queries';
import {
  type AmendmentFate,
  type Correction,
  type EventId,
  fateOfAmendment,
  type Grading,
  isDecision,
  type Reinstatement,
  type ReportMoment,
  type Retraction,
  type SitrepEvent,
} from '#situation';
import { rejectInvalid } from '../intake/body.rules.js';
import type { RecordedAmendmentDto } from './amendment.dto.js';
import { backdatedViolations, reinstatementViolations } from './amendment.rules.js';
import type { Unsettled } from './amendment.js';

/** What can be said about a report after it was made, but for decisions about its incident. */
export type AmendmentKind = Exclude<ReportMoment['kind'], 'reported'>;

/** The body of any amendment. */
export type AmendmentBody = Unsettled<Correction | Retraction | Reinstatement | Grading>;

/** The event of a settled body of this kind. */
export function eventOf(kind: AmendmentKind, body: AmendmentBody & { readonly id: EventId }): SitrepEvent {
  switch (kind) {
    case 'report_corrected':
      return { kind, data: body as Correction };
    case 'report_retracted':
      return { kind, data: body as Retraction };
    case 'report_reinstated':
      return { kind, data: body as Reinstatement };
    case 'report_graded':
      return { kind, data: body as Grading };
  }
}

/**
 * Refuses an amendment that what was said before makes meaningless; what was accepted once is accepted again.
 *
 * @throws {Rejected} `meaningless`.
 */
export function checkAmendment(about: readonly StatementMoment[], amendment: StatementMoment): void {
  if (about.some(({ eventId }) => eventId === amendment.eventId)) return;
  const facts = about.filter((one): one is StatementMoment & ReportMoment => !isDecision(one));
  const reportMs = facts.find(({ kind }) => kind === 'reported')?.reportedAtMs;
  rejectInvalid(backdatedViolations(amendment.reportedAtMs, reportMs));
  if (amendment.kind !== 'report_reinstated') return;
  const fate = fateOfAmendment(amendment.eventId, [...facts, amendment as StatementMoment & ReportMoment], about);
  rejectInvalid(reinstatementViolations(amendment.reportIds[0] ?? '', fate));
}

/** What becomes of an amendment, as it is answered; nothing where it applies, and where nobody can tell. */
export const fateAnswer = (
  fate: AmendmentFate | undefined,
): Pick<RecordedAmendmentDto, 'waiting' | 'withoutEffect' | 'supersededBy'> => {
  if (fate?.state === 'waits') return { waiting: true };
  if (fate?.state !== 'without_effect') return {};
  return { withoutEffect: true, ...(fate.supersededBy === undefined ? {} : { supersededBy: fate.supersededBy }) };
};
