import { setTimeout as delay } from 'node:timers/promises';
import { ImportRefused } from '../import-refused.js';
import type { Body } from '../formats/prepared-import.js';
import { digestOf, folded } from './same-report.js';

/** What a Sitrep has before an import. */
export interface KnownBefore {
  readonly places: ReadonlySet<string>;
  readonly actors: ReadonlySet<string>;
  /** For each report of the outlets, `outlet` and `externalId` joined, what it says and since when that is known. */
  readonly reports: ReadonlyMap<string, KnownReport>;
  /** Everything that was said about one report. @throws {ImportRefused} */
  readonly historyOf: (id: string) => Promise<KnownHistory>;
}

export interface KnownReport {
  readonly id: string;
  readonly version: number;
  readonly knownFromMs: number;
  /** Digests of what it says, with its grade and without; undefined of a report that the reader is not shown in full. */
  readonly says: { readonly graded: string; readonly ungraded: string } | undefined;
  readonly grade: unknown;
}

/** The versions of a report, the first one first, and what was said about it since. */
export interface KnownHistory {
  readonly versions: readonly Body[];
  readonly amendments: readonly { readonly reason: string | null; readonly changed: readonly unknown[] }[];
}

/** The key of a report that has no id yet. */
export const keyOf = (outlet: unknown, externalId: unknown): string =>
  `${String(folded(outlet))}\u001f${String(folded(externalId))}`;

/** The most that the API gives at once. */
const page_items = 1_000;

/** Above this one request for everything is less than one for each outlet. */
const most_outlets = 20;

/** Reads a path of the API, such as `/v1/places?limit=1000`. */
export type ReadPath = (path: string) => Promise<Response>;

/** Reads what is there, once all that the log has can be read. @throws {ImportRefused} */
export async function knownBefore(read: ReadPath, outlets: readonly string[]): Promise<KnownBefore> {
  await untilProjected(read);
  const ids = async (path: string): Promise<ReadonlySet<string>> => {
    const found = new Set<string>();
    for await (const item of items(read, path)) found.add(String(item['id']));
    return found;
  };
  const reports = new Map<string, KnownReport>();
  const asked =
    outlets.length > most_outlets ? [''] : outlets.map((one) => `&${new URLSearchParams({ outlet: one }).toString()}`);
  for (const query of asked)
    for await (const report of items(read, `/v1/reports?limit=${page_items}${query}`)) {
      const { outlet } = report['source'] as { readonly outlet: string };
      if (report['externalId'] !== undefined)
        reports.set(keyOf(outlet, report['externalId']), {
          id: String(report['id']),
          version: Number(report['version']),
          knownFromMs: Date.parse(String(report['knownFrom'])),
          says:
            report['withheld'] === true ? undefined : { graded: digestOf(report), ungraded: digestOf(report, false) },
          grade: report['grade'],
        });
    }
  return {
    places: await ids(`/v1/places?limit=${page_items}`),
    actors: await ids(`/v1/actors?limit=${page_items}`),
    reports,
    historyOf: (id) => answerOf<KnownHistory>(read, `/v1/reports/${id}`),
  };
}

async function answerOf<Answer>(read: ReadPath, path: string): Promise<Answer> {
  const response = await read(path);
  if (response.ok) return (await response.json()) as Answer;
  throw new ImportRefused(`${path} answers ${response.status}: ${(await response.text()).slice(0, 300)}`);
}

interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly links: readonly { readonly rel: string; readonly href: string }[];
}

/** Reads page after page: a file of all would need the right to take files, which who sends reports need not have. */
async function* items(read: ReadPath, path: string): AsyncGenerator<Page['items'][number]> {
  for (let next: string | undefined = path; next !== undefined;) {
    const page: Page = await answerOf<Page>(read, next);
    yield* page.items;
    next = page.links.find(({ rel }) => rel === 'next')?.href;
  }
}

const look_again_ms = 250;
const patience_ms = 120_000;

/** What was sent a moment ago would look like new otherwise. */
async function untilProjected(read: ReadPath): Promise<void> {
  for (const begunMs = Date.now(); Date.now() - begunMs < patience_ms; await delay(look_again_ms)) {
    const { progress } = (await (await read('/readyz')).json()) as { progress?: { lag?: number } | null };
    if (progress?.lag === 0) return;
  }
  throw new ImportRefused(`The log has not been read to its end within ${patience_ms / 1_000} s. Import again later.`);
}
