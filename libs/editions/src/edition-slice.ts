import { instantMs, type SitrepEvent } from '#situation';

/** Which facts belong into an edition. */
export interface EditionSlice {
  /** Milliseconds since 1970 UTC: facts made known later stay out. The gazetteer has no history and is always in. */
  readonly knownUntilMs?: number;
}

/** An edition as a writer sees it. */
export interface WritableEdition {
  readonly schema: string;
  readonly slice: EditionSlice;
}

/** True for a fact that belongs into the slice. */
export function belongs(event: SitrepEvent, { knownUntilMs }: EditionSlice): boolean {
  const knownMs = knownSince(event);
  return knownUntilMs === undefined || knownMs === undefined || knownMs <= knownUntilMs;
}

function knownSince(event: SitrepEvent): number | undefined {
  switch (event.kind) {
    case 'reported':
      return instantMs(event.report.reportedAt);
    case 'report_corrected':
      return instantMs(event.correction.reportedAt);
    case 'report_retracted':
      return instantMs(event.retraction.reportedAt);
    case 'report_graded':
      return instantMs(event.grading.reportedAt);
    case 'reports_linked':
      return instantMs(event.link.reportedAt);
    case 'reports_unlinked':
      return instantMs(event.unlink.reportedAt);
    case 'place_registered':
    case 'actor_registered':
      return undefined;
  }
}
