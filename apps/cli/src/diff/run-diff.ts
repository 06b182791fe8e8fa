import { diffEditions, type DiffSide, type Storage } from '#editions';
import type { Settings } from '#platform';
import { onStorage } from '../storage/on-storage.js';
import { readableEdition } from '../storage/readable-edition.js';
import type { Terminal } from '../terminal/terminal.js';
import { type DiffFlags, type OrderedSide, readDiffOrder } from './diff-order.js';
import { diffText } from './diff-text.js';

/** Prints what two editions answer differently, or one at two dates. */
export async function runDiff(
  editions: { readonly a: string; readonly b: string },
  flags: DiffFlags,
  settings: Settings,
  terminal: Terminal,
): Promise<void> {
  const { a, b, models, shown } = readDiffOrder(editions, flags, settings.timeZone);
  await onStorage(settings, terminal, { progress: 'none', stopped: 'Stopped.' }, async (storage, { signal }) => {
    const nowMs = Date.now();
    const question = { a: await sideOf(storage, a, nowMs), b: await sideOf(storage, b, nowMs), models };
    const readModels = await diffEditions(storage.database, question, { shown, ...(signal && { signal }) });
    const titles = { a: a.title, b: b.title };
    const text =
      flags.json === true
        ? `${JSON.stringify({ ...titles, readModels }, undefined, 2)}\n`
        : diffText(titles, readModels);
    terminal.out.write(text);
  });
}

/** An edition knows nothing later than its slice. */
async function sideOf(storage: Storage, side: OrderedSide, nowMs: number): Promise<DiffSide> {
  const { schema, slice } = await readableEdition(storage, side.edition);
  const { knownUntilMs = Number.POSITIVE_INFINITY } = slice;
  return {
    schema,
    knownAtMs: Math.min(side.knownAtMs ?? nowMs, knownUntilMs),
    ...(side.validAt === undefined ? {} : { validAt: side.validAt }),
  };
}
