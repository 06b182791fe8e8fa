import type pg from 'pg';
import { live_edition } from '#editions';
import { default_sensitivity, KeyStore, type Sql } from '#platform';
import { coarseColumns } from '../../migrations/core/1795000000023-rows-shown.js';
import { Logins } from '../harness/database-logins.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { counted, elsewhere, linked, open, registered, secrets, withheld } from './withheld-report.js';

/** The code of the error, or how many rows there were. */
const outcome = (client: pg.Client, text: string): Promise<string | number> =>
  client.query(text).then(
    ({ rowCount }) => rowCount ?? 0,
    (error: { readonly code: string }) => error.code,
  );
const denied = '42501';

describe('the roles of the database', () => {
  let sitrep: RunningSitrep;
  let logins: Logins;
  let schema = '';
  let id = '';
  beforeAll(async () => {
    const sensitivity = { ...default_sensitivity, places: { house: 'restricted' } };
    sitrep = await startSitrep('postgres', undefined, { anonymous: 'write' }, { sensitivity });
    logins = new Logins(sitrep.environment['DATABASE_URL'] ?? '');
    for (const [path, bodies] of registered)
      for (const body of bodies) expect((await sitrep.http.post(path).send(body)).status).toBe(201);
    const ids: string[] = [];
    for (const body of [open, withheld, counted]) {
      const sent = await sitrep.http.post('/v1/reports').send(body);
      ids.push((sent.body as { id: string }).id);
    }
    await sitrep.http.post('/v1/reports?draft=true').send(elsewhere);
    await sitrep.settled();
    await sitrep.http.post('/v1/incidents/links').send(linked(ids.slice(0, 2)));
    await sitrep.settled();
    id = ids[1] ?? '';
    schema = (await sitrep.editions.find(live_edition))?.schema ?? '';
  });
  afterAll(async () => {
    await logins?.close();
    await sitrep?.stop();
  });

  it('are each used by the part that they are for', async () => {
    const who = 'select current_user as name';
    const [cleared] = await sitrep.readers.database.query<{ name: string }>(who);
    const [prepared] = await sitrep.readers.database.prepared<{ name: string }>(who, []);
    const [guarded] = await sitrep.guarded.with({}).query<{ name: string }>(who);
    const [projector] = await sitrep.projecting.query<{ name: string }>(who);
    expect([cleared, prepared, guarded, projector].map((one) => one?.name)).toEqual([
      'sitrep_cleared',
      'sitrep_cleared',
      'sitrep_questions',
      'sitrep_projector',
    ]);
    // The log, too: without the right of its role nothing is accepted.
    await sitrep.database.query('revoke insert on sitrep.log_event from sitrep_appender');
    expect((await sitrep.http.post('/v1/actors').send({ id: 'late', name: 'Late', kind: 'state' })).status).toBe(503);
    await sitrep.database.query('select sitrep.grant_roles()');
    expect((await sitrep.http.post('/v1/actors').send({ id: 'late', name: 'Late', kind: 'state' })).status).toBe(201);
  });

  it('cost nothing to who is cleared for everything: every statement has the plan that the owner has', async () => {
    const asked = new Map<string, readonly unknown[]>();
    const { database } = sitrep.readers;
    const noted = ['query', 'prepared'] as const;
    const spies = noted.map((name) => {
      const run = database[name].bind(database);
      return vi.spyOn(database, name).mockImplementation((text: string, values: readonly unknown[] = []) => {
        asked.set(text, values);
        return run(text, values);
      });
    });
    const questions = [
      'control?place=hill',
      'control',
      'tallies?measure=killed',
      'reports',
      'reports?q=hill&facets=type',
    ];
    const order = { name: 'Ada', roles: ['admin'] as const, outlets: [], places: [] };
    const { text: key } = await new KeyStore(sitrep.database).create(order);
    for (const question of questions) {
      const { status } = await sitrep.http.get(`/v1/${question}`).set('authorization', `Bearer ${key}`);
      expect(status, question).toBe(200);
    }
    for (const spy of spies) spy.mockRestore();
    const plan = async (sql: Sql, text: string): Promise<string> =>
      (await sql.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${text}`, asked.get(text)))
        // In which order the conditions of one filter are looked at may differ.
        .map((line) => line['QUERY PLAN'].replace(/Filter: .*/, 'Filter'))
        .join('\n');
    expect(asked.size).toBeGreaterThan(10);
    for (const text of asked.keys()) expect(await plan(database, text), text).toBe(await plan(sitrep.database, text));
  });

  it('let a direct connection find no row of what is withheld, where nothing is set', async () => {
    const { client } = await logins.connect('sitrep_questions');
    const { client: cleared } = await logins.connect('sitrep_cleared');
    for (const table of [...Object.keys(coarseColumns), 'incident_link', 'place']) {
      const all = `select to_jsonb(r)::text as text from "${schema}".${table} r`;
      const [seen, there, shown] = [
        (await client.query<{ text: string }>(all)).rows,
        (await cleared.query<{ text: string }>(all)).rows,
        (await client.query<{ text: string }>(all.replace(`.${table}`, `.${table}_shown`))).rows,
      ];
      const leaked = (rows: readonly { text: string }[]): readonly string[] =>
        secrets.filter((secret) => rows.some(({ text }) => text.includes(secret)));
      expect(leaked(seen), table).toEqual([]);
      if (table in coarseColumns) {
        const { rows } = await client.query<{ text: string }>(all.replace(`.${table}`, `.${table}_joined`));
        expect(rows.map(({ text }) => text).sort(), table).toEqual(shown.map(({ text }) => text).sort());
      }
      // Whose running total a figure is decides which one stands: it is left out where answers are made.
      expect(leaked(shown), table).toEqual(table === 'tally_figure' ? ['Veilman'] : []);
      expect(
        seen.some(({ text }) => text.includes(id)),
        table,
      ).toBe(false);
      // Each table has something to hide, and the view has as many rows as there are.
      expect(shown.length, table).toBe(there.length);
      if (table !== 'condition_claim') expect(seen.length, table).toBeLessThan(there.length);
    }
  });

  it('show a session what its clearance says, and never more for a word that is no level', async () => {
    const { client } = await logins.connect('sitrep_questions');
    const count = async (clearance: string) => {
      await client.query(`select set_config('sitrep.clearance', $1, false)`, [clearance]);
      const { rows } = await client.query(`select from "${schema}".report_event where report_id = $1`, [id]);
      return rows.length;
    };
    const seen = [];
    for (const clearance of ['open', 'restricted', 'internal', 'secret', 'SECRET', '', '{secret}', 'open'])
      seen.push(await count(clearance));
    expect(seen).toEqual([0, 1, 0, 1, 0, 0, 0, 0]);
  });

  it('write nothing but what they are for', async () => {
    const columns = await sitrep.database.query<{ name: string; column: string }>(
      `select distinct on (c.oid) format('%I.%I', c.relnamespace::regnamespace, c.relname) as name, quote_ident(a.attname) as column
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and a.attidentity = ''
       where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('sitrep', $1) order by c.oid, a.attnum`,
      [schema],
    );
    expect(columns.length).toBeGreaterThan(40);
    const everything = (name: string) => ['insert', 'update', 'delete'].map((what) => `${what} ${name}`);
    const rowsOfEdition = columns.flatMap(({ name }) => (name.startsWith('sitrep.') ? [] : everything(name)));
    const allowed: Record<string, readonly string[]> = {
      sitrep_appender: ['insert sitrep.log_event', 'update sitrep.log_head'],
      sitrep_projector: rowsOfEdition,
      sitrep_questions: [],
      sitrep_cleared: [],
    };
    for (const [role, may] of Object.entries(allowed)) {
      const { client } = await logins.connect(role);
      const did: string[] = [];
      for (const { name, column } of columns) {
        const tried = {
          insert: `insert into ${name} (${column}) values (default)`,
          update: `update ${name} set ${column} = default`,
          delete: `delete from ${name}`,
          truncate: `truncate ${name}`,
        };
        for (const [what, text] of Object.entries(tried)) {
          await client.query('begin');
          if ((await outcome(client, text)) !== denied) did.push(`${what} ${name}`);
          await client.query('rollback');
        }
      }
      expect([...did].sort(), role).toEqual([...may].sort());
      const making = ['create table sitrep.mine ()', 'create schema mine', `drop schema "${schema}" cascade`];
      for (const text of [...making, `alter table "${schema}".place disable row level security`])
        expect(await outcome(client, text), `${role}: ${text}`).toBe(denied);
    }
  });

  it('read neither keys nor secrets, nor the log, nor bytes that could not be decoded', async () => {
    const { client } = await logins.connect('sitrep_questions');
    for (const table of ['api_key', 'audit', 'own_secret', 'log_event', 'watch', 'page_session', 'keyed_request'])
      expect(await outcome(client, `select * from sitrep.${table}`), table).toBe(denied);
    expect(await outcome(client, `select body from "${schema}".parked_event`)).toBe(denied);
    expect(await outcome(client, `select reason from "${schema}".parked_event`)).toBe(0);
    expect(await outcome(client, `select key from "${schema}".frontier`)).toBe(denied);
    expect(await outcome(client, `select sent_digest from sitrep.intake`)).toBe(denied);
  });
});
