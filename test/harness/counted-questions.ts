import type { RunningSitrep } from './running-sitrep.js';

/** How many statements the readers are asked while a question is being answered. */
export async function statementsFor({ readers }: RunningSitrep, ask: () => Promise<unknown>): Promise<number> {
  const spies = [vi.spyOn(readers.database, 'query'), vi.spyOn(readers.database, 'prepared')];
  try {
    await ask();
    return spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
