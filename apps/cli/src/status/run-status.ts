import { readApi, responseOf } from '../api/api-fetch.js';
import { exit_trouble } from '../terminal/exit-codes.js';
import { formatTable } from '../terminal/format-table.js';
import { json_version } from '../terminal/json-version.js';
import type { Terminal } from '../terminal/terminal.js';

/** The answer of /readyz. */
export interface Readiness {
  readonly ready: boolean;
  readonly missing: readonly string[];
  readonly progress: {
    readonly position: string;
    readonly head: string;
    readonly lag: number;
    readonly lagSeconds: number;
    readonly parked: number;
    readonly oldestParkedSeconds: number;
  } | null;
}

/** An edition of /v1/editions. */
export interface ListedEdition {
  readonly name: string;
  readonly status: string;
  readonly position: string | null;
  readonly projectionVersion: number;
  readonly codeVersion: string;
  readonly counts: { readonly events: number; readonly reports: number; readonly parked: number } | null;
}

interface ListedJob {
  readonly kind: string;
  readonly status: string;
  readonly progress: {
    readonly phase: string;
    readonly done: number;
    readonly total: number;
    readonly etaSeconds: number | null;
  } | null;
}

/** The answer of /readyz, whether it is yes or no. @throws {CommandFailed} nobody answers. */
export async function readinessOf(url: string): Promise<Readiness> {
  return (await (await responseOf(url, '/readyz')).json()) as Readiness;
}

/** Prints how a running Sitrep is; the exit code is 4 while it is not ready. @throws {CommandFailed} nobody answers. */
export async function runStatus(
  { url, json }: { readonly url: string; readonly json?: true },
  terminal: Terminal,
): Promise<void> {
  const readiness = await readinessOf(url);
  const { ready, missing, progress } = readiness;
  if (!ready) terminal.exitCode = exit_trouble;
  const items = async <Item>(path: string): Promise<readonly Item[]> =>
    progress === null ? [] : ((await (await readApi(url, path)).json()) as { readonly items: readonly Item[] }).items;
  const editions = await items<ListedEdition>('/v1/editions');
  const jobs = (await items<ListedJob>('/v1/jobs')).filter(
    ({ status }) => status === 'accepted' || status === 'running',
  );
  if (json === true) {
    terminal.out.write(`${JSON.stringify({ version: json_version, ...readiness, editions, jobs }, undefined, 2)}\n`);
    return;
  }
  const live = editions.find(({ name }) => name === 'live');
  const facts: readonly (readonly [string, string])[] = [
    ['ready', ready ? 'yes' : `no: ${missing.join(', ')}`],
    ...(progress === null
      ? [['position', 'unknown: the log or the database does not answer in time'] as const]
      : progressFacts(progress)),
    ...(live === undefined
      ? []
      : [
          [
            'live edition',
            `projections ${live.projectionVersion}, made by ${live.codeVersion}, ${live.counts?.reports ?? 0} reports`,
          ] as const,
        ]),
    ...editions
      .filter((one) => one !== live)
      .map(({ name, status, position }) => ['edition', `${name}: ${status}, position ${position ?? '-'}`] as const),
    ...(jobs.length === 0 ? [['jobs', 'none'] as const] : jobs.map((job) => ['job', jobText(job)] as const)),
  ];
  terminal.out.write(
    formatTable(
      [
        { title: 'WHAT', of: ([what]) => what },
        { title: 'HOW', of: ([, how]) => how },
      ],
      facts,
    ),
  );
}

const progressFacts = ({
  position,
  head,
  lag,
  lagSeconds,
  parked,
  oldestParkedSeconds,
}: NonNullable<Readiness['progress']>) =>
  [
    ['position', `${position} of ${head}`],
    ['lag', `${lag} events, ${lagSeconds} s`],
    [
      'parked',
      parked === 0 ? '0' : `${parked}, the oldest for ${oldestParkedSeconds} s: see /v1/parked, then sitrep redrive`,
    ],
  ] as const;

function jobText({ kind, status, progress }: ListedJob): string {
  if (progress === null) return `${kind}: ${status}`;
  const { phase, done, total, etaSeconds } = progress;
  return `${kind}: ${status}, ${phase} ${done} of ${total}${etaSeconds === null ? '' : `, ${etaSeconds} s left`}`;
}
