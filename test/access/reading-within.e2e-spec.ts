import { roleNames } from '#platform';
import { coarseColumns } from '../../migrations/core/1795000000023-rows-shown.js';
import { Logins } from '../harness/database-logins.js';
import { type RunningSitrep, startSitrep } from '../harness/running-sitrep.js';
import { KeyedClient } from './keyed-client.js';
import { bytesOf, questionsOf } from './withheld-report.js';

/** Two theatres of one country; in each a place, and a building in it. */
const places = [
  { id: 'farland', name: 'Farland', kind: 'country', timeZone: 'UTC' },
  ...['north', 'south'].flatMap((theatre) => [
    { id: theatre, name: `The ${theatre}`, kind: 'governorate', parent: 'farland', timeZone: 'UTC' },
    { id: `${theatre}-town`, name: `${theatre} town`, kind: 'city', parent: theatre, timeZone: 'UTC' },
    { id: `${theatre}-house`, name: `${theatre} house`, kind: 'building', parent: `${theatre}-town`, timeZone: 'UTC' },
  ]),
];
const actors = ['reds', 'blues'].map((id) => ({ id, name: id, kind: 'state' }));

/** What a report is written of, in words that stand in it alone. */
const report = (number: string, outlet: string, at: readonly string[], best: number, more: object = {}) => ({
  externalId: `num-${number}-er`,
  type: 'area_seized',
  summary: `Seen as word${number}.`,
  occurred: { from: '2020-03-17' },
  reportedAt: '2020-03-18T07:31:00Z',
  places: at,
  source: { outlet, chain: [`Voice${number}`, outlet] },
  incident: { key: `E-KEY-${number}` },
  control: [{ place: at[0], effect: 'gained', status: 'held', holders: ['blues'], effective: '2020-03-17' }],
  figures: [{ measure: 'killed', group: 'reds', best, basis: 'incremental', place: at[0] }],
  ...more,
});
const sent = {
  inside: report('N1', 'Desk', ['north-house'], 3),
  other: report('N2', 'Wire', ['north-town'], 5),
  outside: report('S1', 'Desk', ['south-house'], 7_001),
  outsideWire: report('S2', 'Wire', ['south-town'], 9_001),
  across: report('X1', 'Desk', ['north', 'south-town'], 11, { figures: [], control: [] }),
  nowhere: report('Z1', 'Desk', [], 13_001, { figures: [], control: [], type: 'statement' }),
};
type Name = keyof typeof sent;
const wordsOf = (name: Name): readonly string[] => {
  const { externalId } = sent[name];
  const [, number = ''] = externalId.split('-');
  return [`word${number}`, `Voice${number}`, externalId, `E-KEY-${number}`];
};

/** What can be asked of places by their ids, of reports by their words, and of incidents by their keys. */
const questionsAbout = (asked: readonly string[]): readonly string[] => [
  ...asked.flatMap((place) => [
    ...['timeline', 'explanation', 'answers'].flatMap((of) => [
      `/v1/control/${place}/${of}`,
      `/v1/conditions/${place}/${of}`,
    ]),
    ...['isolation', 'places'].map((of) => `/v1/${of}/${place}`),
    ...['control', 'conditions', 'reports', 'incidents', 'contradictions', 'map'].map(
      (of) => `/v1/${of}?place=${place}`,
    ),
    `/v1/tallies?measure=killed&place=${place}`,
    `/v1/tallies/explanation?measure=killed&place=${place}`,
    ...['control', 'control-history', 'reports'].map((of) => `/ogc/collections/${of}/items?place=${place}`),
  ]),
  ...Object.values(sent).flatMap(({ externalId, incident: { key }, source: { outlet } }) => [
    `/v1/reports?externalId=${externalId}`,
    `/v1/reports?outlet=${outlet}`,
    `/v1/incidents/${key}`,
    `/v1/reports?incident=${key}`,
    `/v1/tallies/explanation?measure=killed&incident=${key}`,
  ]),
];

