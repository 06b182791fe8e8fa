import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import {
  BatchSender,
  bundleNameOf,
  ImportRefused,
  importRows,
  knownBefore,
  openImport,
  type OpenedImport,
  type Proposal,
  proposeImport,
  RowsOutcome,
  TrialSender,
} from '#imports';
import { Rejected } from '../http/rejected.js';
import type { ImportProposalDto } from './import-proposal.dto.js';
import { type FormRequest, receiveForm, type UploadedForm } from './uploaded-form.js';
import { importUploadedLines, lineFormatOf, type LinesWork, openLines } from './uploaded-lines.js';

/** Each holds a file, and what it unpacks to, in memory. */
const most_at_once = 2;
const most_unpacked_bytes = 64 * 1024 * 1024;

/** Headers that are about the body or the connection of the upload, not about who sends it, and from which page. */
const not_passed_on = /^(content-|accept|transfer-encoding$|connection$|expect$|if-|range$|te$|trailer$|upgrade$)/;

/** Imports files that are uploaded, through the same routes and with the rights of the uploader. */
@Injectable()
export class ImportsService implements OnModuleDestroy {
  private readonly logger = new Logger('Imports');
  private readonly running = new Set<AbortController>();

  constructor(private readonly host: HttpAdapterHost) {}

  /** Reads the form and the file in it, and then returns what becomes of its rows, a line of JSON each. @throws {Rejected} */
  async import(request: FormRequest & { readonly headers: IncomingHttpHeaders }): Promise<PassThrough> {
    const { end, ending } = this.begin();
    try {
      const form = await receiveForm(request);
      try {
        const send = await this.opened(form);
        const lines = new PassThrough();
        lines.once('close', () => ending.abort());
        void this.write(form, send, { lines, signal: ending.signal, headers: request.headers }).finally(end);
        return lines;
      } catch (error) {
        await form.release();
        throw refusalOf(error, form);
      }
    } catch (error) {
      end();
      throw error;
    }
  }

  /** Tells what a file looks like, and proposes what its columns mean; nothing is recorded. @throws {Rejected} */
  async propose(request: FormRequest): Promise<ImportProposalDto> {
    const { end } = this.begin();
    try {
      const form = await receiveForm(request);
      try {
        return proposalAnswer(await proposeForm(form));
      } catch (error) {
        throw refusalOf(error, form);
      } finally {
        await form.release();
      }
    } finally {
      end();
    }
  }

  /** Makes room for one more file. @throws {Rejected} `limit_reached` while as many are in hand as may be. */
  private begin(): { readonly ending: AbortController; readonly end: () => void } {
    if (this.running.size >= most_at_once)
      throw new Rejected('limit_reached', `${most_at_once} files are being read. Send this one when they are done.`);
    const ending = new AbortController();
    this.running.add(ending);
    return { ending, end: () => void this.running.delete(ending) };
  }

  /** What is under way ends after the rows that are on their way; sent again, it goes on. */
  onModuleDestroy(): void {
    for (const ending of this.running) ending.abort();
  }

  /** Reads the file to its end, and returns what sends it. @throws {ImportRefused} */
  private async opened(form: UploadedForm): Promise<Opened> {
    const format = lineFormatOf(form);
    if (format !== undefined) {
      const files = await openLines(form, format, most_unpacked_bytes);
      return { format, notices: [], send: (sending) => importUploadedLines(files, sending) };
    }
    const { table, prepared } = await openForm(form);
    const send = async ({ outcome, sender, signal, tell, ask }: Sending): Promise<void> => {
      const done = { gazetteer: 0, rows: 0 };
      const whole = { gazetteer: prepared.registrations.length, rows: prepared.rows };
      await importRows(table, prepared, {
        known: await knownBefore((path) => ask(path), prepared.outlets),
        outcome,
        signal,
        asDrafts: form.fields['draft'] === 'true',
        sender,
        rejects: {
          write: ({ line, cells }, faults) => {
            const row = form.fields['cells'] === 'true' ? { cells } : {};
            for (const fault of faults) tell({ refused: { line, ...fault, ...row } });
          },
        },
        onDone: (phase, count) =>
          tell({ phase, rows: (done[phase] += count), of: Math.max(done[phase], whole[phase]) }),
      });
    };
    return { format: prepared.format, notices: prepared.notices, send };
  }

