import type { MapDto } from '../apps/api/src/map/map-answer.dto.js';
import { violationsOf } from './harness/api-client.js';
import { type ListAnswer, readAnswer } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';
import { sealedCursor } from './harness/sealed-cursor.js';

interface Item extends Record<string, unknown> {
  readonly place: { readonly id: string; readonly name: string };
  readonly status: string;
}

describe.each(logKinds())('the map of the March 2017 campaign, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  const map = (query: Record<string, string>): Promise<MapDto> => readAnswer<MapDto>(sitrep, '/v1/map', query);
  const list = async (path: string, query: Record<string, string>): Promise<readonly Item[]> =>
    (await readAnswer<ListAnswer<Item>>(sitrep, path, { limit: '1000', ...query })).items;
  const days = ['2017-03-06', '2017-03-08', '2017-03-11'];

  it('says of every place what the lists of control and of conditions say, under every policy', async () => {
    const questions = [
      ...days.flatMap((validAt) => days.map((knownAt) => ({ validAt, knownAt }))),
      { validAt: '2017-03-08T12:00:00Z', knownAt: '2017-03-10T12:00:00Z' },
      { validAt: '2017-03-09', knownAt: '2017-03-11', policy: 'admission-against-interest@1' },
    ];
    for (const question of questions) {
      const { items, unknown } = await map(question);
      const control = (await list('/v1/control', question)).map(
        ({ place, insideAreaHeldBy: _area, parts: _parts, ...answer }) => [place.id, answer] as const,
      );
      const told = items.flatMap(({ place, control: one }) => (one === null ? [] : [[place.id, one] as const]));
      expect(told).toEqual(control.filter(([, { status }]) => status !== 'unknown'));
      const states = (await list('/v1/conditions', question)).flatMap(({ place, integrity, passage }) =>
        Object.entries({ integrity, passage }).flatMap(([axis, one]) =>
          one === null ? [] : [{ ...(one as { state: string }), axis, place: place.id }],
        ),
      );
      const shown = items.flatMap(({ place, conditions }) => conditions.map((one) => ({ ...one, place: place.id })));
      expect(shown).toEqual(states.filter(({ state }) => state !== 'unknown'));
      expect([...items.map(({ place }) => place.id), ...unknown].sort()).toEqual(
        control.map(([place]) => place).sort(),
      );
    }
  });

  it('has what a map needs to draw a place, and the names of all actors', async () => {
    const { items, names, links } = await map({ validAt: '2017-03-08', knownAt: '2017-03-11' });
    const museum = items.find(({ place }) => place.id === 'mosul-museum');
    expect(museum).toMatchObject({
      place: {
        kind: 'building',
        parents: ['mosul-gov-quarter', 'mosul-west', 'mosul', 'nineveh-governorate', 'iraq'],
        connects: [],
      },
      control: { status: 'held', sides: ['iraq'], takenFrom: ['islamic-state'] },
    });
    expect(museum?.place.names[0]).toEqual({ name: museum?.place.name });
    const ids = items.flatMap(({ control }) => [...(control?.holders ?? []), ...(control?.takenFrom ?? [])]);
    expect(ids.filter((id) => names[id] === undefined)).toEqual([]);
    expect(links[0]?.href).toContain('/v1/map?validAt=2017-03-08');
  });

  it('is narrowed down by area, box, kind and status', async () => {
    const when = { validAt: '2017-03-08', knownAt: '2017-03-11' };
    const all = await map(when);
    const roads = await map({ ...when, kind: 'road,bridge' });
    expect(roads.items).toEqual(all.items.filter(({ place }) => ['road', 'bridge'].includes(place.kind)));
    const contested = await map({ ...when, status: 'contested,divided' });
    expect(contested.items).toEqual(
      all.items.filter(({ control }) => ['contested', 'divided'].includes(control?.status ?? '')),
    );
    expect(contested.unknown).toEqual([]);
    const syria = await map({ ...when, within: 'syria', bbox: '38,34,41,37' });
    expect(syria.items.length).toBeGreaterThan(3);
    expect(syria.items.every(({ place }) => place.parents.includes('syria'))).toBe(true);
  });

  it('with since has only what differs, so that a page can go on from what it has', async () => {
    const ageless = (items: MapDto['items']) =>
      items.map(({ control, ...item }) => ({ ...item, control: control && { ...control, evidenceAgeDays: 0 } }));
    const moments = [
      ...['2017-02-10', '2017-03-07', '2017-03-08'].flatMap((validAt) =>
        ['2017-03-08', '2017-03-11'].map((knownAt) => ({ validAt, knownAt })),
      ),
      { validAt: '2017-04-20', knownAt: '2017-03-11' },
    ];
    const maps = await Promise.all(moments.map(map));
    for (const [from, before] of moments.entries())
      for (const [to, now] of moments.entries()) {
        const changed = await map({ ...now, since: `${before.validAt},${before.knownAt}` });
        const going = new Map(maps[from]!.items.map((item) => [item.place.id, item]));
        for (const place of changed.unknown) going.delete(place);
        for (const item of changed.items) going.set(item.place.id, item);
        const sorted = [...going.values()].sort((a, b) => (a.place.id < b.place.id ? -1 : 1));
        expect(ageless(sorted), JSON.stringify([before, now])).toEqual(ageless(maps[to]!.items));
        if (from === to) expect([changed.items, changed.unknown]).toEqual([[], []]);
        else expect(changed.items.length).toBeLessThanOrEqual(maps[to]!.items.length);
      }
    const [one, next] = ['2017-03-07', '2017-03-08'].map((validAt) => ({ validAt, knownAt: '2017-03-11' }));
    const moved = await map({ ...next, since: `${one!.validAt},${one!.knownAt}` });
    expect(moved.items.length).toBeGreaterThan(2);
    expect(moved.items.length).toBeLessThan(15);
  });

  it('has beside it the places nearest to its middle, of the kinds that fit a question', async () => {
    const places = async (query: Record<string, string>) =>
      (await list('/v1/places', query)).map(({ id }) => id as string);
    const near = { near: '43.13,36.34' };
    const all = await places(near);
    expect(all).toHaveLength(67);
    expect(all.slice(0, 20)).toContain('mosul-museum');
    expect(all.slice(0, 20)).not.toContain('raqqa-city');
    const roads = await places({ ...near, kind: 'road,bridge' });
    expect(roads).toEqual(all.filter((id) => roads.includes(id)));
    expect(roads.length).toBeGreaterThan(5);
    expect((await places({ near: '38.99,35.95', q: 'bridge' }))[0]).not.toBe(
      (await places({ ...near, q: 'bridge' }))[0],
    );
    const page = await readAnswer<ListAnswer<Item>>(sitrep, '/v1/places', { ...near, limit: '3' });
    expect([page.items.length, page.links.map(({ rel }) => rel)]).toEqual([3, ['self']]);
    for (const [query, code] of [
      [{ near: '200,10' }, 'near not_in_range'],
      [{ near: 'here' }, 'near not_understood'],
      [{ ...near, after: await sealedCursor(sitrep.editions, '/v1/places', 'mosul') }, 'after not_a_cursor'],
    ] as const) {
      const refused = await sitrep.http.get('/v1/places').query(query);
      expect([refused.status, violationsOf(refused)]).toEqual([400, [code]]);
    }
  });

  it('refuses what it does not know', async () => {
    const refused = async (query: Record<string, string>) => {
      const answer = await sitrep.http.get('/v1/map').query(query);
      return [answer.status, violationsOf(answer)];
    };
    expect(await refused({ since: 'yesterday,2017-03-09' })).toEqual([400, ['since not_a_moment']]);
    expect(await refused({ since: '2017-03-09' })).toEqual([400, ['since not_understood']]);
    expect(await refused({ kind: 'town' })).toEqual([400, ['kind not_one_of']]);
    expect(await refused({ status: 'lost' })).toEqual([400, ['status not_one_of']]);
    expect(await refused({ within: 'atlantis' })).toEqual([404, ['within unknown_place']]);
  });
});
