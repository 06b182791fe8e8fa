import { buildEdition, type FillProgress, type Storage } from '#editions';
import { type ControlItem, controlItems } from '#projections/queries';
import { CommandFailed } from '../terminal/command-failed.js';
import type { ReplayOrder } from './replay-order.js';
import type { ShownProgress } from '../terminal/progress.js';

const page_size = 1_000;

/** Builds the edition that was ordered and answers who held each place, in order of place id. */
export async function replay(
  storage: Storage,
  { name, knownUntilMs, validAt }: ReplayOrder,
  { progress, signal }: { readonly progress: ShownProgress; readonly signal: AbortSignal },
): Promise<ControlItem[]> {
  const onProgress = ({ done, total }: FillProgress): void => {
    if (signal.aborted) throw new CommandFailed(`Stopped; edition ${name} was not finished.`);
    progress.at({ phase: 'replaying', done, total });
  };
  const definition = { until: { knownAtMs: knownUntilMs } };
  const edition = await buildEdition(storage, { name, definition }, { onProgress });
  progress.end();
  const items: ControlItem[] = [];
  for (let after: string | undefined; ; after = items.at(-1)?.place.id) {
    const question = { validAt, knownAtMs: knownUntilMs, limit: page_size, ...(after !== undefined && { after }) };
    const page = await controlItems(storage.editions.scope(edition), question);
    items.push(...page);
    if (page.length < page_size) return items;
  }
}
