import type { MatchedDto } from '../apps/api/src/editions/edition-answer.dto.js';
import { readAnswer, readOne } from './harness/read-answers.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface ClaimedView {
  readonly sides: readonly { readonly side: { readonly kind: string; readonly name: string } }[];
}
interface Explanation {
  readonly supports: readonly { readonly speakers: readonly string[] }[];
}

const admission = 'admission-against-interest@1';
const registeredAt = '2023-01-01T00:00:00Z';
const asked = { validAt: '2023-04-20', knownAt: '2023-05-01' };

/** Chains of accounts for which nobody says whose they are; and the side whose account each is, if any. */
const accounts = [
  ['ward-1', 'Wire', ['a driver', 'Sudanese army spokesman', 'monitor'], 'side state'],
  ['ward-2', 'Wire', ['monitor', 'Sudanese army spokesman'], 'side monitor'],
  ['ward-3', 'Wire', ['Wire correspondent', 'Sudanese army spokesman'], 'outlet Wire'],
  ['ward-4', 'Radio Omdurman', ['Radio Omdurman'], 'side state'],
  ['ward-5', 'Wire', ['the fighters'], 'outlet Wire'],
] as const;

describe.each(logKinds())('whose account a report is where nobody says so, on the %s log', (kind) => {
  let sitrep: RunningSitrep;

  async function post(path: string, body: object): Promise<unknown> {
    const { status, body: answer } = await sitrep.http.post(path).send(body);
    expect([201, 202], JSON.stringify(answer)).toContain(status);
    return answer;
  }

  const actor = (id: string, name: string, more: object = {}) =>
    post('/v1/actors', { id, name, kind: 'organisation', registeredAt, ...more });

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    await actor('state', 'State', { opposes: ['militia'] });
    await actor('militia', 'Militia', { aliases: ['the fighters'] });
    await actor('clans', 'Clans', { aliases: ['the fighters'] });
    for (const [id, outlet, chain] of accounts) {
      await post('/v1/places', { id, name: id, kind: 'district', timeZone: 'Africa/Khartoum', registeredAt });
      const control = [{ place: id, effect: 'gained', holders: ['state'], effective: '2023-04-20' }];
      const figures = [
        {
          measure: 'killed',
          group: 'anyone',
          basis: 'incremental',
          best: 3,
          place: id,
          period: { from: '2023-04-20' },
        },
      ];
      const told = { control, figures, places: [id], occurred: { from: '2023-04-20', to: '2023-04-20' } };
      const source = { outlet, chain };
      const reportedAt = '2023-04-21T06:00:00Z';
      await post('/v1/reports', { externalId: id, type: 'area_seized', summary: id, reportedAt, source, ...told });
    }
    // Who the voices are is registered after what they said.
    await actor('army', 'Sudanese army', { parents: ['state'] });
    await actor('monitor', 'Monitor');
    await actor('radio', 'Radio Omdurman', { parents: ['army'] });
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  it.each(accounts)(
    '%s, from %s through %j, is that of %s to stances and explanations',
    async (place, _o, _c, voice) => {
      const { sides } = await readOne<ClaimedView>(sitrep, '/v1/control', { ...asked, place, stance: 'claimed' });
      expect(sides.map(({ side }) => `${side.kind} ${side.name}`)).toEqual([voice]);
      const { supports } = await readAnswer<Explanation>(sitrep, `/v1/control/${place}/explanation`, asked);
      expect(supports[0]?.speakers.length).toBe(voice.startsWith('side') && place !== 'ward-4' ? 1 : 0);
    },
  );

  const ofTheState = ['ward-1', 'ward-4'];
  const others = ['ward-2', 'ward-3', 'ward-5'];

  it('policies take the word of the state only against itself, whoever passes it on', async () => {
    const held = await readAnswer<{ items: readonly { place: { id: string }; status: string }[] }>(
      sitrep,
      '/v1/control',
      { ...asked, policy: admission },
    );
    expect(held.items.filter(({ status }) => status === 'held').map(({ place }) => place.id)).toEqual(others);
    const counts = { knownAt: asked.knownAt, measure: 'killed', policy: admission };
    const tallies = await readOne<{ combined: { best: number } }>(sitrep, '/v1/tallies', counts);
    expect(tallies.combined.best).toBe(9);
  });

  it('an edition without the state leaves out the same accounts', async () => {
    const order = { name: 'without-state', definition: { without: { sides: ['state'] } } };
    const { matched } = (await post('/v1/editions', order)) as { matched: readonly MatchedDto[] };
    expect(matched[0]?.reports.map(({ externalId }) => externalId).sort()).toEqual(ofTheState);
  });
});
