import type { Sql } from '#platform';
import { models, readModelTables } from '../models/models.js';
import type { IndexStage, MadeIndex } from '../table/table.js';
import { frontiers } from './frontier.table.js';
import type { ReadModel } from './read-model.js';

const inSchema = (statement: string, schema: string): string => statement.replaceAll('{schema}', `"${schema}"`);

/** Every key and index, those of the facts first, in the order in which they are made. */
const indexesOf = (among: readonly ReadModel[]): readonly MadeIndex[] => {
  const order: readonly IndexStage[] = ['facts', 'reports', 'keys', 'indexes'];
  const all = readModelTables(among).flatMap(({ indexes }) => indexes);
  return order.flatMap((stage) => all.filter((index) => index.stage === stage));
};

/** Makes the tables of the read models in the schema of an edition, with their keys and indexes. */
export async function createReadModels(sql: Sql, schema: string, among = models): Promise<void> {
  for (const { declaration } of readModelTables(among)) await sql.query(inSchema(declaration, schema));
  for (const { create } of indexesOf(among)) await sql.query(inSchema(create, schema));
  for (const statement of [frontiers.declaration, ...frontiers.indexes.map(({ create }) => create)])
    await sql.query(inSchema(statement, schema));
}

/** Takes away what a full build makes later, as far as it is there; quick while the tables are empty. */
export async function dropLaterIndexes(sql: Sql, schema: string): Promise<void> {
  // A key that others refer to goes after those.
  for (const { stage, drop } of [...indexesOf(models)].reverse())
    if (stage !== 'facts') await sql.query(inSchema(drop, schema));
}

/** Empties the tables, and makes the indexes that a full build has not made yet. */
export async function emptyReadModels(sql: Sql, schema: string): Promise<void> {
  await sql.query(`truncate ${[...readModelTables(), frontiers].map((table) => table.in(schema)).join()}`);
  await dropLaterIndexes(sql, schema);
  for (const { stage, create } of indexesOf(models)) if (stage !== 'facts') await sql.query(inSchema(create, schema));
}

/** How many indexes a full build makes at this stage. */
export const indexCount = (stage: IndexStage): number => indexesOf(models).filter((one) => one.stage === stage).length;

/** Makes one index of this stage, by its number from 0 on. */
export async function createIndex(sql: Sql, schema: string, stage: IndexStage, number: number): Promise<void> {
  const index = indexesOf(models).filter((one) => one.stage === stage)[number];
  if (index !== undefined) await sql.query(inSchema(index.create, schema));
}
