import { diffEditions, type DiffSide, type Storage } from '#editions';
import type { Settings } from '#platform';
import { readableEdition, withStorage } from '../storage/with-storage.js';
import type { Terminal } from '../terminal/terminal.js';
import { type DiffFlags, type OrderedSide, readDiffOrder } from './diff-order.js';
import { diffText } from './diff-text.js';

/** Prints what two editions answer differently, or one at two dates. */
export async function runDiff(
  editions: { readonly a: string; readonly b: string },
  flags: DiffFlags,
  settings: Settings,
  { out }: Terminal,
): Promise<void> {
  const { a, b, models, shown } = readDiffOrder(editions, flags, settings.timeZone);
  const found = await withStorage(settings, async (storage, signal) => {
    const question = { a: await sideOf(storage, a), b: await sideOf(storage, b), models };
    return diffEditions(storage.editions, question, { shown, signal });
  });
  if (flags.json === true)
    out.write(`${JSON.stringify({ a: a.title, b: b.title, readModels: found }, undefined, 2)}\n`);
  else out.write(diffText({ a: a.title, b: b.title }, found));
}

/** An edition knows nothing later than its slice. */
async function sideOf(storage: Storage, { edition: name, knownAtMs, validAt }: OrderedSide): Promise<DiffSide> {
  const edition = await readableEdition(storage, name);
  const { knownUntilMs = Number.POSITIVE_INFINITY } = edition.slice;
  return {
    edition,
    knownAtMs: Math.min(knownAtMs ?? Date.now(), knownUntilMs),
    ...(validAt === undefined ? {} : { validAt }),
  };
}
