import { type Params, pathOf } from '../api/ask.js';
import type { Asked } from '../api/situation.js';
import { addDays } from '../words/days.js';

/** The ways in which a briefing is written for others: to edit, to send, to print. */
export const written_formats = ['md', 'docx', 'html'] as const;

/** What is asked for the briefing of what the screen shows: from the day before to the world date. */
export const askedOf = ({ d, k, edition }: Asked, lang: string): Params => ({
  from: addDays(d, -1),
  to: d,
  knownAt: k,
  edition,
  lang,
});

/** The address of the same as a file. */
export const writtenAt = (asked: Asked, lang: string, format: (typeof written_formats)[number]): string =>
  pathOf('/v1/briefings', { ...askedOf(asked, lang), format });
