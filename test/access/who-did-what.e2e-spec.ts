import { randomUUID } from 'node:crypto';
import { startOf } from '#event-log';
import { draft } from '../harness/api-client.js';
import { logKinds, type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { KeyedClient } from './keyed-client.js';

const named = (id: string, more: object = {}) => ({ id, name: id, kind: 'city', timeZone: 'Asia/Baghdad', ...more });

interface History {
  readonly versions: readonly { readonly by: { readonly id: string; readonly name: string } | null }[];
  readonly amendments: readonly {
    readonly kind: string;
    readonly reason: string;
    readonly by: { readonly name: string };
  }[];
}

describe.each(logKinds())('who did what, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  let editor: string;
  let admin: string;
  const report = (more: object = {}) => ({ ...draft, externalId: randomUUID(), ...more });
  const posted = async (path: string, key: string, body: object, status: number) => {
    const response = await client.ask('POST', path, key, body);
    const answer = (await response.json()) as {
      id: string;
      errors?: { pointer: string; code: string }[];
      detail?: string;
    };
    expect([response.status, answer.detail]).toEqual([status, answer.detail]);
    return answer;
  };
  const pointersOf = ({ errors = [] }: { errors?: { pointer: string; code: string }[] }) =>
    errors.map(({ pointer, code }) => `${pointer} ${code}`);
  const historyOf = async (id: string): Promise<History> =>
    (await (await client.ask('GET', `/v1/reports/${id}`, editor)).json()) as History;

  beforeAll(async () => {
    sitrep = await startSitrep(kind, undefined, {});
    client = await KeyedClient.of(sitrep);
    editor = await client.keyFor(['editor'], { name: 'Edith' });
    admin = await client.keyFor(['admin'], { name: 'Ada' });
    for (const actor of ['iraq', 'islamic-state'])
      await posted('/v1/actors', editor, { id: actor, name: actor, kind: 'state' }, 201);
    await posted('/v1/places', editor, named('nineveh', { kind: 'governorate' }), 201);
    await posted('/v1/places', editor, named('mosul', { parent: 'nineveh' }), 201);
    await posted('/v1/places', editor, named('raqqa'), 201);
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  it('every event in the log carries who sent it, and its report says so', async () => {
    const reporter = await client.keyFor(['reporter'], { name: 'Rita' });
    const { id } = await posted('/v1/reports', reporter, report(), 201);
    const retraction = { reportedAt: '2017-03-09T10:00:00Z', reason: 'The agency withdrew it.' };
    await posted(`/v1/reports/${id}/retractions`, editor, retraction, 201);
    await sitrep.settled();
    const { versions, amendments } = await historyOf(id);
    expect(versions).toMatchObject([{ by: { id: `key:${reporter.split('_')[1]}`, name: 'Rita' } }]);
    expect(amendments).toMatchObject([{ kind: 'report_retracted', reason: retraction.reason, by: { name: 'Edith' } }]);
    const principals = new Map<string, string | undefined>();
    const { eventLog } = sitrep;
    for await (const { events } of eventLog.read(startOf(eventLog.partitionCount), await eventLog.head()))
      for (const event of events) principals.set(event.id, event.principal);
    expect(principals.get(id)).toBe(`key:${reporter.split('_')[1]}`);
    expect([...principals.values()].filter((principal) => !/^key:[0-9a-f]{12}$/.test(principal ?? ''))).toEqual([]);
  });

  it('sent again by another, a report is the same and stays that of the first', async () => {
    const body = report();
    const { id } = await posted('/v1/reports', editor, body, 201);
    const second = await client.keyFor(['reporter'], { name: 'Second' });
    await posted('/v1/reports', second, body, 200);
    await sitrep.settled();
    expect((await historyOf(id)).versions[0]?.by?.name).toBe('Edith');
  });

  it('a person is erased: what was recorded stays, under a pseudonym', async () => {
    const leaving = await client.keyFor(['reporter'], { name: 'Leonie Leaving' });
    const { id } = await posted('/v1/reports', leaving, report(), 201);
    await sitrep.settled();
    expect((await historyOf(id)).versions[0]?.by?.name).toBe('Leonie Leaving');
    const pseudonym = await client.keys.erase('Leonie Leaving');
    expect(pseudonym).toMatch(/^erased-[0-9a-f]{12}$/);
    expect((await historyOf(id)).versions[0]?.by).toEqual({ id: `key:${leaving.split('_')[1]}`, name: pseudonym });
    const tables = ['principal', 'api_key', 'audit', 'intake', 'log_event', 'keyed_request'];
    for (const table of tables) {
      const [row] = await sitrep.database.query<{ n: string }>(
        `select count(*) n from sitrep.${table} t where t::text like '%Leonie%'`,
      );
      expect(row?.n, table).toBe('0');
    }
  });

  describe('a key for one outlet and one area', () => {
    let bounded: string;
    beforeAll(async () => {
      bounded = await client.keyFor(['editor'], { name: 'Ben', outlets: ['Reuters '], places: ['nineveh'] });
    });

    it('writes reports of this outlet about the area and its parts, and amends them', async () => {
      const { id } = await posted('/v1/reports', bounded, report(), 201);
      const correction = { reportedAt: '2017-03-09T10:00:00Z', reason: 'A word.', report: report() };
      await sitrep.settled();
      await posted(
        `/v1/reports/${id}/corrections`,
        bounded,
        { ...correction, report: { ...correction.report, id } },
        201,
      );
      await posted(
        `/v1/reports/${id}/grades`,
        bounded,
        { reportedAt: '2017-03-10T10:00:00Z', grade: draft.grade },
        201,
      );
    });

    it('chooses no id for a report, which may be that of somebody else', async () => {
      const strange = await posted('/v1/reports', bounded, report({ id: '0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8e' }), 403);
      expect(pointersOf(strange)).toEqual(['/id id_not_permitted']);
    });

    it('writes nothing else, and is told each field that is beyond its bounds', async () => {
      const elsewhere = await posted(
        '/v1/reports',
        bounded,
        report({ source: { outlet: 'AFP' }, places: ['raqqa'] }),
        403,
      );
      expect(elsewhere).toMatchObject({ code: 'out_of_bounds', detail: expect.stringContaining('Ben has bounds') });
      expect(pointersOf(elsewhere)).toEqual(['/source/outlet outlet_not_permitted', '/places/0 place_not_permitted']);
      const claimed = report({ control: [{ ...draft.control[0], place: 'raqqa' }] });
      expect(pointersOf(await posted('/v1/reports', bounded, claimed, 403))).toEqual([
        '/control/0/place place_not_permitted',
      ]);
      await posted('/v1/places', bounded, named('tal-afar', { parent: 'nineveh' }), 403);
      await posted('/v1/actors', bounded, { id: 'sdf', name: 'SDF', kind: 'state' }, 403);
    });

    it('amends and links no report of others', async () => {
      const { id } = await posted('/v1/reports', editor, report({ source: { outlet: 'AFP' } }), 201);
      await sitrep.settled();
      const amendment = { reportedAt: '2017-03-09T10:00:00Z', reason: 'No.' };
      expect((await posted(`/v1/reports/${id}/retractions`, bounded, amendment, 403)).detail).toContain('bounds');
      await posted(`/v1/reports/${randomUUID()}/retractions`, bounded, amendment, 403);
      const grade = { reportedAt: amendment.reportedAt, grade: draft.grade };
      await posted(`/v1/reports/${id}/grades`, bounded, grade, 403);
      const taken = { ...amendment, report: { ...report(), id } };
      await posted(`/v1/reports/${id}/corrections`, bounded, taken, 403);
      const other = await posted('/v1/reports', editor, report(), 201);
      await sitrep.settled();
      const link = { ...amendment, incident: 'E-1', reportIds: [id, other.id] };
      expect(pointersOf(await posted('/v1/incidents/links', bounded, link, 403))).toEqual([
        '/reportIds/0 outlet_not_permitted',
      ]);
    });

    it('neither joins nor changes an incident that has a report of others, and opens and keeps its own', async () => {
      const inIncident = (key: string, more: object = {}) => report({ incident: { key }, ...more });
      const theirs = await posted('/v1/reports', editor, inIncident('E-AFP', { source: { outlet: 'AFP' } }), 201);
      const afar = { places: ['raqqa'], control: [{ ...draft.control[0], place: 'raqqa' }] };
      await posted('/v1/reports', editor, inIncident('E-RAQQA', afar), 201);
      const elsewhere = { places: ['nineveh'], figures: [{ ...draft.figures[0], place: 'raqqa' }], control: [] };
      await posted('/v1/reports', editor, inIncident('E-FIGURE', elsewhere), 201);
      for (const [key, named] of [
        ['E-AFP', 'the outlet AFP'],
        ['E-RAQQA', 'the place raqqa'],
        ['E-FIGURE', 'the place raqqa'],
      ] as const) {
        const refused = await posted('/v1/reports', bounded, inIncident(key), 403);
        expect(pointersOf(refused)).toEqual(['/incident/key incident_not_permitted']);
        expect(refused).toMatchObject({ errors: [{ detail: expect.stringContaining(named) }] });
      }
      const own = inIncident('E-OURS');
      const { id } = await posted('/v1/reports', bounded, own, 201);
      const second = await posted('/v1/reports', bounded, inIncident('E-OURS'), 201);
      const topic = { incident: { key: 'E-AFP', relation: 'same_topic' } };
      await posted('/v1/reports', bounded, report(topic), 201);
      await sitrep.settled();
      const amendment = { reportedAt: '2017-03-09T10:00:00Z', reason: 'One event.' };
      const correction = { ...amendment, report: { ...own, incident: { key: 'E-AFP' } } };
      expect(pointersOf(await posted(`/v1/reports/${id}/corrections`, bounded, correction, 403))).toEqual([
        '/report/incident/key incident_not_permitted',
      ]);
      const link = { ...amendment, incident: 'E-AFP', reportIds: [id, second.id] };
      for (const decision of ['links', 'unlinks'])
        expect(pointersOf(await posted(`/v1/incidents/${decision}`, bounded, link, 403))).toEqual([
          '/incident incident_not_permitted',
        ]);
      await posted('/v1/incidents/links', bounded, { ...link, incident: 'E-OURS' }, 201);
      // An unbound key may; then the report of the bound key is there, and goes on being corrected and sent again.
      await posted('/v1/incidents/links', editor, { ...link, incident: 'E-OURS', reportIds: [id, theirs.id] }, 201);
      await sitrep.settled();
      await posted('/v1/reports', bounded, own, 200);
      await posted(`/v1/reports/${id}/corrections`, bounded, { ...correction, report: own }, 201);
      expect(pointersOf(await posted('/v1/reports', bounded, inIncident('E-OURS'), 403))).toEqual([
        '/incident/key incident_not_permitted',
      ]);
    });

    it('is told by a dry run what it may not write, and chooses no id that an event of others may have', async () => {
      const strange = report({ source: { outlet: 'AFP' }, incident: { key: 'E-AFP' } });
      const dry = await client.ask('POST', '/v1/reports?dryRun=true', bounded, strange);
      const { problems } = (await dry.json()) as { problems: { pointer: string; code: string }[] };
      expect(pointersOf({ errors: problems })).toEqual([
        '/source/outlet outlet_not_permitted',
        '/incident/key incident_not_permitted',
      ]);
      const { id } = await posted('/v1/reports', bounded, report(), 201);
      await sitrep.settled();
      const grade = { id: randomUUID(), reportedAt: '2017-03-10T10:00:00Z', grade: draft.grade };
      expect(pointersOf(await posted(`/v1/reports/${id}/grades`, bounded, grade, 403))).toEqual([
        '/id id_not_permitted',
      ]);
      await posted(`/v1/reports/${id}/grades`, editor, grade, 201);
    });

    it('amends no report of its outlet of which a figure is about another area', async () => {
      const figures = [{ ...draft.figures[0], place: 'raqqa' }];
      const { id } = await posted('/v1/reports', editor, report({ places: ['mosul'], figures }), 201);
      await sitrep.settled();
      const retraction = { reportedAt: '2017-03-09T10:00:00Z', reason: 'No.' };
      expect(pointersOf(await posted(`/v1/reports/${id}/retractions`, bounded, retraction, 403))).toEqual([
        ' place_not_permitted',
      ]);
    });

    it('is held to its bounds and its roles in every line of a batch', async () => {
      const reporter = await client.keyFor(['reporter']);
      const lines = [
        report(),
        report({ source: { outlet: 'AFP' } }),
        { kind: 'place', body: named('sinjar', { parent: 'nineveh' }) },
        report({ incident: { key: 'E-AFP' } }),
      ];
      const statusesOf = async (key: string): Promise<unknown[]> => {
        const response = await fetch(`${client.url}/v1/reports/batch`, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
          body: lines.map((line) => JSON.stringify(line)).join('\n'),
        });
        const results = (await response.text()).trim().split('\n');
        return results.map((line) => (JSON.parse(line) as { status?: number }).status);
      };
      expect(await statusesOf(bounded)).toEqual([201, 403, 403, 403, undefined]);
      expect(await statusesOf(reporter)).toEqual([200, 201, 403, 201, undefined]);
    });
  });

  it('an answer kept under an Idempotency-Key is for the key that asked alone', async () => {
    const headers = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' };
    const body = report();
    const send = (key: string | undefined) =>
      client.send('POST', '/v1/reports', { ...headers, ...(key && { authorization: `Bearer ${key}` }) }, body);
    expect((await send(editor)).status).toBe(201);
    expect((await send(editor)).status).toBe(201);
    // Another sender's key of the same text is another key: the report itself is there already.
    expect((await send(admin)).status).toBe(200);
    expect((await send(undefined)).status).toBe(401);
    expect((await send(await client.keyFor(['reader']))).status).toBe(403);
  });

  it('files, editions and keys are in the audit, which can only grow', async () => {
    const analyst = await client.keyFor(['analyst'], { name: 'Anna' });
    expect((await client.ask('GET', '/v1/control.csv', analyst)).status).toBe(200);
    expect((await client.ask('GET', '/v1/control.csv', await client.keyFor(['reader']))).status).toBe(403);
    await posted('/v1/editions', analyst, { name: 'audited', definition: { until: { knownAt: '2017-03-08' } } }, 202);
    const audit = await client.ask('GET', '/v1/audit?limit=3', admin);
    const { items, links } = (await audit.json()) as { items: object[]; links: { rel: string; href: string }[] };
    expect(items).toMatchObject([
      { action: 'edition_ordered', name: 'Anna', subject: '/v1/editions', detail: { name: 'audited' } },
      { action: 'key_created', principal: 'operator', name: null },
      { action: 'export_made', name: 'Anna', subject: '/v1/control?format=csv' },
    ]);
    const next = links.find(({ rel }) => rel === 'next')?.href ?? '';
    expect((await client.ask('GET', next, admin)).status).toBe(200);
    for (const change of [
      'update sitrep.audit set subject = $$x$$',
      'delete from sitrep.audit',
      'truncate sitrep.audit',
    ])
      await expect(sitrep.database.query(change)).rejects.toThrow('only ever added to');
  });
});
