import type { SitrepEvent } from '#situation';
import type { Fact } from './fact.js';

/** What a fact is about. Facts about different things have ids of their own. */
export const factFamilies = ['place', 'actor', 'decision', 'draft', 'report'] as const;
export type FactFamily = (typeof factFamilies)[number];

/** A fact of the log, read by itself. */
export interface PlainFact {
  readonly family: FactFamily;
  readonly eventId: string;
  /** The place, actor, decision or report that it is about. */
  readonly key: string;
  /** SHA-256 of the stored bytes in hexadecimal digits. */
  readonly digest: string;
  readonly event: SitrepEvent;
}

/** What one event of the log tells. */
export function plainFact(eventId: string, event: SitrepEvent, digest: string): PlainFact {
  const fact = (family: FactFamily, key: string): PlainFact => ({ family, eventId, key, digest, event });
  switch (event.kind) {
    case 'place_registered':
      return fact('place', event.place.id);
    case 'actor_registered':
      return fact('actor', event.actor.id);
    case 'reports_linked':
    case 'reports_unlinked':
      return fact('decision', eventId);
    case 'report_drafted':
      return fact('draft', event.report.id);
    case 'draft_revised':
      return fact('draft', event.revision.reportId);
    case 'report_approved':
      return fact('draft', event.approval.reportId);
    case 'report_rejected':
      return fact('draft', event.rejection.reportId);
    case 'reported':
      return fact('report', event.report.id);
    case 'report_corrected':
      return fact('report', event.correction.reportId);
    case 'report_retracted':
      return fact('report', event.retraction.reportId);
    case 'report_reinstated':
      return fact('report', event.reinstatement.reportId);
    case 'report_graded':
      return fact('report', event.grading.reportId);
  }
}

/** The fact as the other drivers take it. */
export const asFact = ({ eventId, event, digest }: PlainFact): Fact => ({
  eventId,
  event,
  digest: Buffer.from(digest, 'hex'),
});
