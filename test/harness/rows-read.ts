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
  readonly text: string;
  readonly values: readonly unknown[];
}

/** How many rows of each table the statements of an answer look at, those that they leave out among them. */
export async function rowsReadFor(
  { readers: { database } }: RunningSitrep,
  ask: () => Promise<unknown>,
): Promise<Readonly<Record<string, number>>> {
  const spies = [vi.spyOn(database, 'query'), vi.spyOn(database, 'prepared')];
  const asked: Asked[] = [];
  try {
    await ask();
    for (const { mock } of spies)
      for (const [text, values = []] of mock.calls) if (/^\s*(select|with)\b/.test(text)) asked.push({ text, values });
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  const read: Record<string, number> = {};
  for (const { text, values } of asked) {
    const [row] = await database.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
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
