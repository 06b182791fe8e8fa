import { buildEdition, definitionFaults, type FillWatch, type Storage } from '#editions';
import { type ControlItem, controlItems } from '#projections/queries';
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
): Promise<ControlItem[]> {
  const faults = definitionFaults(definition, { ...bounds, head: await storage.eventLog.head() });
  if (faults[0] !== undefined) throw new CommandFailed(`${optionOf[faults[0].member]}: ${faults[0].detail}`);
  const edition = await buildEdition(storage, { name, definition }, watch);
  const items: ControlItem[] = [];
  for (let after: string | undefined; ; after = items.at(-1)?.place.id) {
    const question = { validAt, knownAtMs, limit: page_size, ...(after !== undefined && { after }) };
    const page = await controlItems(storage.editions.scope(edition), question);
    items.push(...page);
    if (page.length < page_size) return items;
  }
}

const optionOf = {
  'until.knownAt': '--until',
  'until.recordedAt': '--until-recorded',
  'until.position': '--until-position',
  policy: '--policy',
} as const;
