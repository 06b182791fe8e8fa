import { type Params, pathOf } from '../api/ask.js';
import { type Asked, listParams } from '../api/situation.js';

/** The ways in which a briefing is written for others: to edit, to send, to print. */
export const written_formats = ['md', 'docx', 'html'] as const;

/** What is asked for the briefing of what the screen shows: from an earlier day to the world date. */
export const askedOf = (asked: Asked, from: string, lang: string): Params => ({
  from,
  to: asked.d,
  ...listParams(asked),
  policy: asked.policy,
  lang,
});

/** The address of the same as a file. */
export const writtenAt = (asked: Asked, from: string, lang: string, format: (typeof written_formats)[number]): string =>
  pathOf('/v1/briefings', { ...askedOf(asked, from, lang), format });
