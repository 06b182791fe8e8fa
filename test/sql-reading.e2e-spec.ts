import { live_edition, rebuildLive } from '#editions';
import { toInstant } from '#situation';
import { textOf } from './harness/docker-files.js';
import { draftOf } from './harness/found-reports.js';
import { type ListAnswer, readAnswer } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';
import { type SqlReader, sqlReader } from './harness/sql-reader.js';

type Row = Readonly<Record<string, unknown>>;
interface Reported {
  readonly reports: readonly { readonly id: string }[];
}
interface Held extends Row, Reported {
  readonly place: { readonly id: string; readonly name: string };
  readonly transition: { readonly from: unknown; readonly to: unknown } | null;
}
type Axis = (Row & Reported) | null;

const known = '2017-03-12T10:00:00.000Z';
/** Instants and days: what a day is at each place, both say. */
const moments = ['2017-03-07', '2017-03-09', '2017-03-08T10:00:00.000Z'];
const isDay = (moment: string): boolean => moment.length === 10;

describe.each(logKinds())('the live edition read by SQL, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let reader: SqlReader;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
    reader = await sqlReader(sitrep);
  });
  afterAll(async () => {
    await reader.close();
    await sitrep.stop();
  });

  const list = async <Item>(path: string, query: Readonly<Record<string, string>>) =>
    (await readAnswer<ListAnswer<Item>>(sitrep, path, { limit: '1000', ...query })).items;
  const at = (name: string, moment: string) =>
    reader.rows<Row>(`select * from sitrep.${name}_${isDay(moment) ? 'on' : 'at'}($1, $2)`, [moment, known]);
  const day = (value: unknown): unknown => (value instanceof Date ? localText(value) : value);

  /** Everything that SQL says, to be compared with itself after a switch. */
  const everything = async () => {
    const said = [];
    for (const moment of moments) said.push(await at('control', moment), await at('conditions', moment));
    for (const name of ['tallies', 'reports', 'places', 'actors', 'control_history($1)'])
      said.push(
        await reader.rows(`select * from sitrep.${name} t order by t::text`, name.includes('$') ? [known] : []),
      );
    return said;
  };

  it.each(moments)('says who holds what at %s, as /v1/control does', async (moment) => {
    const items = await list<Held>('/v1/control', { validAt: moment, knownAt: known });
    const rows = await at('control', moment);
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.map((row) => ({ ...row, last_evidence: day(row['last_evidence']) }))).toMatchObject(
      items.map(({ place, transition, lastEvidence, reports, ...item }) => ({
        place: place.id,
        place_name: place.name,
        status: item['status'],
        holders: item['holders'],
        conditions: item['conditions'],
        extent: item['extent'],
        transition_from: transition?.from ?? null,
        transition_to: transition?.to ?? null,
        stale: item['stale'],
        confidence: item['confidence'],
        last_evidence: lastEvidence,
        reports: reports.map(({ id }) => id),
      })),
    );
  });

  it.each(moments)('says what state things are in at %s, as /v1/conditions does', async (moment) => {
    const items = await list<Held & { integrity: Axis; passage: Axis }>('/v1/conditions', {
      validAt: moment,
      knownAt: known,
    });
    const expected = items.flatMap(({ place, integrity, passage }) =>
      Object.entries({ integrity, passage }).flatMap(([axis, said]) =>
        said === null || said['state'] === 'unknown' ? [] : [{ place, axis, said }],
      ),
    );
    expect(expected.length).toBeGreaterThan(5);
    const rows = await at('conditions', moment);
    expect(rows.map((row) => ({ ...row, last_evidence: day(row['last_evidence']) }))).toMatchObject(
      expected.map(
        ({
          place,
          axis,
          said: { state, states, inferred, closedTo, closedBy, confidence, lastEvidence, reports },
        }) => ({
          place: place.id,
          axis,
          state,
          states,
          inferred,
          confidence,
          closed_to: closedTo,
          closed_by: closedBy,
          last_evidence: lastEvidence,
          reports: reports.map(({ id }) => id),
        }),
      ),
    );
    expect(rows).toHaveLength(expected.length);
  });

  it('says which reports there are, as /v1/reports does', async () => {
    const items = await list<Row & { source: Row; grade: Row; places: string[] }>('/v1/reports', { knownAt: known });
    const rows = await reader.rows<Row>(`select * from sitrep.reports_at($1) order by known_from, id`, [known]);
    expect(rows.map((row) => ({ ...row, known_from: toInstant(Number(row['known_from'])) }))).toMatchObject(
      items.map(({ id, externalId, version, type, summary, places, source, grade, knownFrom }) => ({
        id,
        external_id: externalId,
        version,
        type,
        summary,
        places,
        known_from: knownFrom,
        outlet: source['outlet'],
        source_chain: source['chain'],
        reliability: grade['reliability'],
      })),
    );
    expect(rows.length).toBeGreaterThan(100);
  });

  it('says what is counted, as /v1/tallies explains it', async () => {
    const measures = 'killed,wounded,displaced,released';
    const answer = await readAnswer(sitrep, '/v1/tallies/explanation', {
      measure: measures,
      knownAt: known,
      limit: '1000',
    });
    const explained = new Set(itemsIn(answer).map((item) => JSON.stringify(item)));
    const rows = await reader.rows<Row>(`select * from sitrep.tallies_at($1) where measure = any($2)`, [
      known,
      measures.split(','),
    ]);
    const counted = rows.map(
      ({ incident, measure, group_id, basis, period_from, period_to, places, low, best, high }) =>
        JSON.stringify([incident, measure, group_id, basis, day(period_from), day(period_to), places, low, best, high]),
    );
    expect(explained.size).toBeGreaterThan(15);
    expect(new Set(counted)).toEqual(explained);
  });

  it('names who took part in an incident by any of its reports, also those that count nothing', async () => {
    const killed = [{ measure: 'killed', group: 'civilians', best: 2, basis: 'incremental', unit: 'people' }];
    const attacker = [{ role: 'by', actor: 'iraqi-army' }];
    const said = [
      { type: 'casualties_reported', figures: killed },
      { type: 'clash', actors: attacker },
    ];
    for (const [index, content] of said.entries())
      await sitrep.http
        .post('/v1/reports')
        .send(draftOf(`SQL-${index}`, 'Two were killed.', { ...content, incident: { key: 'E-SQL' } }))
        .expect(201);
    await sitrep.settled();
    const rows = await reader.rows(`select best, actors from sitrep.tallies where incident = 'E-SQL'`);
    expect(rows).toEqual([{ best: 2, actors: ['by:iraqi-army'] }]);
  });

  it('says what there was over time, as timelines do', async () => {
    const rows = await reader.rows<Row>(`select * from sitrep.control_history($1) where place = 'mosul'`, [known]);
    const { items } = await readAnswer<ListAnswer<Row>>(sitrep, '/v1/control/mosul/timeline', { knownAt: known });
    expect(rows.map(({ status, holders, valid_from }) => [status, holders, instant(valid_from)])).toEqual(
      items.map(({ status, holders, from }) => [status, holders, from]),
    );
  });

  it('says which places and actors are registered', async () => {
    for (const name of ['places', 'actors']) {
      const rows = await reader.rows<Row>(`select id, name, aliases, kind from sitrep.${name} order by id`);
      const items = await list<Row>(`/v1/${name}`, {});
      expect(rows).toEqual(
        items.map(({ id, name: called, aliases, kind: of }) => ({ id, name: called, aliases, kind: of })),
      );
    }
  });

  it('answers the queries of the documentation', async () => {
    const queries = [...textOf('docs/how-to/sql.md').matchAll(/^```sql\n(select [^`]*)```$/gm)].map(
      ([, query]) => query!,
    );
    const asked = queries.filter((query) => !query.includes('grant_reading'));
    expect(asked.length).toBeGreaterThan(4);
    for (const query of asked) expect((await reader.rows(query)).length, query).toBeGreaterThan(0);
  });

  it('lets a reader read that, and nothing else', async () => {
    const { schema } = (await sitrep.editions.find(live_edition))!;
    for (const statement of [
      'select * from sitrep.edition',
      'select * from sitrep.intake',
      'select * from sitrep.schema_migration',
      'select sitrep.live_schema()',
      'select sitrep.grant_reading()',
      `select * from sitrep.control_rows(now(), null, now())`,
      `select * from ${schema}.place`,
      `insert into sitrep.places (id) values ('x')`,
      'create table sitrep.mine (x int)',
      'create function sitrep.mine() returns int language sql as $$ select 1 $$',
      'create schema mine',
    ])
      await expect(reader.rows(statement), statement).rejects.toMatchObject({
        code: expect.stringMatching(/^(42501|55000)$/) as string,
      });
  });

  it('looks names up where the server has them, whatever path the reader sets', async () => {
    const before = await reader.rows('select * from sitrep.places order by id');
    for (const statement of [
      `create temp table edition as select 'pg_catalog' schema_name, 'live' as name`,
      `create temp view pg_class as select 1 as oid`,
      `set search_path = pg_temp, sitrep`,
    ])
      await reader.rows(statement);
    expect(await reader.rows('select * from sitrep.places order by id')).toEqual(before);
    await reader.rows('reset search_path');
  });

  it('follows a rebuild and its switch, in a session that stays open', async () => {
    const { schema } = (await sitrep.editions.find(live_edition))!;
    const before = await everything();
    await rebuildLive(sitrep);
    await sitrep.settled();
    expect((await sitrep.editions.find(live_edition))!.schema).not.toBe(schema);
    expect(await everything()).toEqual(before);
    const road = { id: 'new-road', name: 'New road', kind: 'road', timeZone: 'UTC' };
    await sitrep.http.post('/v1/places').send(road).expect(201);
    await sitrep.settled();
    expect(await reader.rows(`select name from sitrep.places where id = 'new-road'`)).toEqual([{ name: 'New road' }]);
  });
});

/** A date of PostgreSQL as the driver reads it: midnight in the zone of this process. */
const localText = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

const instant = (value: unknown): string | null => (value instanceof Date ? toInstant(value.getTime()) : null);

/** Every item that an explanation names, at any depth, as a row of SQL is compared. */
function itemsIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(itemsIn);
  if (!('incident' in value && 'whole' in value)) return inner;
  const { incident, measure, group, basis, from, to, places, whole } = value as Row & { whole: Row };
  return [[incident, measure, group, basis, from, to, places, whole['low'], whole['best'], whole['high']], ...inner];
}
