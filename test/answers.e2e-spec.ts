import type { ConditionRectangleDto, ControlRectangleDto } from '../apps/api/src/answers/answers.dto.js';
import { violationsOf } from './harness/api-client.js';
import { type ListAnswer, readAnswer } from './harness/read-answers.js';
import { recordCampaign } from './harness/recorded-campaign.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';
import { cursorOf, sealedCursor } from './harness/sealed-cursor.js';

interface Period extends Record<string, unknown> {
  readonly from: string | null;
}

describe.each(logKinds())('every answer about a place, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await recordCampaign(sitrep);
  });
  afterAll(() => sitrep.stop());

  const all = async <Item>(path: string, limit = '1000', query = {}): Promise<readonly Item[]> => {
    const items: Item[] = [];
    for (
      let next: string | undefined = path, asked: Record<string, string> = { limit, ...query };
      next !== undefined;
      asked = {}
    ) {
      const page: ListAnswer<Item> = await readAnswer<ListAnswer<Item>>(sitrep, next, asked);
      items.push(...page.items);
      next = page.links.find(({ rel }) => rel === 'next')?.href;
    }
    return items;
  };
  const standing = <Item extends ControlRectangleDto | ConditionRectangleDto>(items: readonly Item[], at: string) =>
    items.filter(({ knownFrom, knownTo }) => knownFrom! <= at && (knownTo === null || knownTo > at));

  it('cut at one known time is the timeline then', async () => {
    for (const [list, place] of [
      ['control', 'mosul-museum'],
      ['control', 'mosul-west'],
      ['conditions', 'road-raqqa-deir-al-zor'],
    ] as const) {
      const answers = await all<ControlRectangleDto | ConditionRectangleDto>(`/v1/${list}/${place}/answers`);
      expect(answers.length).toBeGreaterThan(0);
      for (const day of ['2017-03-07', '2017-03-09', '2017-03-11']) {
        const { items } = await readAnswer<ListAnswer<Period>>(sitrep, `/v1/${list}/${place}/timeline`, {
          knownAt: day,
        });
        const cut = standing(answers, `${day}T23:59:59.999Z`)
          .map(({ validFrom: from, validTo: to, knownFrom: _from, knownTo: _to, reports: _reports, ...answer }) => ({
            from,
            to,
            ...answer,
          }))
          .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
        expect(cut).toHaveLength(items.length);
        expect([...items].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))).toMatchObject(
          cut.map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => name !== 'sides'))),
        );
      }
    }
  });

  it('comes page by page, and until a known time only what was known by then', async () => {
    const path = '/v1/control/mosul-museum/answers';
    const whole = await all<ControlRectangleDto>(path);
    expect(await all<ControlRectangleDto>(path, '1')).toEqual(whole);
    const early = await all<ControlRectangleDto>(path, '1000', { knownAt: '2017-03-08' });
    expect(early.every(({ knownFrom }) => knownFrom! < '2017-03-09')).toBe(true);
    expect(early.map(({ knownFrom }) => knownFrom)).toEqual(
      whole.slice(0, early.length).map(({ knownFrom }) => knownFrom),
    );
    expect(early.some(({ knownTo }) => knownTo === null)).toBe(true);
    const conditions = '/v1/conditions/mosul-museum/answers';
    expect(await all(conditions, '1')).toEqual(await all(conditions));
    expect(whole.every(({ reports, status }) => reports.length > 0 && status !== 'unknown')).toBe(true);
  });

  it('is refused about what is not registered, and from where no page ended', async () => {
    const unknown = await sitrep.http.get('/v1/control/atlantis/answers');
    expect([unknown.status, violationsOf(unknown)]).toEqual([404, ['place unknown_place']]);
    const path = '/v1/control/mosul/answers';
    const bounds = '-infinity 2017-03-07T00:00:00.000Z';
    for (const [inside, status] of [
      [cursorOf('control', bounds), 200],
      [cursorOf('conditions', bounds), 400],
      [cursorOf('control', 'then now'), 400],
      ['here', 400],
    ] as const) {
      const strange = await sitrep.http.get(path).query({ after: await sealedCursor(sitrep.editions, path, inside) });
      const violations = status === 200 ? [] : ['after not_a_cursor'];
      expect([strange.status, violationsOf(strange)]).toEqual([status, violations]);
    }
    // Of another place, given here.
    const after = await sealedCursor(sitrep.editions, '/v1/control/raqqa/answers', cursorOf('control', bounds));
    await sitrep.http.get(path).query({ after }).expect(400);
  });
});
