import { Presets, SingleBar } from 'cli-progress';
import type { Screen } from '../terminal/terminal.js';

/** Shows how many events of how many a replay has applied. */
export interface ReplayProgress {
  readonly at: (done: bigint, total: bigint) => void;
  readonly end: () => void;
}

const plain_line_interval_ms = 2_000;

/** A bar on a terminal, plain lines anywhere else. */
export function replayProgress(screen: Screen): ReplayProgress {
  return screen.isTTY === true ? bar(screen) : plain(screen);
}

function bar(screen: Screen): ReplayProgress {
  const format = 'replaying {bar} {percentage} %  {value} of {total} events';
  const shown = new SingleBar(
    { format, stream: screen, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  return {
    at: (done, total) => {
      if (!shown.isActive) shown.start(Number(total), 0);
      shown.update(Number(done));
    },
    end: () => shown.stop(),
  };
}

function plain(screen: Screen): ReplayProgress {
  let toldAtMs = Date.now();
  return {
    at: (done, total) => {
      if (done < total && Date.now() - toldAtMs < plain_line_interval_ms) return;
      toldAtMs = Date.now();
      screen.write(`Replayed ${done.toLocaleString('en')} of ${total.toLocaleString('en')} events\n`);
    },
    end: () => undefined,
  };
}
