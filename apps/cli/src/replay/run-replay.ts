import { leftOutNotes } from '#editions';
import type { Settings } from '#platform';
import type { Matched } from '#read-models/queries';
import { onStorage } from '../storage/on-storage.js';
import type { Terminal } from '../terminal/terminal.js';
import { controlTable } from './control-table.js';
import { readOrder, type ReplayFlags } from './replay-order.js';
import { replay } from './replay.js';

/** Builds the edition that was ordered and prints who held what. Works beside a running Sitrep and without one. */
export async function runReplay(flags: ReplayFlags, settings: Settings, terminal: Terminal): Promise<void> {
  const order = readOrder(flags, { zone: settings.timeZone, nowMs: Date.now() });
  const stopped = `Stopped; edition ${order.name} is not finished. Run the same command again, and it goes on.`;
  await onStorage(settings, terminal, { progress: flags.progress ?? 'auto', stopped }, async (storage, watch) => {
    const { items, matched } = await replay(storage, { ...order, agedAfterDays: settings.agedAfterDays }, watch);
    for (const line of [...matched.map(matchedLine), ...leftOutNotes(matched)]) terminal.err.write(`${line}\n`);
    terminal.err.write(`Edition ${order.name} is ready; read it with ?edition=${order.name}\n`);
    terminal.out.write(flags.json === true ? `${JSON.stringify(items, undefined, 2)}\n` : controlTable(items));
  });
}

const matchedLine = ({ kind, name, voices, reports }: Matched): string =>
  `Without the ${kind} "${name}": ${reports.length} reports${voices.length === 0 ? '' : ` (${voices.join('; ')})`} stay out.`;
