import type { EditionStorage } from '../registry/order-edition.js';
import { eventCount, type EventLog, Fenced, type Position } from '#event-log';
import type { Database } from '#platform';
import {
  analyzeReadModels,
  buildSteps,
  type BuildStep,
  createIndex,
  dropLaterIndexes,
  emptyReadModels,
  type EditionTables,
  indexCount,
  type IndexStage,
} from '#read-models';
import {
  beginBuildProgress,
  buildOrder,
  type BuildProgress,
  moveBuildProgress,
  readBuildProgress,
} from './build-progress.js';
import { claimPartitions, readCheckpoint } from '../follow/checkpoint.js';
import type { FillOptions, FillWatch } from './fill-watch.js';
import { loadLog } from './load-log.js';
import { WritePipeline } from './write-pipeline.js';
import type { WritableEdition } from '../registry/edition-record.js';

/** A step as the running of it sees it. */
interface Running {
  readonly tables: EditionTables;
  readonly database: Database;
  readonly edition: WritableEdition;
  readonly watch: FillOptions;
}

/** Big enough that a chunk's own cost does not count, small enough to be held twice. */
const chunk_size = 4_000;

/** What a watcher is told of each step; those that are not named here resolve keys. */
const phases: Readonly<Record<string, string>> = {
  facts: 'facts',
  'indexes of facts': 'versions',
  reports: 'versions',
  indexes: 'indexes',
};

const stages: Readonly<Record<string, IndexStage>> = {
  'indexes of facts': 'reports',
  'indexes of claims': 'keys',
  indexes: 'indexes',
};

/**
 * Begins a full build of an edition that nothing has been applied to; does nothing to any other. What follows the
 * edition already is fenced.
 */
export async function beginFullBuild(database: Database, { schema }: WritableEdition): Promise<void> {
  await database.transaction(async (sql) => {
    const tables = { sql, schema };
    const position = await readCheckpoint(tables);
    if (eventCount(position) > 0n) return;
    const untouched = position.map((_next, partition) => partition);
    const claims = [...(await claimPartitions(tables, untouched)).values()];
    if (claims.some(({ nextOffset }) => nextOffset > 0n) || !(await beginBuildProgress(tables))) return;
    await dropLaterIndexes(sql, schema);
  });
}

/**
 * Gives up the full build of an edition: it has no rows then, and nothing has been applied to it.
 *
 * @throws {Fenced} somebody else goes on with it.
 */
export async function abandonFullBuild(database: Database, { schema }: WritableEdition): Promise<void> {
  await database.transaction(async (sql) => {
    const tables = { sql, schema };
    const standing = await readBuildProgress(tables);
    if (standing === undefined) throw new Fenced(`Somebody else has ended the full build of "${schema}".`);
    await moveBuildProgress(tables, standing, undefined);
    await emptyReadModels(sql, schema);
    await sql.query(`truncate "${schema}".parked_event`);
    await sql.query(
      `update "${schema}".checkpoint set next_offset = 0, claimed_offset = null, claims = 0, tried_offset = null, tries = 0`,
    );
  });
}

/**
 * Goes on with the full build of an edition, if one has begun, to its end: facts up to `end`, then the rows of each key
 * once, then the indexes. Each chunk commits together with where the build stands.
 *
 * @throws {Fenced} somebody else goes on with it.
 */
export async function finishFullBuild(
  { database, eventLog }: Pick<EditionStorage, 'database' | 'eventLog'>,
  edition: WritableEdition,
  end: Position,
  watch: FillOptions,
): Promise<void> {
  if ((await readBuildProgress({ sql: database, schema: edition.schema })) === undefined) return;
  await database.withLongTimeouts(async (patient) => {
    const tables = { sql: patient, schema: edition.schema };
    const running = { tables, database: patient, edition, watch };
    for (;;) {
      const standing = await readBuildProgress(tables);
      if (standing === undefined) return;
      await runStep(running, standing, eventLog, end);
    }
  });
}

async function runStep(running: Running, standing: BuildProgress, eventLog: EventLog, end: Position): Promise<void> {
  const { step } = standing;
  const stage = stages[step];
  if (step === 'facts') {
    await loadLog({ database: running.database, eventLog }, running.edition, end, running.watch);
    await moveOn(running, standing, eventCount(end));
  } else if (stage !== undefined) await makeIndexes(running, standing, stage);
  else await buildKeys(running, standing, stepNamed(step));
}

/** Resolves the next chunk of keys while the one before is written. */
async function buildKeys(running: Running, standing: BuildProgress, step: BuildStep): Promise<void> {
  const { tables, database, edition, watch } = running;
  const size = watch.chunkSize ?? chunk_size;
  const writing = new WritePipeline();
  let reached = standing;
  try {
    for (;;) {
      watch.signal?.throwIfAborted();
      const chunk = await step.next(tables, { after: reached.cursor, slice: edition.slice, size });
      if (chunk === undefined) break;
      const before = reached;
      const after = { ...before, cursor: chunk.until, done: before.done + BigInt(chunk.size) };
      await writing.write(async () => {
        await database.transaction(async (sql) => {
          const written = { sql, schema: edition.schema };
          await moveBuildProgress(written, before, after);
          await chunk.write(written);
        });
        tell(watch, after);
      });
      reached = after;
    }
    await writing.written();
  } finally {
    await writing.settled();
  }
  await moveOn(running, reached);
}

async function makeIndexes(running: Running, standing: BuildProgress, stage: IndexStage): Promise<void> {
  const { database, edition, watch } = running;
  let reached = { ...standing, total: BigInt(indexCount(stage)) };
  while (reached.done < reached.total) {
    watch.signal?.throwIfAborted();
    const before = reached;
    const made = before.done + 1n;
    const after = { ...before, cursor: made.toString(), done: made };
    await database.transaction(async (sql) => {
      await moveBuildProgress({ sql, schema: edition.schema }, before, after);
      await createIndex(sql, edition.schema, stage, Number(before.done));
    });
    reached = after;
    if (stage === 'indexes') tell(watch, reached);
  }
  await moveOn(running, reached);
}

/** Moves on to the next step, whose reading is planned by what the tables hold by now. */
async function moveOn(
  { tables, database, edition, watch }: Running,
  from: BuildProgress,
  done = from.done,
): Promise<void> {
  const step = buildOrder[buildOrder.indexOf(from.step) + 1];
  const total = step === undefined ? 0n : ((await buildSteps[step]?.count(tables)) ?? 0n);
  await database.transaction(async (sql) => {
    const written = { sql, schema: edition.schema };
    await moveBuildProgress(
      written,
      from,
      step === undefined ? undefined : { step, cursor: undefined, done: 0n, total },
    );
    if (stages[from.step] !== undefined) await analyzeReadModels(written);
  });
  if (!from.step.startsWith('indexes of'))
    tell(watch, { ...from, done, total: from.step === 'facts' ? done : from.total });
}

/** @throws {Error} a build of another release has begun it. */
function stepNamed(name: string): BuildStep {
  const step = buildSteps[name];
  if (step === undefined) throw new Error(`A full build has no step "${name}"; order the edition anew.`);
  return step;
}

const tell = ({ onProgress }: FillWatch, { step, done, total }: BuildProgress): void =>
  onProgress?.({ phase: phases[step] ?? 'keys', done, total });
