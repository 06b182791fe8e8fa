import type { Sql } from '#platform';
import type { RunningSitrep } from './running-sitrep.js';

interface Plan {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

interface Asked {
  readonly sql: Sql;
  readonly text: string;
  readonly values: readonly unknown[];
}

type RowsRead = Readonly<Record<string, number>>;

/** How many rows of each table the statements of an answer look at, those that they leave out among them. */
export async function rowsReadFor(
  { readers: { database } }: RunningSitrep,
  ask: () => Promise<unknown>,
): Promise<RowsRead> {
  const spies = [vi.spyOn(database, 'query'), vi.spyOn(database, 'prepared')];
  const asked: Asked[] = [];
  try {
    await ask();
    for (const { mock } of spies)
      for (const [text, values = []] of mock.calls) asked.push({ sql: database, text, values });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return rowsOf(asked);
}

/** The same of an answer to somebody from whom something is withheld. What functions of the database look at is not in it. */
export async function rowsReadGuarded({ guarded }: RunningSitrep, ask: () => Promise<unknown>): Promise<RowsRead> {
  const asked: Asked[] = [];
  const connect = guarded.with.bind(guarded);
  const spy = vi.spyOn(guarded, 'with').mockImplementation((settings) => {
    const sql = connect(settings);
    const query = <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> => {
      asked.push({ sql, text, values });
      return sql.query<Row>(text, values);
    };
    return { ...sql, query };
  });
  await ask().finally(() => spy.mockRestore());
  return rowsOf(asked);
}

async function rowsOf(asked: readonly Asked[]): Promise<RowsRead> {
  const read: Record<string, number> = {};
  for (const { sql, text, values } of asked.filter((one) => /^\s*(select|with)\b/.test(one.text))) {
    const [row] = await sql.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
      `explain (analyze, timing off, format json) ${text}`,
      values,
    );
    for (const { Plan: plan } of row?.['QUERY PLAN'] ?? []) addRows(read, plan);
  }
  return read;
}

function addRows(read: Record<string, number>, plan: Plan): void {
  const { 'Relation Name': table, 'Actual Loops': loops } = plan;
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0);
  if (table !== undefined) read[table] = (read[table] ?? 0) + (plan['Actual Rows'] + removed) * loops;
  for (const part of plan.Plans ?? []) addRows(read, part);
}
