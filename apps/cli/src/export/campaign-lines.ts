import { createHash } from 'node:crypto';
import type { RecordedEvent } from '#event-log';
import { draftFacts, type Fact } from '#read-models';
import {
  approvedOf,
  type DraftKind,
  type EventOf,
  groupBy,
  isOfReview,
  type Report,
  type SitrepEvent,
} from '#situation';

/** The files of a campaign folder, and the line that an event is in one of them. */
export interface CampaignLine {
  readonly file: 'places' | 'actors' | 'reports' | 'amendments';
  readonly line: object;
}

/** Returns an event as the line of a campaign folder that, imported, makes the same event again. */
export function campaignLineOf(event: Exclude<SitrepEvent, { readonly kind: DraftKind }>): CampaignLine {
  switch (event.kind) {
    case 'place_registered': {
      const { data: place } = event;
      // What was taken once is meant, however odd its coordinates look.
      return { file: 'places', line: place.location === undefined ? place : { ...place, locationConfirmed: true } };
    }
    case 'actor_registered':
      return { file: 'actors', line: event.data };
    case 'reported':
      return { file: 'reports', line: asSent(event.data) };
    default:
      return { file: 'amendments', line: amendmentLineOf(event) };
  }
}

/** A report as a body says it: a period that was given by instants has them in place of the days made of them. */
export const asSent = ({ figures, ...report }: Report) => ({
  ...report,
  figures: figures.map(({ instants, ...figure }) =>
    instants === undefined ? figure : { ...figure, period: { ...figure.period, ...instants } },
  ),
});

type NoAmendment = DraftKind | 'place_registered' | 'actor_registered' | 'reported';

function amendmentLineOf(event: Exclude<SitrepEvent, { readonly kind: NoAmendment }>): object {
  switch (event.kind) {
    case 'report_corrected': {
      const { report, ...correction } = event.data;
      const { id: _same, ...words } = asSent(report);
      const corrected = { ...correction, report: words };
      return lineOf('correction', corrected);
    }
    case 'report_retracted':
      return lineOf('retraction', event.data);
    case 'report_reinstated':
      return lineOf('reinstatement', event.data);
    case 'report_graded':
      return lineOf('grade', event.data);
    case 'reports_linked':
      return { kind: 'links', body: event.data };
    case 'reports_unlinked':
      return { kind: 'unlinks', body: event.data };
  }
}

/** Reads reviews, and tells what they make of drafts: only what was approved is a report for somebody else. */
export class Reviews {
  private readonly facts: Fact[] = [];

  /** Takes an event of a review; returns false for any other event. */
  take(event: SitrepEvent, { id, body }: Pick<RecordedEvent, 'id' | 'body'>): event is EventOf<DraftKind> {
    if (!isOfReview(event)) return false;
    this.facts.push({ eventId: id, event, digest: createHash('sha256').update(body).digest() });
    return true;
  }

  /** The reports that were approved, and how many drafts were not. */
  outcome(): { readonly approved: readonly Report[]; readonly leftOut: number } {
    const reviews = groupBy(draftFacts(this.facts), ({ reportId }) => reportId);
    const approved = [...reviews.values()].flatMap((facts) => approvedOf(facts)?.words.report ?? []);
    return { approved, leftOut: reviews.size - approved.length };
  }
}

interface Amendment {
  readonly reportId: string;
  readonly follows?: readonly string[];
}

/** Routes name the report in their address; one event that an amendment follows stands alone, as it is sent. */
function lineOf(kind: string, { reportId, follows = [], ...body }: Amendment): object {
  const [first] = follows;
  return {
    kind,
    id: reportId,
    body: { ...body, ...(first !== undefined && { follows: follows.length === 1 ? first : follows }) },
  };
}
