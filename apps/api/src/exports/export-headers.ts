import type { Reply } from '../http/reply.js';
import type { About } from './files/about.js';
import { licence_note } from './files/about.js';
import { type FileFormat, mediaTypes } from './formats.js';

const extras: Readonly<Partial<Record<FileFormat, string>>> = {
  csv: '; charset=utf-8; header=present',
  ndjson: '; charset=utf-8',
};

/**
 * Says in headers what a file is and what it was made of. `rows` is there where one page holds all; a header is ASCII, so
 * that text in other letters is percent-encoded as in an address.
 */
export function sendHeaders(
  reply: Reply,
  name: string,
  format: FileFormat,
  about: About,
  rows: number | undefined,
): void {
  reply.header('Content-Type', mediaTypes[format] + (extras[format] ?? ''));
  reply.header('Content-Disposition', `attachment; filename="${fileName(name, about)}.${format}"`);
  const said: Readonly<Record<string, string | undefined>> = {
    'Sitrep-Query': about.query,
    'Sitrep-Valid-At': about.validAt,
    'Sitrep-Known-At': about.knownAt,
    'Sitrep-Edition': about.edition,
    'Sitrep-Position': about.position,
    'Sitrep-Rows': rows === undefined ? undefined : String(rows),
    'Sitrep-Notes': about.notes.length === 0 ? undefined : encodeURIComponent(about.notes.join(' ')),
    'Sitrep-Licence': licence_note,
  };
  for (const [header, value] of Object.entries(said)) if (value !== undefined) reply.header(header, value);
}

/** `sitrep-control-2017-03-07`: the list, and the day that it is about or was known on. */
function fileName(name: string, { validAt, knownAt }: About): string {
  const day = (validAt ?? knownAt)?.slice(0, 'yyyy-mm-dd'.length);
  return ['sitrep', name, ...(day === undefined ? [] : [day])].join('-');
}
