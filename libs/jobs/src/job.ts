/** What a job does. */
export const jobKinds = ['build', 'verification', 'switch'] as const;
export type JobKind = (typeof jobKinds)[number];

/** The words of OGC API – Processes. After the first two something is still to come; the others are final. */
export const jobStatuses = ['accepted', 'running', 'successful', 'failed', 'dismissed'] as const;
export type JobStatus = (typeof jobStatuses)[number];

/** A status after which nothing more comes. */
export type FinalStatus = Exclude<JobStatus, 'accepted' | 'running'>;

/** The progress of work within one phase. */
export interface WorkProgress {
  readonly phase: string;
  readonly done: bigint;
  /** The same throughout a phase. */
  readonly total: bigint;
}

/** The progress of a job, as last stored. */
export interface JobProgress extends WorkProgress {
  /** Over the last seconds; null until there is something to go by. */
  readonly ratePerSecond: number | null;
}

/** Work that outlives the request that asked for it, and the process that does it. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  /** The edition it is about. */
  readonly editionId: string | null;
  readonly payload: unknown;
  readonly status: JobStatus;
  /** True once somebody has asked for its end. */
  readonly dismissRequested: boolean;
  /** How often a process has taken it up. */
  readonly attempts: number;
  readonly progress: JobProgress | null;
  /** Why it failed or was dismissed. */
  readonly message: string | null;
  /** What came of it. */
  readonly result: unknown;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
}

/** True when nothing more comes. */
export const isFinal = (status: JobStatus): status is FinalStatus => status !== 'accepted' && status !== 'running';

/** A row of `sitrep.job`. */
export interface JobRow {
  readonly id: string;
  readonly kind: JobKind;
  readonly edition_id: string | null;
  readonly payload: unknown;
  readonly status: JobStatus;
  readonly dismiss_requested: boolean;
  readonly attempts: number;
  readonly phase: string | null;
  readonly done: string | null;
  readonly total: string | null;
  readonly rate_per_second: number | null;
  readonly message: string | null;
  readonly result: unknown;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly updated_at: Date;
  readonly finished_at: Date | null;
}

export const jobOf = (row: JobRow): Job => ({
  id: row.id,
  kind: row.kind,
  editionId: row.edition_id,
  payload: row.payload,
  status: row.status,
  dismissRequested: row.dismiss_requested,
  attempts: row.attempts,
  progress: progressOf(row),
  message: row.message,
  result: row.result,
  createdAt: row.created_at,
  startedAt: row.started_at,
  updatedAt: row.updated_at,
  finishedAt: row.finished_at,
});

function progressOf({ phase, done, total, rate_per_second: ratePerSecond }: JobRow): JobProgress | null {
  if (phase === null || done === null || total === null) return null;
  return { phase, done: BigInt(done), total: BigInt(total), ratePerSecond };
}
