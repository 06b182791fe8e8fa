import type { Report, SitrepEvent } from '#situation';

/** The files of a campaign folder, and the line that an event is in one of them. */
export interface CampaignLine {
  readonly file: 'places' | 'actors' | 'reports' | 'amendments';
  readonly line: object;
}

/** Returns an event as the line of a campaign folder that, imported, makes the same event again. */
export function campaignLineOf(event: SitrepEvent): CampaignLine {
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

type Registered = 'place_registered' | 'actor_registered' | 'reported';

function amendmentLineOf(event: Exclude<SitrepEvent, { readonly kind: Registered }>): object {
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
