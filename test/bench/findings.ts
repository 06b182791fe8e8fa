import { cpus, loadavg, totalmem } from 'node:os';

/** The middle of several measurements, and how far apart they lie. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** One measurement, what it was measured against in the same run, and what is to be reached. */
export interface Finding {
  readonly what: string;
  readonly unit: string;
  readonly ours: Spread;
  readonly reference?: Spread & { readonly what: string };
  /** Ours by the reference, round by round: its median. */
  readonly ratio?: number;
  readonly target?: Target;
  readonly reached?: boolean;
}

/** What is to be reached: of the ratio where there is a reference, else of the value itself. */
export type Target = { readonly atMost: number } | { readonly atLeast: number };

const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);

/** The value below which this share of all lies. */
export const quantile = (values: readonly number[], share: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
export const median = (values: readonly number[]): number => quantile(values, 0.5);
export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  least: Math.min(...values),
  most: Math.max(...values),
});

/** Runs these by turns, so that what else the machine does falls on all of them alike. */
export async function byTurns<Name extends string>(
  rounds: number,
  work: Readonly<Record<Name, (round: number) => Promise<number>>>,
): Promise<Readonly<Record<Name, readonly number[]>>> {
  const names = Object.keys(work) as Name[];
  const found = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) for (const name of names) found[name].push(await work[name](round));
  return found;
}

/** What one run of something takes, in milliseconds. */
export async function tookMs(work: () => Promise<unknown>): Promise<number> {
  const begunMs = performance.now();
  await work();
  return performance.now() - begunMs;
}

/** What a bench found, told as text while it runs, and as JSON at its end. */
export class Findings {
  private readonly all: Finding[] = [];

  constructor(private readonly bench: string) {}

  add(
    what: string,
    unit: string,
    ours: readonly number[],
    against: { readonly reference?: readonly number[]; readonly name?: string; readonly target?: Target } = {},
  ): void {
    const { reference, name = 'reference', target } = against;
    const ratio = reference && median(ours.map((value, round) => value / (reference[round] ?? Number.NaN)));
    const decided = ratio ?? median(ours);
    const reached = target && ('atMost' in target ? decided <= target.atMost : decided >= target.atLeast);
    const finding: Finding = {
      what,
      unit,
      ours: spreadOf(ours),
      ...(reference === undefined ? {} : { reference: { what: name, ...spreadOf(reference) } }),
      ...(ratio === undefined ? {} : { ratio }),
      ...(target === undefined ? {} : { target }),
      ...(reached === undefined ? {} : { reached }),
    };
    this.all.push(finding);
    process.stdout.write(`${textOf(finding)}\n`);
  }

  /** Tells something that is no measurement. */
  say(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  end(): void {
    const [{ model = 'unknown' } = {}] = cpus();
    const machine = { processors: cpus().length, model, gib: Math.round(totalmem() / 2 ** 30), node: process.version };
    const [load = 0] = loadavg();
    const about = { bench: this.bench, at: new Date().toISOString(), machine, load: Number(load.toFixed(1)) };
    process.stdout.write(`${JSON.stringify({ ...about, findings: this.all })}\n`);
  }
}

function textOf({ what, unit, ours, reference, ratio, target, reached }: Finding): string {
  const told = ({ median, least, most }: Spread): string =>
    least === most ? `${round(median)} ${unit}` : `${round(median)} ${unit} (${round(least)}–${round(most)})`;
  const bound = target && ('atMost' in target ? `at most ${target.atMost}` : `at least ${target.atLeast}`);
  return [
    `${what.padEnd(62)} ${told(ours)}`,
    ...(reference === undefined ? [] : [`${reference.what} ${told(reference)}: ×${round(ratio ?? Number.NaN)}`]),
    ...(bound === undefined ? [] : [`${reached ? 'reached' : 'MISSED'}, ${bound}`]),
  ].join('; ');
}

const round = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 3);
