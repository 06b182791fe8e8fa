import { buildEdition, definitionFaults, definitionText, type FillWatch, type Storage } from '#editions';
import {
  type ControlItem,
  controlItems,
  type HeldNow,
  leftOutOf,
  type Matched,
  type WithArea,
  withAreas,
  withHeldNow,
  type WithParts,
  withParts,
} from '#read-models/queries';
import { CommandFailed } from '../terminal/command-failed.js';
import type { ReplayOrder } from './replay-order.js';

const page_size = 1_000;

/** From how old a last evidence on an answer is aged. */
interface AgedAfter {
  readonly agedAfterDays: number;
}

/** What a replay came to. */
export interface Replayed {
  /** Who held each place, in order of place id. */
  readonly items: readonly (WithParts<WithArea<ControlItem>> & HeldNow)[];
  /** What each name that was left out matched. */
  readonly matched: readonly Matched[];
}

/**
 * Builds the edition that was ordered and answers who held each place, and what was left out. Stopped or killed, the
 * same order goes on where it stood.
 *
 * @throws {CommandFailed} the end that was ordered is none of this log's, or the name is that of something else.
 */
export async function replay(
  storage: Storage,
  { name, definition, validAt, knownAtMs, bounds, replaces, agedAfterDays }: ReplayOrder & AgedAfter,
  watch: FillWatch,
): Promise<Replayed> {
  const faults = definitionFaults(definition, { ...bounds, head: await storage.eventLog.head() });
  if (faults[0] !== undefined) throw new CommandFailed(`${optionOf[faults[0].member]}: ${faults[0].detail}`);
  const there = await storage.editions.record(name);
  if (there !== undefined && !replaces && definitionText(there.definition) !== definitionText(definition))
    throw new CommandFailed(
      `There is an edition ${name} with another definition. Choose another name, or say --replace: its snapshots are gone then.`,
    );
  const edition = await buildEdition(storage, { name, definition }, watch);
  const scope = storage.editions.scope(edition);
  const clocks = { validAt, knownAtMs };
  const items: Replayed['items'][number][] = [];
  for (let after: string | undefined; ; after = items.at(-1)?.place.id) {
    const question = { ...clocks, agedAfterDays, limit: page_size, ...(after !== undefined && { after }) };
    const page = await controlItems(scope, question);
    const held = await withHeldNow(scope, clocks, page);
    items.push(...(await withParts(scope, clocks, await withAreas(scope, clocks, held))));
    if (page.length < page_size) return { items, matched: await leftOutOf(scope, edition.slice) };
  }
}

const optionOf = {
  'until.knownAt': '--until',
  'until.recordedAt': '--until-recorded',
  'until.position': '--until-position',
  policy: '--policy',
} as const;
