import { approvedOf, type DraftFact, type DraftKind, instantMs, type Report, type SitrepEvent } from '#situation';

/** The files of a campaign folder, and the line that an event is in one of them. */
export interface CampaignLine {
  readonly file: 'places' | 'actors' | 'reports' | 'amendments';
  readonly line: object;
}

/** Returns an event as the line of a campaign folder that, imported, makes the same event again. */
export function campaignLineOf(event: Exclude<SitrepEvent, { readonly kind: DraftKind }>): CampaignLine {
  switch (event.kind) {
    case 'place_registered': {
      const { place } = event;
      // What was taken once is meant, however odd its coordinates look.
      return { file: 'places', line: place.location === undefined ? place : { ...place, locationConfirmed: true } };
    }
    case 'actor_registered':
      return { file: 'actors', line: event.actor };
    case 'reported':
      return { file: 'reports', line: event.report };
    default:
      return { file: 'amendments', line: amendmentLineOf(event) };
  }
}

type NoAmendment = DraftKind | 'place_registered' | 'actor_registered' | 'reported';

function amendmentLineOf(event: Exclude<SitrepEvent, { readonly kind: NoAmendment }>): object {
  switch (event.kind) {
    case 'report_corrected': {
      const { report, ...correction } = event.correction;
      const corrected = { ...correction, report: withoutId(report) };
      return lineOf('correction', corrected);
    }
    case 'report_retracted':
      return lineOf('retraction', event.retraction);
    case 'report_reinstated':
      return lineOf('reinstatement', event.reinstatement);
    case 'report_graded':
      return lineOf('grade', event.grading);
    case 'reports_linked':
      return { kind: 'links', body: event.link };
    case 'reports_unlinked':
      return { kind: 'unlinks', body: event.unlink };
  }
}

/** Reads reviews, and tells what they make of drafts: only what was approved is a report for somebody else. */
export class Reviews {
  private readonly facts = new Map<string, DraftFact[]>();

  /** Takes an event of a review; returns false for any other event. */
  take(event: SitrepEvent): event is Extract<SitrepEvent, { readonly kind: DraftKind }> {
    const fact = draftFactOf(event);
    if (fact === undefined) return false;
    this.facts.set(fact.reportId, [...(this.facts.get(fact.reportId) ?? []), fact]);
    return true;
  }

  /** The reports that were approved, and how many drafts were not. */
  outcome(): { readonly approved: readonly Report[]; readonly leftOut: number } {
    const approved = [...this.facts.values()].flatMap((facts) => approvedOf(facts)?.words.report ?? []);
    return { approved, leftOut: this.facts.size - approved.length };
  }
}

function draftFactOf(event: SitrepEvent): DraftFact | undefined {
  switch (event.kind) {
    case 'report_drafted': {
      const { kind, report } = event;
      return {
        kind,
        eventId: String(report.id),
        reportId: report.id,
        reportedAtMs: instantMs(report.reportedAt),
        report,
      };
    }
    case 'draft_revised': {
      const { kind, revision } = event;
      const { id, reportId, reportedAt, report } = revision;
      return { kind, eventId: id, reportId, reportedAtMs: instantMs(reportedAt), report };
    }
    case 'report_approved':
    case 'report_rejected': {
      const { id, reportId, reportedAt, draft } = event.kind === 'report_approved' ? event.approval : event.rejection;
      return { kind: event.kind, eventId: id, reportId, reportedAtMs: instantMs(reportedAt), draft };
    }
    default:
      return undefined;
  }
}

interface Amendment {
  readonly reportId: string;
  readonly follows?: readonly string[];
}

/** Routes name the report in their address, and take one event that an amendment follows. */
function lineOf(kind: string, { reportId, follows, ...body }: Amendment): object {
  const [first] = follows ?? [];
  return { kind, id: reportId, body: { ...body, ...(first === undefined ? {} : { follows: first }) } };
}

function withoutId({ id: _same, ...report }: Report): object {
  return report;
}
