import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { most_file_bytes } from '../http/multipart-body.js';
import { Rejected } from '../http/rejected.js';

/** A request with a form in it. */
export interface FormRequest {
  readonly raw: IncomingMessage;
  parts(): AsyncIterable<MultipartFile | MultipartValue>;
}

/** A form whose files are on the disk of this process until it is released. */
export interface UploadedForm {
  readonly file: string;
  /** As the sender called the file. */
  readonly name: string;
  readonly mapping: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  release(): Promise<void>;
}

const fields = ['format', 'sheet', 'headLine', 'timeZone', 'published', 'dryRun', 'draft', 'cells'];
const flags = ['dryRun', 'draft', 'cells'];

/** Receives a form. @throws {Rejected} it lacks its file, has parts that it should not have, is too large or broken off. */
export async function receiveForm(request: FormRequest): Promise<UploadedForm> {
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-upload-'));
  const release = () => rm(folder, { recursive: true, force: true });
  const ending = new AbortController();
  try {
    const received = receiveInto(folder, request, ending.signal);
    return { ...(await Promise.race([received, brokenOff(request.raw, ending.signal)])), release };
  } catch (error) {
    await release();
    throw refusalOf(error);
  } finally {
    ending.abort();
  }
}

/** The reader of forms waits for ever for the rest of a body whose connection is gone. @throws {Rejected} once that is so. */
async function brokenOff(raw: IncomingMessage, signal: AbortSignal): Promise<never> {
  if (!raw.destroyed) await once(raw, 'close', { signal });
  if (raw.complete) await once(signal, 'abort');
  throw new Rejected('malformed', 'The connection was closed before the form was there as a whole.');
}

async function receiveInto(
  folder: string,
  request: FormRequest,
  signal: AbortSignal,
): Promise<Omit<UploadedForm, 'release'>> {
  const [file, mapping] = [join(folder, 'file'), join(folder, 'mapping')];
  const texts: Record<string, string> = {};
  let name: string | undefined;
  let hasMapping = false;
  for await (const part of request.parts()) {
    if (part.fieldname === 'file' && part.type === 'file') {
      await receiveFile(part, file, signal);
      name = part.filename || 'the file';
    } else if (part.fieldname === 'mapping') {
      if (part.type === 'file') await receiveFile(part, mapping, signal);
      else await writeFile(mapping, String(part.value));
      hasMapping = true;
    } else if (part.type === 'field' && fields.includes(part.fieldname) && !part.valueTruncated)
      texts[part.fieldname] = String(part.value);
    else
      throw wrongPart(
        part.fieldname,
        `There are the parts file, mapping, ${fields.join(', ')}; only the first two may be files.`,
      );
  }
  if (name === undefined)
    throw wrongPart('file', 'Send the table as a file in the part "file", as curl -F file=@events.csv does.');
  for (const flag of flags) {
    const { [flag]: value = 'false' } = texts;
    if (value !== 'true' && value !== 'false')
      throw wrongPart(flag, `It is "${value.slice(0, 50)}"; send true or false.`);
  }
  const { headLine = '1' } = texts;
  if (!/^[1-9]\d{0,5}$/.test(headLine))
    throw wrongPart('headLine', `It is "${headLine.slice(0, 50)}"; send the line of the names of columns, such as 3.`);
  return { file, name, mapping: hasMapping ? mapping : undefined, fields: texts };
}

async function receiveFile({ file, fieldname }: MultipartFile, path: string, signal: AbortSignal): Promise<void> {
  await pipeline(file, createWriteStream(path), { signal });
  if (file.truncated)
    throw new Rejected(
      'too_large',
      `The part "${fieldname}" has more than ${most_file_bytes / 1024 / 1024} MiB. Send the file in parts, or import it with sitrep import.`,
    );
}

const wrongPart = (name: string, detail: string): Rejected =>
  new Rejected('malformed', 'The form cannot be read.', [{ pointer: `/${name}`, code: 'not_a_part', detail }]);

/** What the reader of forms finds wrong is the sender's to mend. */
function refusalOf(error: unknown): unknown {
  if (error instanceof Rejected || !(error instanceof Error)) return error;
  const { statusCode, code } = error as Error & { readonly statusCode?: number; readonly code?: string };
  if (statusCode === 413)
    return new Rejected('too_large', `The form is too large: ${error.message}.`, [], { cause: error });
  if (statusCode !== undefined || code === undefined)
    return new Rejected('malformed', `The form cannot be read: ${error.message}.`, [], { cause: error });
  return error;
}
