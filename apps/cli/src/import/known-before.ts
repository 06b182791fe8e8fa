import { setTimeout as delay } from 'node:timers/promises';
import { CommandFailed } from '../terminal/command-failed.js';
import { type ApiAddress, keyHeaders, notLetIn } from './api-address.js';
import { digestOf, folded } from './same-report.js';
import { splitLines } from './split-lines.js';

/** What a Sitrep has before an import. */
export interface KnownBefore {
  readonly places: ReadonlySet<string>;
  readonly actors: ReadonlySet<string>;
  /** For each report of the outlets, `outlet` and `externalId` joined, what it says. */
  readonly reports: ReadonlyMap<string, string>;
}

/** The key of a report that has no id yet. */
export const keyOf = (outlet: unknown, externalId: unknown): string =>
  `${String(folded(outlet))}\u001f${String(folded(externalId))}`;

/** Above this one request for everything is less than one for each outlet. */
const most_outlets = 20;

/** Reads what is there, once all that the log has can be read. @throws {CommandFailed} */
export async function knownBefore(api: ApiAddress, outlets: readonly string[]): Promise<KnownBefore> {
  await untilProjected(api);
  const ids = async (path: string): Promise<ReadonlySet<string>> => {
    const found = new Set<string>();
    for await (const item of items(api, path)) found.add(String(item['id']));
    return found;
  };
  const reports = new Map<string, string>();
  const asked =
    outlets.length > most_outlets ? [''] : outlets.map((one) => `?${new URLSearchParams({ outlet: one }).toString()}`);
  for (const query of asked)
    for await (const report of items(api, `/v1/reports.ndjson${query}`)) {
      const { outlet } = report['source'] as { readonly outlet: string };
      if (report['externalId'] !== undefined) reports.set(keyOf(outlet, report['externalId']), digestOf(report));
    }
  return { places: await ids('/v1/places.ndjson'), actors: await ids('/v1/actors.ndjson'), reports };
}

async function* items(api: ApiAddress, path: string): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const response = await get(api, path);
  if (!response.ok || response.body === null) {
    const body = await response.text();
    throw (
      notLetIn(api, response.status, body) ??
      new CommandFailed(`${api.url}${path} answers ${response.status}: ${body.slice(0, 300)}`)
    );
  }
  for await (const { bytes } of splitLines(buffersOf(response.body)))
    yield JSON.parse(bytes.toString('utf8')) as Readonly<Record<string, unknown>>;
}

async function* buffersOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of body) yield Buffer.from(chunk);
}

async function get(api: ApiAddress, path: string): Promise<Response> {
  try {
    return await fetch(new URL(path, api.url), { headers: keyHeaders(api) });
  } catch (cause) {
    throw new CommandFailed(`${api.url} does not answer. Start it with npm start, or say --url.`, { cause });
  }
}

const look_again_ms = 250;
const patience_ms = 120_000;

/** What was sent a moment ago would look like new otherwise. */
async function untilProjected(api: ApiAddress): Promise<void> {
  for (const begunMs = Date.now(); Date.now() - begunMs < patience_ms; await delay(look_again_ms)) {
    const { progress } = (await (await get(api, '/readyz')).json()) as { progress?: { lag?: number } | null };
    if (progress?.lag === 0) return;
  }
  throw new CommandFailed(
    `${api.url} has not read its log to the end within ${patience_ms / 1_000} s. Import again later.`,
  );
}
