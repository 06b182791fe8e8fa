import { isDay, lastMsOf, localDay, type Moment, type PlaceId, type TimeZone } from '#situation';
import { live_edition } from '#editions';
import { addressOf } from '../reading/page.js';
import type { BriefingLanguage } from './words.js';

/** What the page is asked with: it knows days, those of the world and those of the desk. */
export interface PageAsked {
  readonly to: Moment;
  readonly knownAt: Moment;
  readonly policy: string | undefined;
  readonly edition: string;
  readonly language: BriefingLanguage;
  readonly zone: TimeZone;
}

/** Addresses of screens of the page that show what a line tells, for a reader: paths from the root. */
export interface PageLinks {
  readonly place: (place: PlaceId) => string;
  readonly report: (id: string) => string;
  readonly counts: (place?: PlaceId) => string;
  readonly contradictions: () => string;
}

export function pageLinks({ to, knownAt, policy, edition, language, zone }: PageAsked): PageLinks {
  const dayOf = (moment: Moment): string => (isDay(moment) ? moment : localDay(lastMsOf(moment, zone), zone));
  const asked = {
    d: dayOf(to),
    k: dayOf(knownAt),
    policy,
    edition: edition === live_edition ? undefined : edition,
    lang: language,
  };
  const at = (path: string, place?: PlaceId): string => addressOf(path, { ...asked, place });
  return {
    place: (place) => at(`/places/${place}`),
    report: (id) => at(`/reports/${id}`),
    counts: (place) => at('/counts', place),
    contradictions: () => at('/contradictions'),
  };
}
