import type { BriefingLineDto } from '../briefing.dto.js';
import type { Words } from '../words.js';

/** Reports named behind one line; the rest are counted. */
const most_cited = 5;

/** A report as a document cites it. */
export interface Citation {
  /** "D051 Reuters, Iraqi military (B2)". */
  readonly text: string;
  /** Where a person reads it. */
  readonly address: string;
}

/** What a line rests on, and in words how many more reports there are. */
export interface Cited {
  readonly citations: readonly Citation[];
  readonly more: string;
}

/** Where the page is: an address without a slash at its end. */
export interface PageAddress {
  readonly base: string;
}

export function citedIn({ reports }: BriefingLineDto, { base }: PageAddress, words: Words): Cited {
  const rest = reports.length - most_cited;
  return {
    citations: reports
      .slice(0, most_cited)
      .map((report) => ({ text: report.citation, address: `${base}/reports/${report.id}` })),
    more: rest > 0 ? words.say('reports.more', { n: rest }) : '',
  };
}
