import { randomUUID } from 'node:crypto';
import type { Database, Sql } from '#platform';
import { type FinalStatus, type Job, type JobKind, jobOf, type JobProgress, type JobRow } from './job.js';

/** Finished jobs are kept for this long. */
const kept_days = 30;

/** Which page of the jobs. */
export interface JobPage {
  readonly limit: number;
  /** The id of the job to go on behind. */
  readonly after?: string;
  readonly editionId?: string;
}

/** The queue of jobs in one database: requests submit them, runners do them. */
export class Jobs {
  constructor(private readonly database: Database) {}

  /** Adds a job within the transaction of the caller, so that it is stored together with its subject. */
  async submit(
    job: { readonly kind: JobKind; readonly editionId?: string; readonly payload?: object },
    sql: Sql = this.database,
  ): Promise<Job> {
    const [row] = await sql.query<JobRow>(
      `insert into sitrep.job (id, kind, edition_id, payload) values ($1, $2, $3, $4) returning *`,
      [randomUUID(), job.kind, job.editionId ?? null, JSON.stringify(job.payload ?? {})],
    );
    if (row === undefined) throw new Error('a job was inserted and did not come back');
    return jobOf(row);
  }

  async find(id: string): Promise<Job | undefined> {
    const [row] = await this.database.query<JobRow>(`select * from sitrep.job where id = $1`, [id]);
    return row === undefined ? undefined : jobOf(row);
  }

  /** The latest job of this kind about an edition. */
  async latest(kind: JobKind, editionId: string, sql: Sql = this.database): Promise<Job | undefined> {
    const [row] = await sql.query<JobRow>(
      `select * from sitrep.job where edition_id = $1 and kind = $2 order by created_at desc, id desc limit 1`,
      [editionId, kind],
    );
    return row === undefined ? undefined : jobOf(row);
  }

  /** The latest job of this kind about an edition that was successful. */
  async latestSuccessful(kind: JobKind, editionId: string): Promise<Job | undefined> {
    const [row] = await this.database.query<JobRow>(
      `select * from sitrep.job where edition_id = $1 and kind = $2 and status = 'successful'
       order by finished_at desc, id desc limit 1`,
      [editionId, kind],
    );
    return row === undefined ? undefined : jobOf(row);
  }

  /** A page of the jobs, the latest first. */
  async list({ limit, after, editionId }: JobPage): Promise<readonly Job[]> {
    const rows = await this.database.query<JobRow>(
      `select * from sitrep.job
       where ($2::uuid is null or (created_at, id) < (select created_at, id from sitrep.job where id = $2::uuid))
         and ($3::uuid is null or edition_id = $3::uuid)
       order by created_at desc, id desc limit $1`,
      [limit, after ?? null, editionId ?? null],
    );
    return rows.map(jobOf);
  }

  /**
   * Requests the dismissal of a job and returns the job; its runner notices within a second or so. A finished job does
   * not change.
   */
  async requestDismissal(id: string): Promise<Job | undefined> {
    await this.database.query(
      `update sitrep.job set dismiss_requested = true, updated_at = now()
       where id = $1 and status in ('accepted', 'running')`,
      [id],
    );
    return this.find(id);
  }

  /** The ids of the unfinished jobs of these kinds, the oldest first. */
  async open(kinds: readonly string[]): Promise<readonly string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from sitrep.job where status in ('accepted', 'running') and kind = any($1::text[])
       order by created_at, id`,
      [kinds],
    );
    return rows.map(({ id }) => id);
  }

  /** Begins an attempt; undefined when the job is finished. The caller holds the advisory lock of the job. */
  async begin(sql: Sql, id: string): Promise<Job | undefined> {
    const [row] = await sql.query<JobRow>(
      `update sitrep.job set status = 'running', attempts = attempts + 1, updated_at = now(),
         started_at = coalesce(started_at, now())
       where id = $1 and status in ('accepted', 'running') returning *`,
      [id],
    );
    return row === undefined ? undefined : jobOf(row);
  }

  /** Stores the progress of a job, and returns whether its dismissal is requested. */
  async report(sql: Sql, id: string, progress: JobProgress | undefined): Promise<boolean> {
    const [row] = await sql.query<{ dismiss_requested: boolean }>(
      `update sitrep.job set phase = coalesce($2, phase), done = coalesce($3::bigint, done),
         total = coalesce($4::bigint, total), rate_per_second = $5, updated_at = now()
       where id = $1 returning dismiss_requested`,
      [id, progress?.phase, progress?.done.toString(), progress?.total.toString(), progress?.ratePerSecond],
    );
    return row?.dismiss_requested ?? true;
  }

  /** Stores the end of a job. */
  async finish(
    sql: Sql,
    id: string,
    end: { readonly status: FinalStatus; readonly message?: string; readonly result?: object },
  ): Promise<void> {
    await sql.query(
      `update sitrep.job set status = $2, message = $3, result = $4, rate_per_second = null,
         finished_at = now(), updated_at = now()
       where id = $1 and status in ('accepted', 'running')`,
      [id, end.status, end.message ?? null, end.result === undefined ? null : JSON.stringify(end.result)],
    );
  }

  /** Deletes the jobs that finished long ago. */
  async forgetOld(): Promise<void> {
    await this.database.query(`delete from sitrep.job where finished_at < now() - make_interval(days => $1)`, [
      kept_days,
    ]);
  }
}
