import { jsonLimits, readJsonBody } from '../http/json-body.reader.js';
import { isObject } from '../http/field-kinds.js';
import { pointerTo, Rejected, type Violation } from '../http/rejected.js';

/** What a line can be: each is the body of a route of its own. */
export const lineKinds = [
  'report',
  'place',
  'actor',
  'correction',
  'retraction',
  'grade',
  'reinstatement',
  'links',
  'unlinks',
] as const;
export type LineKind = (typeof lineKinds)[number];

/** The kinds whose routes name a report in their address. */
const amendmentKinds: ReadonlySet<unknown> = new Set(['correction', 'retraction', 'grade', 'reinstatement']);

/** A line as it was sent, its body yet to be checked. */
export interface SentLine {
  readonly kind: LineKind;
  /** The report that is amended, unread; undefined for what amends none. */
  readonly id: unknown;
  readonly body: unknown;
}

const members: ReadonlySet<string> = new Set(['kind', 'id', 'body']);

/** How much longer an object around a body may make a line. */
const envelope_bytes = 1_024;
const line_limits = { ...jsonLimits, depth: jsonLimits.depth + 1, values: jsonLimits.values + 3 };

export const longest_line_bytes = jsonLimits.bytes + envelope_bytes;

/**
 * Reads a line: a report by itself, or an object that names its kind. Pointers of what is wrong lead into the body.
 *
 * @throws {Rejected} `malformed`, or `too_large`.
 */
export function readLine(bytes: Uint8Array | undefined): SentLine {
  if (bytes === undefined) throw tooLong();
  const line = readStrictly(bytes);
  if (isObject(line) && 'kind' in line) return envelopeOf(line);
  if (bytes.length > jsonLimits.bytes) throw tooLong();
  return { kind: 'report', id: undefined, body: line };
}

const tooLong = (): Rejected => new Rejected('too_large', `Send at most ${jsonLimits.bytes / 1024} KiB in one body.`);

function readStrictly(bytes: Uint8Array): unknown {
  try {
    return readJsonBody(bytes, line_limits);
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const inBody = error.violations.map((violation) => ({
      ...violation,
      ...(violation.pointer?.startsWith('/body/') ? { pointer: violation.pointer.slice('/body'.length) } : {}),
    }));
    throw new Rejected(error.code, error.message, inBody, { cause: error });
  }
}

function envelopeOf(
  line: object & { readonly kind: unknown; readonly id?: unknown; readonly body?: unknown },
): SentLine {
  const { kind, id, body } = line;
  const amends = amendmentKinds.has(kind);
  const violations: Violation[] = [];
  const wrong = (pointer: string, code: string, detail: string): void =>
    void violations.push({ pointer, code, detail });
  if (!isLineKind(kind)) wrong('/kind', 'not_one_of', `Send one of: ${lineKinds.join(', ')}.`);
  else if (amends && id === undefined) wrong('/id', 'missing', 'Send the id of the report that is amended.');
  else if (!amends && id !== undefined)
    wrong('/id', 'not_meant_here', `Leave id out of a line of kind ${kind}: ids are told in the body.`);
  if (body === undefined) wrong('/body', 'missing', 'Send what the route of this kind takes as its body.');
  for (const name of Object.keys(line))
    if (!members.has(name)) wrong(pointerTo(name), 'unknown_field', 'There are: kind, id, body.');
  if (!isLineKind(kind) || violations.length > 0)
    throw new Rejected('malformed', 'The line does not have the shape of a line.', violations);
  return { kind, id, body };
}

const isLineKind = (kind: unknown): kind is LineKind => (lineKinds as readonly unknown[]).includes(kind);
