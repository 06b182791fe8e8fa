import type { RunningSitrep } from './running-sitrep.js';

/** How many statements the readers are asked while a question is being answered. */
export async function statementsFor({ readers }: RunningSitrep, ask: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(readers.database, 'query');
  try {
    await ask();
    return query.mock.calls.length;
  } finally {
    query.mockRestore();
  }
}
