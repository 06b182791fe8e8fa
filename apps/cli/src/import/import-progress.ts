import { Presets, SingleBar } from 'cli-progress';
import type { CampaignFile } from '../campaign/campaign-folder.js';
import type { Screen } from '../terminal/terminal.js';
import type { ImportTally } from './import-tally.js';

/** Where an import tells how far it has come. */
export interface ImportProgress {
  begin(file: CampaignFile): void;
  /** A line has been answered; `lineBytes` counts its line end. */
  answered(lineBytes: number): void;
  end(tally: ImportTally): void;
}

/** A bar on a terminal, plain lines anywhere else. */
export const importProgress = (screen: Screen): ImportProgress =>
  screen.isTTY === true ? barProgress(screen) : plainProgress(screen);

/** For callers that show nothing. */
export const noProgress: ImportProgress = { begin: () => undefined, answered: () => undefined, end: () => undefined };

function barProgress(screen: Screen): ImportProgress {
  const format = '{kind} {bar} {percentage} %  {lines} lines';
  const bar = new SingleBar(
    { format, stream: screen, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  let lines = 0;
  return {
    begin: ({ kind, sizeBytes }) => {
      lines = 0;
      // A file without a byte is done, not 0 of 0.
      bar.start(Math.max(1, sizeBytes), 0, { kind: kind.padEnd('reports'.length), lines });
    },
    answered: (lineBytes) => bar.increment(lineBytes, { lines: (lines += 1) }),
    end: () => bar.stop(),
  };
}

const plain_line_interval_ms = 5_000;

function plainProgress(screen: Screen): ImportProgress {
  let [kind, lines, toldAtMs] = ['', 0, 0];
  return {
    begin: (file) => {
      [kind, lines, toldAtMs] = [file.kind, 0, Date.now()];
      screen.write(`Posting ${file.name}\n`);
    },
    answered: () => {
      lines += 1;
      if (Date.now() - toldAtMs < plain_line_interval_ms) return;
      toldAtMs = Date.now();
      screen.write(`${lines.toLocaleString('en')} ${kind} answered so far\n`);
    },
    end: () => undefined,
  };
}
