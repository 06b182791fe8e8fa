import type { LinesFile } from '../formats/archives/campaign-archive.js';
import type { Decision } from './read-answer.js';
import { type Line, splitLines } from './split-lines.js';

/** Lines that are sent in one request. */
const lines_at_once = 500;

/** A line of a file, as it is sent, and what became of it. */
export interface DecidedLine {
  readonly file: LinesFile;
  readonly number: number;
  readonly sent: Uint8Array;
  readonly decision: Decision;
}

/** Sends lines as POST /v1/reports/batch takes them, or only tries them, and returns what became of each, in the same order. */
export interface LineSender {
  send(lines: readonly (string | Uint8Array)[]): Promise<readonly Decision[]>;
}

const too_long: Decision = { kind: 'refused', problems: [{ pointer: '', detail: 'The line is far too long.' }] };

/**
 * Sends a file in groups of lines until each line is decided. Ends between two groups when the signal says so.
 *
 * @throws {ImportRefused} when the API stays away.
 */
export async function* sendLines(
  file: LinesFile,
  sender: LineSender,
  signal?: AbortSignal,
): AsyncGenerator<DecidedLine> {
  for await (const lines of inGroups(splitLines(file.open()))) {
    if (signal?.aborted === true) return;
    const whole = lines.filter(({ cut }) => !cut);
    const decisions = await sender.send(whole.map(({ bytes }) => lineOf(file, bytes)));
    for (const line of lines)
      yield {
        file,
        number: line.number,
        sent: lineOf(file, line.bytes),
        decision: line.cut ? too_long : (decisions[whole.indexOf(line)] ?? too_long),
      };
  }
}

async function* inGroups(lines: AsyncIterable<Line>): AsyncGenerator<readonly Line[]> {
  let group: Line[] = [];
  for await (const line of lines) {
    group.push(line);
    if (group.length < lines_at_once) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** The line as the API takes it. Its bytes stay as they are: the API says what is wrong with them. */
function lineOf({ lineKind }: Pick<LinesFile, 'lineKind'>, bytes: Uint8Array): Uint8Array {
  if (lineKind === undefined || lineKind === 'report') return bytes;
  return Buffer.concat([Buffer.from(`{"kind":"${lineKind}","body":`), bytes, Buffer.from('}')]);
}