  private async write(form: UploadedForm, { format, notices, send }: Opened, work: Work): Promise<void> {
    const { lines, signal } = work;
    const tell = (line: object): void => void lines.write(`${JSON.stringify(line)}\n`);
    const batch = `/v1/reports/batch?draft=${form.fields['draft'] === 'true'}&revise=true`;
    const trial = new TrialSender((body) => this.ask('POST', `${batch}&dryRun=true`, work, Readable.from(body)));
    try {
      const isDry = form.fields['dryRun'] === 'true';
      const bundle = bundleNameOf(form.name);
      const outcome = new RowsOutcome(format, isDry);
      const post = (body: Uint8Array) => this.ask('POST', `${batch}&bundle=${bundle}`, work, Buffer.from(body));
      const sender = new BatchSender({ name: 'the API', signal, post });
      await send({ outcome, sender: isDry ? trial : sender, signal, tell, ask: (path) => this.ask('GET', path, work) });
      await trial.end();
      outcome.isStopped = signal.aborted;
      const drafts = sender.drafts > 0 ? { bundle } : {};
      tell({ done: true, ...outcome.toJson(), ...drafts, notices });
      lines.end();
    } catch (error) {
      // Without its last line the answer is seen to have been cut off.
      this.logger.error(
        `an import was cut off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      lines.destroy(error instanceof Error ? error : new Error(String(error)));
    } finally {
      await trial.close();
      await form.release();
    }
  }

  /** Asks a route of this API with the rights of the uploader. */
  private async ask(
    method: 'GET' | 'POST',
    url: string,
    { headers }: Work,
    body?: Buffer | Readable,
  ): Promise<Response> {
    const passedOn = Object.entries(headers).filter(([name]) => !not_passed_on.test(name));
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    const response = await fastify.inject({
      method,
      payloadAsStream: true,
      url,
      headers: {
        ...Object.fromEntries(passedOn),
        ...(body !== undefined && { 'content-type': 'application/x-ndjson' }),
      },
      ...(body !== undefined && { payload: body }),
    });
    return new Response(Readable.toWeb(response.stream()) as ReadableStream, { status: response.statusCode });
  }
}

/** How a file is sent. */
interface Sending extends LinesWork {
  readonly ask: (path: string) => Promise<Response>;
}

/** A file that was read to its end. */
interface Opened {
  readonly format: string;
  readonly notices: readonly string[];
  readonly send: (sending: Sending) => Promise<void>;
}

interface Work {
  readonly lines: PassThrough;
  readonly signal: AbortSignal;
  readonly headers: IncomingHttpHeaders;
}

const openForm = ({ file, mapping, fields }: UploadedForm): Promise<OpenedImport> => {
  const { timeZone, published } = fields;
  return openImport(file, {
    ...readingOf(fields),
    ...(mapping !== undefined && { map: mapping }),
    ...(timeZone !== undefined && { timeZone }),
    ...(published !== undefined && { published }),
  });
};

const proposeForm = ({ file, fields }: UploadedForm): Promise<Proposal> => proposeImport(file, readingOf(fields));

const readingOf = ({ format, sheet, headLine }: UploadedForm['fields']) => ({
  mostUnpackedBytes: most_unpacked_bytes,
  ...(format !== undefined && { as: format }),
  ...(sheet !== undefined && { sheet }),
  ...(headLine !== undefined && { headLine: Number(headLine) }),
});

/** So many cells of a column are shown. */
const most_samples = 3;
/** So many words of a column are listed, for a vocabulary. */
const most_words = 100;

function proposalAnswer({ format, head, cells, notices, proposed }: Proposal): ImportProposalDto {
  const columns = head.map((name) => {
    const words = [...new Set(cells[name] ?? [])].filter((cell) => cell !== '');
    return { name, samples: words.slice(0, most_samples), words: words.slice(0, most_words) };
  });
  return { format, notices, columns, mapping: proposed?.mapping ?? null, unused: proposed?.unused ?? [] };
}

/** Files are named as the sender named them. */
function refusalOf(error: unknown, { file, mapping, name }: UploadedForm): unknown {
  if (!(error instanceof ImportRefused)) return error;
  const detail = error.message.replaceAll(mapping ?? '\0', 'The mapping').replaceAll(file, name);
  const pointer = mapping !== undefined && error.message.startsWith(mapping) ? '/mapping' : '/file';
  return new Rejected('meaningless', detail, [{ pointer, code: 'unreadable_file', detail }], { cause: error });
}
