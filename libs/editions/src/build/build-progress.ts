import { Fenced } from '#event-log';
import { buildSteps, type EditionTables } from '#read-models';

/** The steps of a full build in their order; those that make indexes are called after what these serve. */
export const buildOrder: readonly string[] = [
  'facts',
  'indexes of facts',
  'reports',
  'indexes of claims',
  ...Object.keys(buildSteps).filter((step) => step !== 'reports'),
  'indexes',
];

/** Where a full build stands. */
export interface BuildProgress {
  readonly step: string;
  /** The last key that is done, or how many indexes are made. */
  readonly cursor: string | undefined;
  readonly done: bigint;
  readonly total: bigint;
}

/** Where the full build of an edition stands; undefined when none has begun or it is complete. */
export async function readBuildProgress({ sql, schema }: EditionTables): Promise<BuildProgress | undefined> {
  const [row] = await sql.query<{ step: string; cursor: string | null; done: string; total: string }>(
    `select step, cursor, done, total from "${schema}".build_progress`,
  );
  if (row === undefined) return undefined;
  return { step: row.step, cursor: row.cursor ?? undefined, done: BigInt(row.done), total: BigInt(row.total) };
}

/** Notes that a full build begins; false when one has begun already. */
export async function beginBuildProgress({ sql, schema }: EditionTables): Promise<boolean> {
  const begun = await sql.query(
    `insert into "${schema}".build_progress (step) values ('facts') on conflict do nothing returning step`,
  );
  return begun.length === 1;
}

/**
 * Moves a full build on by compare-and-set, in the transaction that writes what was built; behind the last step it is
 * complete, and `to` is undefined.
 *
 * @throws {Fenced} somebody else has moved it.
 */
export async function moveBuildProgress(
  { sql, schema }: EditionTables,
  from: Pick<BuildProgress, 'step' | 'cursor'>,
  to: BuildProgress | undefined,
): Promise<void> {
  const where = `where step = $1 and cursor is not distinct from $2::text returning step`;
  const stood = [from.step, from.cursor ?? null];
  const moved =
    to === undefined
      ? await sql.query(`delete from "${schema}".build_progress ${where}`, stood)
      : await sql.query(
          `update "${schema}".build_progress set step = $3, cursor = $4, done = $5::bigint, total = $6::bigint ${where}`,
          [...stood, to.step, to.cursor ?? null, to.done.toString(), to.total.toString()],
        );
  if (moved.length !== 1) throw new Fenced(`The full build of "${schema}" is in other hands.`);
}
