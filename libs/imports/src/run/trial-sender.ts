import { PassThrough } from 'node:stream';
import { ImportRefused } from '../import-refused.js';
import { type Decision, type LineResult, readResult } from './read-answer.js';
import { splitLines } from './split-lines.js';

/** Asks POST /v1/reports/batch with dryRun=true. */
export type PostTrial = (body: AsyncIterable<Uint8Array>) => Promise<Response>;

/**
 * Asks what would become of lines, and sends none of them in earnest. All are asked in one request, which is open until `end`, so that later
 * lines may name what earlier ones would register. Close it in the end, also where the import fails halfway.
 */
export class TrialSender {
  private readonly body = new PassThrough();
  private results: AsyncGenerator<TrialResult> | undefined;

  constructor(private readonly post: PostTrial) {}

  /** What would become of each line, in the same order. @throws {ImportRefused} the API refuses the request, or breaks it off. */
  async send(lines: readonly (string | Uint8Array)[]): Promise<readonly Decision[]> {
    const decisions: Decision[] = [];
    if (lines.length === 0) return decisions;
    for (const line of lines) {
      this.body.write(line);
      this.body.write('\n');
    }
    this.results ??= this.read();
    while (decisions.length < lines.length) {
      const next = await this.results.next();
      if (next.done === true || next.value.done === true) throw brokenOff();
      decisions.push(decisionOf(next.value));
    }
    return decisions;
  }

  /** Ends the request. @throws {ImportRefused} the API does not say that it has come to the end. */
  async end(): Promise<void> {
    this.body.end();
    if (this.results === undefined) return;
    for await (const { done } of this.results) if (done === true) return;
    throw brokenOff();
  }

  /** Lets go of the request, if it is still open: the API is asked nothing more. */
  async close(): Promise<void> {
    this.body.destroy();
    await this.results?.return(undefined);
  }

  private async *read(): AsyncGenerator<TrialResult> {
    const response = await this.post(this.body);
    if (response.status !== 200 || response.body === null)
      throw new ImportRefused(`The API answers ${response.status}: ${(await response.text()).slice(0, 300)}`);
    for await (const { bytes } of splitLines(response.body as AsyncIterable<Uint8Array> as AsyncIterable<Buffer>))
      yield JSON.parse(bytes.toString('utf8')) as TrialResult;
  }
}

interface TrialResult extends LineResult {
  readonly done?: true;
}

const brokenOff = (): ImportRefused =>
  new ImportRefused('The API broke its answer off. Nothing was recorded: try again.');

function decisionOf({ status = 500, ...result }: TrialResult): Decision {
  const answer = readResult({ status, ...result });
  if (answer.kind !== 'later') return answer;
  const detail = `The API cannot tell now (status ${answer.status}): try again later.`;
  return { kind: 'refused', problems: [{ pointer: '', detail }] };
}
