import type { KafkaBroker } from '../harness/kafka-broker.js';
import { Chaos } from './chaos.js';
import type { CrashOrder } from './crash-order.js';
import { CrashSite } from './crash-site.js';
import { DeskLoad } from './desk-load.js';
import { Dice } from './dice.js';
import { type Judged, judge } from './verdict.js';

/** What came of a run. */
export interface Survival extends Judged {
  /** Kills by victim. */
  readonly killed: ReadonlyMap<string, number>;
  readonly faults: readonly string[];
  readonly acknowledged: number;
}

const fewest_places = 30;

/** Kills processes of a whole Sitrep under load, brings them back, and judges what is left. */
export async function surviveKills(
  name: string,
  broker: KafkaBroker | undefined,
  { kills, seed }: CrashOrder,
): Promise<Survival> {
  say(`${name}: ${kills} kills, seed ${seed}`);
  const begunMs = performance.now();
  const site = await CrashSite.start(broker);
  const load = new DeskLoad(site.baseUrl, new Dice(seed + 1), Math.max(fewest_places, kills));
  const chaos = new Chaos(site.victims, load, new Dice(seed));
  try {
    await load.start();
    await chaos.kill(kills);
    await load.stop();
    const storage = await site.openStorage();
    try {
      const judged = await judge(storage, load);
      const { killed } = chaos;
      report({ name, seed, seconds: (performance.now() - begunMs) / 1000, judged, chaos, load, site });
      return { ...judged, killed, faults: load.faults, acknowledged: load.acknowledged.size };
    } finally {
      await storage.close();
    }
  } catch (error) {
    say(`${name}, seed ${seed}: the last words\n${lastWords(site)}`);
    throw error;
  } finally {
    load.abandon();
    await site.dispose();
  }
}

interface Finished {
  readonly name: string;
  readonly seed: number;
  readonly seconds: number;
  readonly judged: Judged;
  readonly chaos: Chaos;
  readonly load: DeskLoad;
  readonly site: CrashSite;
}

function report({ name, seed, seconds, judged: { verdict, ...judged }, chaos, load, site }: Finished): void {
  const killed = [...chaos.killed].map(([victim, times]) => `${victim} ${times}`).join(', ');
  const starts = [...chaos.startsMs].map(([victim, times]) => `${victim} ${spread(times)}`).join(', ');
  say(
    [
      `${name}, seed ${seed}: ${[...chaos.killed.values()].reduce((a, b) => a + b, 0)} kills in ${seconds.toFixed(0)} s`,
      `  killed: ${killed}`,
      `  back after (median, longest): ${starts}`,
      `  started while something else was down, and ended: api ${site.api.ownEnds}, projector ${site.projector.ownEnds}`,
      `  acknowledged ${load.acknowledged.size}, sent again ${load.retries} times, in the log ${judged.events}, of them doubles ${judged.appendedTwice}`,
      `  lost ${verdict.lostFromLog.length + verdict.lostFromEdition.length}, doubled ${verdict.doubled.length}, never sent ${verdict.neverSent.length}`,
      `  rows compared ${judged.rows}, different ${verdict.otherRows.length}; parked ${verdict.parked}, lag ${verdict.lag}`,
    ].join('\n'),
  );
}

function spread(timesMs: readonly number[]): string {
  const sorted = [...timesMs].sort((a, b) => a - b);
  const seconds = (ms: number | undefined): string => `${((ms ?? 0) / 1000).toFixed(1)} s`;
  return `${seconds(sorted[Math.floor(sorted.length / 2)])}/${seconds(sorted.at(-1))}`;
}

const lastWords = ({ api, projector }: CrashSite): string =>
  [api, projector].map(({ lines }) => lines.slice(-15).join('\n')).join('\n---\n');

/** Past Vitest, which keeps what a test prints to itself when the test passes. */
const say = (text: string): void => void process.stderr.write(`\n${text}\n`);
