import { writeFile } from 'node:fs/promises';
import { readApi } from '../api/api-fetch.js';
import { CommandFailed } from '../terminal/command-failed.js';
import { json_version } from '../terminal/json-version.js';
import type { Screen, Terminal } from '../terminal/terminal.js';

/** The options of `sitrep brief` as they were typed. */
export interface BriefFlags {
  readonly url: string;
  /** `md`, `html`, `docx` or `json`. */
  readonly format: string;
  readonly within?: string;
  readonly lang?: string;
  readonly known?: string;
  readonly publishedAt?: string;
  readonly policy?: string;
  readonly edition?: string;
  readonly out?: string;
}

/**
 * Asks a running API for the briefing between two dates; writes it to a file, or prints it. The document is the API's own,
 * byte for byte; JSON is printed with its version.
 *
 * @throws {CommandFailed} the API does not answer, or refuses; the file cannot be written.
 */
export async function runBrief(from: string, to: string, flags: BriefFlags, terminal: Terminal): Promise<void> {
  const { url, format, within, lang, known: knownAt, publishedAt, policy, edition, out } = flags;
  const isPage = (terminal.out as Screen).isTTY === true;
  if (format === 'docx' && out === undefined && isPage)
    throw new CommandFailed('A Word document is no text for a terminal: say --out FILE, such as --out briefing.docx.');
  const asked = { from, to, format, within, lang, knownAt, publishedAt, policy, edition };
  const given = Object.entries(asked).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  const response = await readApi(url, `/v1/briefings?${new URLSearchParams(given)}`, {}, ['from', 'to']);
  const document = Buffer.from(await response.arrayBuffer());
  const written = format === 'json' ? versioned(document) : document;
  if (out === undefined) return void terminal.out.write(written);
  await writeFile(out, written).catch((cause: unknown) => {
    throw new CommandFailed(`--out ${out} cannot be written: ${(cause as Error).message}`, { cause });
  });
  terminal.err.write(`# written to ${out}, ${written.length} bytes\n`);
}

const versioned = (document: Buffer): Buffer => {
  const briefing = JSON.parse(document.toString()) as object;
  return Buffer.from(`${JSON.stringify({ version: json_version, ...briefing }, undefined, 2)}\n`);
};
