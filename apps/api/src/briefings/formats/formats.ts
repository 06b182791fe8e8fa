import { mostAccepted } from '../../exports/formats.js';
import { Rejected } from '../../http/rejected.js';
import { type BriefingDto, type BriefingFormat, briefingFormats } from '../briefing.dto.js';
import { Words } from '../words.js';
import type { PageAddress } from './cited.js';
import { docxOf } from './docx.js';
import { htmlOf } from './html.js';
import { markdownOf } from './markdown.js';

export const briefingTypes = {
  json: 'application/json',
  md: 'text/markdown',
  html: 'text/html',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const satisfies Record<BriefingFormat, string>;

/** @throws {Rejected} `not_acceptable` if the header takes none of the formats. */
export function briefingFormatOf(named: BriefingFormat | undefined, accept = ''): BriefingFormat {
  const format = named ?? mostAccepted(accept, briefingTypes, briefingFormats);
  if (format !== undefined) return format;
  const made = briefingFormats.map((one) => briefingTypes[one]).join(', ');
  throw new Rejected('not_acceptable', `Accept is ${accept.slice(0, 200)}; a briefing is made as ${made}.`);
}

/** Writes a briefing as a document; the clock in it is that of the desk. */
export async function documentOf(
  briefing: BriefingDto,
  format: Exclude<BriefingFormat, 'json'>,
  page: PageAddress,
  zone: string,
): Promise<string | Buffer> {
  const words = new Words(briefing.language, zone);
  if (format === 'docx') return docxOf(briefing, page, words);
  return format === 'md' ? markdownOf(briefing, page, words) : htmlOf(briefing, page, words);
}
