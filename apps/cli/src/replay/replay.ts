import { buildEdition, definitionFaults, type FillWatch, type Storage } from '#editions';
import { type ControlItem, controlItems, type WithArea, withAreas } from '#projections/queries';
import { CommandFailed } from '../terminal/command-failed.js';
import type { ReplayOrder } from './replay-order.js';

const page_size = 1_000;

/**
 * Builds the edition that was ordered and answers who held each place, in order of place id. Stopped or killed, the
 * same order goes on where it stood.
 *
 * @throws {CommandFailed} the end that was ordered is none of this log's.
 */
export async function replay(
  storage: Storage,
  { name, definition, validAt, knownAtMs, bounds }: ReplayOrder,
  watch: FillWatch,
): Promise<WithArea<ControlItem>[]> {
  const faults = definitionFaults(definition, { ...bounds, head: await storage.eventLog.head() });
  if (faults[0] !== undefined) throw new CommandFailed(`${optionOf[faults[0].member]}: ${faults[0].detail}`);
  const edition = await buildEdition(storage, { name, definition }, watch);
  const scope = storage.editions.scope(edition);
  const clocks = { validAt, knownAtMs };
  const items: WithArea<ControlItem>[] = [];
  for (let after: string | undefined; ; after = items.at(-1)?.place.id) {
    const question = { ...clocks, limit: page_size, ...(after !== undefined && { after }) };
    const page = await controlItems(scope, question);
    items.push(...(await withAreas(scope, clocks, page)));
    if (page.length < page_size) return items;
  }
}

const optionOf = {
  'until.knownAt': '--until',
  'until.recordedAt': '--until-recorded',
  'until.position': '--until-position',
  policy: '--policy',
} as const;
