import { Presets, SingleBar } from 'cli-progress';
import type { FillProgress } from '#editions';
import { CommandFailed } from './command-failed.js';
import type { Screen } from './terminal.js';

/** How progress is shown: `auto` is a bar on a terminal, and plain lines anywhere else. */
const progressModes = ['auto', 'bar', 'plain', 'json', 'none'] as const;
export type ProgressMode = (typeof progressModes)[number];

/** Shows how far some work on an edition is. */
export interface ShownProgress {
  readonly at: (progress: FillProgress) => void;
  readonly end: () => void;
}

/** The mode as somebody typed it. Throws `CommandFailed`. */
export function readProgressMode(text: string): ProgressMode {
  const mode = progressModes.find((one) => one === text);
  if (mode === undefined)
    throw new CommandFailed(`--progress is "${text}"; it must be one of ${progressModes.join(', ')}.`);
  return mode;
}

/** Shows progress on `screen`, at a bounded rate; the end of every phase always. */
export function showProgress(screen: Screen, mode: ProgressMode, nowMs: () => number = Date.now): ShownProgress {
  const chosen = mode === 'auto' ? (screen.isTTY === true ? 'bar' : 'plain') : mode;
  if (chosen === 'bar') return bar(screen);
  if (chosen === 'none') return { at: () => undefined, end: () => undefined };
  return chosen === 'plain'
    ? lines(screen, plain_interval_ms, nowMs, plainLine)
    : lines(screen, json_interval_ms, nowMs, jsonLine);
}

function bar(screen: Screen): ShownProgress {
  const format = '{phase} {bar} {percentage} %  {value} of {total}  {eta_formatted} left';
  const shown = new SingleBar(
    { format, stream: screen, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  let current: string | undefined;
  return {
    at: ({ phase, done, total }) => {
      if (current !== phase) {
        shown.stop();
        shown.start(Number(total), Number(done), { phase: phase.padEnd('versions'.length) });
      } else shown.update(Number(done));
      current = phase;
    },
    end: () => shown.stop(),
  };
}

const plain_interval_ms = 2_000;
const json_interval_ms = 500;

/** What a line tells beside the progress itself. */
interface Pace {
  /** Since this run began to be shown: what an earlier run has done does not count. */
  readonly ratePerSecond: number;
  readonly etaSeconds: number | null;
}

function lines(
  screen: Screen,
  intervalMs: number,
  nowMs: () => number,
  format: (progress: FillProgress, pace: Pace) => string,
): ShownProgress {
  let begun: { readonly phase: string; readonly done: bigint; readonly atMs: number } | undefined;
  let toldAtMs = nowMs();
  return {
    at: (progress) => {
      const { phase, done, total } = progress;
      if (begun?.phase !== phase) begun = { phase, done, atMs: nowMs() };
      if (done < total && nowMs() - toldAtMs < intervalMs) return;
      toldAtMs = nowMs();
      const ratePerSecond = (Number(done - begun.done) * 1_000) / Math.max(1, toldAtMs - begun.atMs);
      const left = Number(total - done);
      const etaSeconds = left === 0 ? 0 : ratePerSecond > 0 ? Math.ceil(left / ratePerSecond) : null;
      screen.write(`${format(progress, { ratePerSecond: Math.round(ratePerSecond), etaSeconds })}\n`);
    },
    end: () => undefined,
  };
}

const number = (value: bigint | number): string => value.toLocaleString('en');

const plainLine = ({ phase, done, total }: FillProgress, { ratePerSecond, etaSeconds }: Pace): string =>
  `${phase}: ${number(done)} of ${number(total)}` +
  (done < total && etaSeconds !== null ? `, ${number(ratePerSecond)} a second, ${number(etaSeconds)} s left` : '');

const jsonLine = ({ phase, done, total }: FillProgress, pace: Pace): string =>
  JSON.stringify({ phase, done: Number(done), total: Number(total), ...pace });
