import type { Database, Sql } from '#platform';
import { timestamp } from '#read-models';
import type { ValidAt } from '#read-models/queries';
import { readAlike } from '../digest/edition-digest.js';
import { KeyedCursor, leastKey } from '../keyed-cursor.js';
import { differencesOfKey } from './differences-of-key.js';
import { type DiffItem, type DiffModel, diffModels } from './diff-item.js';
import { type AnswerRow, answerStatement } from './answers.query.js';

/** One side of a comparison: an edition, and at which moment of known time, and of the world, it is asked. */
export interface DiffSide {
  /** Of the edition. */
  readonly schema: string;
  readonly knownAtMs: number;
  /** Absent: all of valid time. */
  readonly validAt?: ValidAt;
}

/** Which differences are wanted. */
export interface DiffQuestion {
  readonly a: DiffSide;
  readonly b: DiffSide;
  /** All of them when not said. */
  readonly models?: readonly DiffModel[];
}

/** Where a page ended: behind so many differences of one key. */
export interface DiffCursor {
  readonly model: DiffModel;
  readonly key: string;
  readonly count: number;
}

/** Some differences, and where to go on. */
export interface DiffPage {
  readonly items: readonly DiffItem[];
  /** Absent at the end. */
  readonly next?: DiffCursor;
}

interface LocatedItem {
  readonly item: DiffItem;
  /** Behind this item. */
  readonly cursor: DiffCursor;
}

/**
 * What two editions say differently, or one at two dates: answers, not rows. Read from one snapshot of both, in order
 * of the read models and of what is spoken of.
 */
export async function diffPage(
  database: Pick<Database, 'transaction'>,
  question: DiffQuestion,
  page: { readonly limit: number; readonly after?: DiffCursor },
): Promise<DiffPage> {
  return withinSnapshot(database, async (sql) => {
    const found: LocatedItem[] = [];
    for await (const one of differences(sql, question, page.after)) {
      found.push(one);
      if (found.length > page.limit) break;
    }
    const items = found.slice(0, page.limit);
    const last = items.at(-1);
    const next = found.length > page.limit && last !== undefined ? { next: last.cursor } : {};
    return { items: items.map(({ item }) => item), ...next };
  });
}

/** How many differences a read model has, and the first of them. */
export interface ModelDifferences {
  readonly readModel: DiffModel;
  readonly count: number;
  readonly items: readonly DiffItem[];
}

/** All differences counted, and at most `shown` of each read model told. */
export async function diffEditions(
  database: Pick<Database, 'transaction'>,
  question: DiffQuestion,
  { shown, signal }: { readonly shown: number; readonly signal?: AbortSignal },
): Promise<readonly ModelDifferences[]> {
  return withinSnapshot(database, async (sql) => {
    const models = question.models ?? diffModels;
    const counted = new Map(models.map((model) => [model, { count: 0, items: [] as DiffItem[] }]));
    for await (const { item } of differences(sql, question)) {
      signal?.throwIfAborted();
      const of = counted.get(item.readModel);
      if (of === undefined) continue;
      of.count += 1;
      if (of.items.length < shown) of.items.push(item);
    }
    return [...counted].map(([readModel, of]) => ({ readModel, ...of }));
  });
}

const withinSnapshot = <Result>(
  database: Pick<Database, 'transaction'>,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> =>
  database.transaction(async (sql) => {
    await sql.query('set transaction isolation level repeatable read read only');
    await readAlike(sql);
    return work(sql);
  });

async function* differences(sql: Sql, question: DiffQuestion, after?: DiffCursor): AsyncGenerator<LocatedItem> {
  const { a, b, models = diffModels } = question;
  const begun = after === undefined ? -1 : diffModels.indexOf(after.model);
  for (const model of diffModels.filter((one, index) => models.includes(one) && index >= begun)) {
    const from = model === after?.model ? after : undefined;
    const cursors = [await openAnswers(sql, model, a, from), await openAnswers(sql, model, b, from)] as const;
    for (;;) {
      const key = leastKey([await cursors[0].next(), await cursors[1].next()]);
      if (key === undefined) break;
      const said = { a: await cursors[0].take(key), b: await cursors[1].take(key) };
      const items = differencesOfKey(model, said, { a: a.validAt, b: b.validAt });
      for (const [index, item] of items.entries())
        if (key !== from?.key || index >= from.count) yield { item, cursor: { model, key, count: index + 1 } };
    }
    for (const cursor of cursors) await cursor.close();
  }
}

const openAnswers = (
  sql: Sql,
  model: DiffModel,
  { schema, knownAtMs }: DiffSide,
  from: DiffCursor | undefined,
): Promise<KeyedCursor<AnswerRow>> =>
  KeyedCursor.open(
    sql,
    { text: answerStatement(model, schema), values: [timestamp(knownAtMs), from?.key ?? ''] },
    (row: AnswerRow) => row,
  );
