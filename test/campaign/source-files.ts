import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActorRow, ArticleRow, Development, PlaceRow, SourceRows } from './source-rows.js';

/** Reads the tables of a source folder. The wanted answers come along as text: they are copied, not converted. */
export async function readSource(folder: string): Promise<{ rows: SourceRows; expectedControl: string }> {
  const text = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const table = async <Row>(name: string): Promise<Row[]> => parse(await text(name), { columns: true, bom: true });
  const lines = (await text('developments.jsonl')).split('\n').filter((line) => line.trim() !== '');
  return {
    rows: {
      developments: lines.map((line) => JSON.parse(line) as Development),
      articles: await table<ArticleRow>('articles.csv'),
      actors: await table<ActorRow>('actors.csv'),
      places: await table<PlaceRow>('places.csv'),
    },
    expectedControl: await text('expected-control.csv'),
  };
}
