import { setTimeout as delay } from 'node:timers/promises';
import { ImportRefused } from '../import-refused.js';
import type { Body, Located } from '../formats/prepared-import.js';
import { digestOf, folded } from './same-report.js';

/** What a Sitrep has before an import. */
export interface KnownBefore {
  /** The place that each registered one is a part of. */
  readonly places: ReadonlyMap<string, string | undefined>;
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
  /** Its first place, and its days. */
  readonly place: string | undefined;
  readonly occurred: { readonly from?: string; readonly to?: string };
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
  const parents = async (path: string): Promise<ReadonlyMap<string, string | undefined>> => {
    const found = new Map<string, string | undefined>();
    for await (const item of items(read, path)) found.set(String(item['id']), item['parent'] as string | undefined);
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
          place: ((report['places'] ?? []) as readonly string[])[0],
          occurred: (report['occurred'] ?? {}) as KnownReport['occurred'],
        });
    }
  return {
    places: await parents(`/v1/places?limit=${page_items}`),
    actors: new Set((await parents(`/v1/actors?limit=${page_items}`)).keys()),
    reports,
    historyOf: (id) => answerOf<KnownHistory>(read, `/v1/reports/${id}`),
  };
}

/** Where a report says that something happened, by the places that were there. */
export function locatedOf({ place, occurred }: KnownReport, places: KnownBefore['places']): Located {
  const within = new Set<string>();
  for (let at = place; at !== undefined && !within.has(at); at = places.get(at)) within.add(at);
  const { from = occurred.to ?? '', to = from } = occurred;
  return { within: [...within], from, to };
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
