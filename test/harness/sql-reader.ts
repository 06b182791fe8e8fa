import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import type { RunningSitrep } from './running-sitrep.js';

/** A connection of somebody who is in the role `sitrep_reader` and nothing else. */
export interface SqlReader {
  rows<Row>(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** Makes such a person, who is gone again after `close`. */
export async function sqlReader({ database }: RunningSitrep): Promise<SqlReader> {
  const [here] = await database.query<{ name: string }>('select current_database() as name');
  const login = `reader_${randomUUID().replaceAll('-', '')}`;
  const password = randomUUID();
  await database.query(`create role ${login} login password '${password}' in role sitrep_reader`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${here?.name ?? ''}`;
  url.username = login;
  url.password = password;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return {
    rows: async <Row>(statement: string, values: readonly unknown[] = []) =>
      (await client.query(statement, [...values])).rows as Row[],
    close: async () => {
      await client.end();
      await database.query(`drop role ${login}`);
    },
  };
}
