import type { LinesFile } from '../formats/archives/campaign-archive.js';
import { ImportRefused } from '../import-refused.js';
import type { BatchSender } from './batch-sender.js';
import { type Decision, type LineResult, readResult } from './read-answer.js';
import { type Line, splitLines } from './split-lines.js';

/** Lines that are sent in one request. */
const lines_at_once = 500;
const newline = Buffer.from('\n');

/** A line of a file, as it is sent, and what became of it. */
export interface DecidedLine {
  readonly file: LinesFile;
  readonly number: number;
  readonly sent: Uint8Array;
  readonly decision: Decision;
}

const too_long: Decision = { kind: 'refused', problems: [{ pointer: '', detail: 'The line is far too long.' }] };

/** Sends a file in groups of lines until each line is decided. @throws {ImportRefused} when the API stays away. */
export async function* sendLines(
  file: LinesFile,
  sender: BatchSender,
  signal?: AbortSignal,
): AsyncGenerator<DecidedLine> {
  for await (const lines of inGroups(splitLines(file.open()))) {
    signal?.throwIfAborted();
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

/** Asks POST /v1/reports/batch with dryRun=true. */
export type PostTrial = (body: AsyncIterable<Uint8Array>) => Promise<Response>;

/**
 * Asks what would become of the lines of files. All are sent in one request, so that later lines may name what earlier ones
 * register; a line comes back once the API has answered for it.
 *
 * @throws {ImportRefused} the API refuses the request, or breaks it off.
 */
export async function* tryLines(files: readonly LinesFile[], post: PostTrial): AsyncGenerator<DecidedLine> {
  const waiting: Omit<DecidedLine, 'decision'>[] = [];
  const response = await post(bodyOf(files, waiting));
  if (response.status !== 200 || response.body === null)
    throw new ImportRefused(`The API answers ${response.status}: ${(await response.text()).slice(0, 300)}`);
  let answered = 0;
  let isWhole = false;
  for await (const { bytes } of splitLines(response.body as AsyncIterable<Uint8Array> as AsyncIterable<Buffer>)) {
    const result = JSON.parse(bytes.toString('utf8')) as TrialResult;
    if (result.done === true) {
      isWhole = true;
      break;
    }
    const line = waiting[answered];
    answered += 1;
    if (line === undefined) break;
    waiting[answered - 1] = undefined as never;
    yield { ...line, decision: decisionOf(result) };
  }
  if (!isWhole) throw new ImportRefused('The API broke its answer off. Nothing was recorded: try again.');
}

interface TrialResult extends LineResult {
  readonly done?: true;
}

function decisionOf({ status = 500, ...result }: TrialResult): Decision {
  const answer = readResult({ status, ...result });
  if (answer.kind !== 'later') return answer;
  const detail = `The API cannot tell now (status ${answer.status}): try again later.`;
  return { kind: 'refused', problems: [{ pointer: '', detail }] };
}

async function* bodyOf(
  files: readonly LinesFile[],
  waiting: Omit<DecidedLine, 'decision'>[],
): AsyncGenerator<Uint8Array> {
  for (const file of files)
    for await (const { number, bytes } of splitLines(file.open())) {
      const sent = lineOf(file, bytes);
      waiting.push({ file, number, sent });
      yield Buffer.concat([sent, newline]);
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