describe('a key that reads within its bounds', () => {
  let sitrep: RunningSitrep;
  let client: KeyedClient;
  let paths: Parameters<typeof questionsOf>[0];
  const ids = new Map<Name, string>();
  const keys = new Map<string, string>();
  const bounds = {
    north: { outlets: [], places: ['north'], full: ['inside', 'other'], coarse: ['across'] },
    desk: {
      outlets: ['Desk'],
      places: [],
      full: ['inside', 'outside', 'across', 'nowhere'],
      coarse: ['other', 'outsideWire'],
    },
    both: { outlets: ['Wire'], places: ['north-town'], full: ['other'], coarse: ['inside'] },
  } as const;
  beforeAll(async () => {
    sitrep = await startSitrep('postgres', undefined, { anonymous: 'none' });
    client = await KeyedClient.of(sitrep);
    const admin = await client.keyFor(['admin']);
    for (const place of places) expect((await client.ask('POST', '/v1/places', admin, place)).status).toBe(201);
    for (const actor of actors) expect((await client.ask('POST', '/v1/actors', admin, actor)).status).toBe(201);
    await sitrep.settled();
    for (const [name, body] of Object.entries(sent)) {
      const answer = await client.ask('POST', '/v1/reports', admin, body);
      expect([name, answer.status, answer.status === 201 ? '' : await answer.clone().text()]).toEqual([name, 201, '']);
      ids.set(name as Name, ((await answer.json()) as { id: string }).id);
    }
    await sitrep.settled();
    for (const [name, { outlets, places: within }] of Object.entries(bounds))
      for (const role of roleNames)
        keys.set(
          `${role} ${name}`,
          await client.keyFor([role], { outlets, places: within, readsWithin: true, clearance: 'secret' }),
        );
    keys.set('admin', admin);
    ({ paths } = (await (await client.ask('GET', '/openapi.json')).json()) as { paths: typeof paths });
  });
  afterAll(() => sitrep?.stop());

  const cases = roleNames.flatMap((role) =>
    Object.keys(bounds).map((name) => [role, name as keyof typeof bounds] as const),
  );
  it.each(cases)(
    'finds as %s within %s no byte of what lies outside, in any route and format',
    async (role, name) => {
      const { full, coarse } = bounds[name];
      const hidden = (Object.keys(sent) as Name[]).filter((one) => !(full as readonly Name[]).includes(one));
      const leaks: string[] = [];
      const found = new Set<string>();
      let answered = 0;
      // Formats, and every report, are walked by one role; the others ask for JSON, and about one.
      const asked = (role === 'editor' ? hidden : hidden.slice(0, 1)).flatMap((one) =>
        questionsOf(paths, ids.get(one) ?? '', ids.get(one) ?? ''),
      );
      const every = [...new Set([...asked, ...questionsAbout(['north-house', 'south-house'])])];
      const whole = every.filter((question) => role === 'editor' || !question.includes('format='));
      for (const question of whole) {
        const answer = await client.ask('GET', question, keys.get(`${role} ${name}`));
        expect(answer.status, question).toBeLessThan(500);
        if (answer.status === 200) answered += 1;
        const text = await bytesOf(answer);
        for (const one of full) for (const word of wordsOf(one)) if (text.includes(word)) found.add(word);
        for (const one of hidden) {
          // What is asked comes back in the answer.
          for (const word of [...wordsOf(one), ids.get(one) ?? ''])
            if (text.includes(word) && !question.includes(word)) leaks.push(`${question}: ${word}`);
          if (!(coarse as readonly Name[]).includes(one) && /7001|9001/.test(text)) leaks.push(`${question}: a number`);
        }
      }
      expect(leaks).toEqual([]);
      expect(answered).toBeGreaterThan(40);
      expect([...found].sort()).toEqual(full.flatMap(wordsOf).sort());
    },
    240_000,
  );

  type Answer = Readonly<Record<string, unknown>> & { readonly items: readonly Record<string, unknown>[] };
  const read = async (question: string, key: string): Promise<Answer> =>
    (await (await client.ask('GET', question, keys.get(key))).json()) as Answer;

  it('reads answers about its places alone, and says so', async () => {
    const control = await read('/v1/control', 'reader north');
    const held = control.items.filter(({ status }) => status !== 'unknown').map(({ place }) => place);
    expect(held).toMatchObject([{ id: 'north-house' }, { id: 'north-town' }]);
    expect(control['notes']).toEqual(['This key reads about north and their parts alone.']);
    expect((await read('/v1/control', 'admin'))['notes']).toBeUndefined();
    const killed = async (key: string) =>
      (await read('/v1/tallies?measure=killed', key)).items.map(({ combined }) => combined);
    expect(await killed('reader north')).toMatchObject([{ best: 8 }]);
    expect(await killed('admin')).toMatchObject([{ best: 16_010 }]);
    // Those of an outlet count everything: what others say is withheld, as from somebody below its level.
    expect(await killed('reader desk')).toMatchObject([{ best: 16_010 }]);
    const listed = (await read('/v1/reports', 'reader north')).items;
    expect(listed.map(({ summary }) => summary).sort()).toEqual(['Seen as wordN1.', 'Seen as wordN2.', 'withheld']);
    expect(listed.find(({ withheld }) => withheld === true)?.['places']).toEqual(['north']);
  });

  it('is told of an incident that lies outside what it is told of one that there is not', async () => {
    const status = async (path: string, key: string) => (await client.ask('GET', path, keys.get(key))).status;
    for (const key of ['E-KEY-S1', 'E-KEY-NONE', ids.get('outside') ?? '']) {
      expect(await status(`/v1/incidents/${key}`, 'reader north'), key).toBe(404);
      expect(await status(`/v1/reports/${key}`, 'reader north'), key).toBe(key.startsWith('E') ? 400 : 404);
    }
    expect(await status('/v1/incidents/E-KEY-S1', 'reader desk')).toBe(200);
  });

  it('may do nothing that concerns the whole', async () => {
    for (const [method, path] of [
      ['POST', '/v1/watches'],
      ['GET', '/v1/watches'],
      ['POST', '/v1/editions'],
      ['GET', '/v1/parked'],
      ['GET', '/v1/audit'],
      ['GET', '/metrics'],
      ['POST', '/v1/editions/x/switch'],
      ['POST', '/v1/auth/revocations'],
    ] as const)
      expect(
        (await client.ask(method, path, keys.get('admin north'), method === 'POST' ? {} : undefined)).status,
        path,
      ).toBe(403);
    const me = await read('/v1/me', 'admin north');
    expect(me).toMatchObject({ readsWithin: true, places: ['north'], clearance: 'secret' });
    await expect(client.keyFor(['reader'], { readsWithin: true })).rejects.toThrow(/reads within its bounds has some/);
  });

  it('shares no kept answer with a reader of other bounds', async () => {
    const orders = ['reader north', 'reader desk', 'reader both', 'reader north'];
    // Of these the second is sent again from its bytes: it names both of its moments.
    for (const question of ['/v1/reports?limit=100', '/v1/reports?limit=100&knownAt=2020-03-19T00:00:00Z']) {
      const answers = [];
      for (const key of orders) answers.push(JSON.stringify((await read(question, key)).items));
      expect(new Set(answers).size, question).toBe(3);
      expect(answers[3], question).toBe(answers[0]);
    }
  });

  it('is kept to them by the database itself', async () => {
    const logins = new Logins(sitrep.environment['DATABASE_URL'] ?? '');
    const { client: direct } = await logins.connect('sitrep_questions');
    const { schema } = (await sitrep.editions.find('live'))!;
    const settings = { clearance: 'secret', reads_places: '["north"]', reads_outlets: '[]' };
    for (const [name, value] of Object.entries(settings))
      await direct.query(`select set_config($1, $2, false)`, [`sitrep.${name}`, value]);
    const tables = ['control_span', 'control_support', 'tally_span', 'incident_stay', 'incident_link'];
    for (const table of [...Object.keys(coarseColumns), ...tables])
      for (const suffix of ['', '_shown']) {
        const { rows } = await direct.query<{ text: string }>(
          `select to_jsonb(r)::text as text from "${schema}".${table}${suffix} r`,
        );
        const text = rows.map((row) => row.text).join('\n');
        for (const name of ['outside', 'outsideWire', 'nowhere'] as const) {
          expect(text.includes(ids.get(name) ?? '-'), `${table}${suffix} ${name}`).toBe(false);
          for (const word of wordsOf(name)) expect(text.includes(word), `${table}${suffix} ${word}`).toBe(false);
        }
        if (table === 'control_span') expect(text).toContain('north-house');
      }
    await direct.query(`select set_config('sitrep.reads_places', 'no list', false)`);
    await expect(direct.query(`select from "${schema}".control_span`)).rejects.toThrow(/json/);
    await logins.close();
  });
});
