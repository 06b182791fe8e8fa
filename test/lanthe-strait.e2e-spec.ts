import type { PartyExitDto } from '../apps/api/src/isolation/isolation-answer.dto.js';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { buildEdition } from '#editions';
import { reportIdOf } from '#event-log';
import type { Instant } from '#situation';
import { createProgram } from '../apps/cli/src/program.js';
import type { DraftDto } from '../apps/api/src/reports/draft.dto.js';
import { CampaignQuestions, type Holding, type Named, numbersOf } from './harness/campaign-questions.js';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

const folder = fileURLToPath(new URL('campaign/lanthe-strait', import.meta.url));
const drafts = readFileSync(`${folder}/reports.ndjson`, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as DraftDto);

/** After all thirty reports. */
const afterwards = '2018-04-05T00:00:00Z';
const clocks = { from: '2018-03-20', to: '2018-04-01', knownAt: afterwards };
const range = (low: number | null, best: number | null, high: number | null) => ({ low, best, high });
const nothing = range(null, null, null);
const pathOf = (outlet: string, number: string): string => `/v1/reports/${reportIdOf(outlet, number)}`;

interface Suggestion {
  readonly score: number;
  readonly parts: readonly { readonly part: string; readonly likeness: number; readonly because: string }[];
  readonly reports: readonly { readonly report: Named }[];
}

describe.each(logKinds())('the invented campaign of the Lanthe Strait, on the %s log', (kind) => {
  let sitrep: RunningSitrep;
  let url: string;
  let ask: CampaignQuestions;

  beforeAll(async () => {
    sitrep = await startSitrep(kind);
    ask = new CampaignQuestions(sitrep);
    await sitrep.app.listen(0, '127.0.0.1');
    url = await sitrep.app.getUrl();
    expect(await importFolder()).toEqual([18, 0, 16, 0, 30, 0]);
    await sitrep.settled();
  });
  afterAll(() => sitrep.stop());

  /** Runs `sitrep import`; answers how many places, actors and reports were recorded and refused. */
  async function importFolder(): Promise<readonly number[]> {
    const terminal = { out: new PassThrough(), err: new PassThrough(), exitCode: 0 };
    await createProgram(terminal).parseAsync(['node', 'sitrep', 'import', folder, '--url', url]);
    const told = String(terminal.out.read());
    expect([terminal.exitCode, told], String(terminal.err.read())).toEqual([0, expect.any(String)]);
    return [...told.matchAll(/(\d+) \w+ recorded, \d+ already there, (\d+) refused/g)].flatMap((match) => [
      Number(match[1]),
      Number(match[2]),
    ]);
  }

  const read: CampaignQuestions['read'] = (path, query) => ask.read(path, query);
  const list: CampaignQuestions['list'] = (path, query) => ask.list(path, query);
  const held = (place: string, validAt: string, knownAt = afterwards) => ask.held(place, validAt, knownAt);
  const condition = (place: string, axis: 'integrity' | 'passage', validAt: string) =>
    ask.condition(place, axis, validAt, afterwards);
  const tally = (query: Record<string, string>) => list<object>('/v1/tallies', query);

  it('is loaded by sitrep import as it stands, and a second time without any effect', async () => {
    const { position } = await read<{ position: string }>('/v1/reports');
    expect(await importFolder()).toEqual([0, 0, 0, 0, 0, 0]);
    expect((await read<{ position: string }>('/v1/reports')).position).toBe(position);
  });

  it('keeps every script and every outlet as printed', async () => {
    for (const outlet of new Set(drafts.map(({ source }) => source.outlet))) {
      const sent = drafts.filter(({ source }) => source.outlet === outlet);
      const kept = await list<DraftDto>('/v1/reports', { outlet });
      const told = (all: readonly DraftDto[]) =>
        all.map(({ externalId, summary }) => `${externalId} ${summary}`).sort();
      expect(told(kept)).toEqual(told(sent));
    }
    const { items } = await read<{ items: { id: string; name: string }[] }>('/v1/places', { limit: '1000' });
    expect(items.find(({ id }) => id === 'kelat')?.name).toBe('کلات سنگ');
  });

  describe('two places at the date line', () => {
    it('one instant is the 31st in Port Havel and the 30th across the strait', async () => {
      const noonUtc = '2018-03-30T13:00:00Z';
      expect(await held('port-havel', noonUtc)).toBe('held | line-front |  | medium | 2018-03-31 | R02');
      expect(await held('tuamara', noonUtc)).toBe('held | osmere-government | under_fire | high | - | R04 R05');
    });

    it('one date is two stretches of time, 25 hours apart: on the 30th Port Havel had not fallen yet', async () => {
      expect(await held('port-havel', '2018-03-30')).toBe('held | vareo-government |  | high | 2018-03-29 | R01');
      expect(await held('tuamara', '2018-03-30')).toBe('held | osmere-government |  | high | 2018-03-30 | R05');
      // The 30th ended west of the line an hour and a half before the harbour fell.
      expect(await held('port-havel', '2018-03-30T11:29:59.999Z')).toContain('held | vareo-government');
      expect(await held('port-havel', '2018-03-30T11:30:00Z')).toContain('held | line-front');
    });

    it('the harbour fell on its own 31st, though UTC still wrote the 30th', async () => {
      const early = '2018-03-30T20:00:00Z';
      expect(await held('port-havel', '2018-03-31', early)).toBe('held | line-front |  | medium | 2018-03-31 | R02');
      expect(await held('port-havel', '2018-03-31')).toBe(
        'held | line-front | under_attack | high | 2018-03-31 | R02 R03 R17',
      );
    });

    it('before Lantern Wire spoke of Tuamarā, nothing but fighting was known there', async () => {
      expect(await held('tuamara', '2018-03-30T13:00:00Z', '2018-03-30T19:00:00Z')).toBe(
        'contested |  | under_fire | medium | 2018-03-30 | R04',
      );
      expect(await held('east-skerry', '2018-03-31')).toBe('stale contested |  |  | low | 2018-03-30 | R26');
    });

    it('one bomb, dated by two clocks, is one incident of 6 to 11 dead', async () => {
      const asked = { measure: 'killed', group: 'islanders', from: '2018-03-30', to: '2018-03-31' };
      expect(await tally({ ...asked, knownAt: '2018-03-30T21:59:59Z' })).toEqual([]);
      expect(await tally({ ...asked, knownAt: '2018-03-30T22:00:00Z' })).toMatchObject([
        { combined: range(6, null, null) },
      ]);
      expect(await tally({ ...asked, knownAt: afterwards })).toMatchObject([{ combined: range(6, 9, 11) }]);
      // It lies on the day of the better graded account: that of the eastern side.
      expect(await tally({ ...asked, to: '2018-03-30', knownAt: afterwards })).toMatchObject([
        { combined: range(6, 9, 11) },
      ]);
      expect(await tally({ ...asked, from: '2018-03-31', knownAt: afterwards })).toEqual([]);
    });

    it('two skirmishes on both sides of the 180th meridian are 5 km and one day apart, and only suggested', async () => {
      const found = await list<Suggestion>('/v1/incident-suggestions', { knownAt: afterwards });
      const skerries = found.find(({ reports }) => numbersOf(reports.map(({ report }) => report)) === 'R25 R26');
      const because = Object.fromEntries(skerries!.parts.map((one) => [one.part, one.because]));
      expect(because).toMatchObject({ place: '5 km apart', days: '1 day apart', type: 'both clash' });
      // (0.35 × 0.89 + 0.2 × 0.75 + 0.2 + 0.15) / 0.9
      expect(skerries?.score).toBe(0.9);
    });
  });

  describe('days of unusual length and offsets of half an hour', () => {
    it('the road was cut ten minutes into 1 April, four and a half hours from Greenwich', async () => {
      const road = 'road-kelat-darra';
      expect(await held(road, '2018-03-31')).toBe('inferred | kirrat-government |  | medium | - | R10');
      expect(await held(road, '2018-04-01')).toBe('held | highland-guard |  | high | 2018-04-01 | R10');
      expect(await condition(road, 'passage', '2018-03-31')).toBe('open R10');
      expect(await condition(road, 'passage', '2018-04-01')).toBe('cut R10');
    });

    it('Morrow Station changed hands in a day of 24 and a half hours', async () => {
      const at = (instant: string) => held('morrow-station', instant);
      expect(await at('2018-03-31T12:59:59Z')).toBe('inferred | vareo-government |  | medium | - | R16');
      expect(await at('2018-03-31T13:00:00Z')).toContain('transition | osmere-government vareo-government');
      // By an offset that had not changed it would be the 2nd already.
      expect(await at('2018-04-01T13:10:00Z')).toContain('transition | osmere-government vareo-government');
      expect(await at('2018-04-01T13:30:00Z')).toBe('held | osmere-government |  | high | 2018-04-01 | R16');
      expect(await at('2018-04-01')).toBe('held | osmere-government |  | high | 2018-04-01 | R16');
    });

    it('the search of the docks lasted through the hour that came twice, and its captives count on its last day', async () => {
      expect(await held('port-havel', '2018-03-31T14:20:00Z')).toContain('held | line-front | under_attack');
      expect(await held('port-havel', '2018-03-31T14:30:00.001Z')).toContain('held | line-front |  |');
      const asked = { measure: 'captured', group: 'vareo-navy', knownAt: afterwards };
      expect(await tally({ ...asked, from: '2018-03-31', to: '2018-03-31' })).toEqual([]);
      expect(await tally({ ...asked, from: '2018-04-01', to: '2018-04-01' })).toMatchObject([
        { combined: range(null, 12, null), flags: [] },
      ]);
    });

    it('dozens were freed on 2 April, and it was known from two in the morning on', async () => {
      const asked = { measure: 'released', from: '2018-04-02', to: '2018-04-02' };
      expect(await tally({ ...asked, knownAt: '2018-04-02T12:59:59.999Z' })).toEqual([]);
      expect(await tally({ ...asked, knownAt: '2018-04-02T13:00:00Z' })).toMatchObject([
        { group: 'detainees', combined: range(24, null, null) },
      ]);
    });
  });

  describe('how many', () => {
    it('forty sailors killed, of whom twelve on Saturday: never 52', async () => {
      const asked = { ...clocks, measure: 'killed', group: 'vareo-navy' };
      expect(await tally(asked)).toMatchObject([{ itemised: range(null, 12, null), combined: range(null, 40, null) }]);
      expect(await tally({ ...asked, from: '2018-03-31', to: '2018-03-31' })).toMatchObject([
        { combined: range(null, 12, null), flags: ['total_reaches_outside'] },
      ]);
    });

    it('more than 14,000 displaced: the 3,000 are inside, the forecast never counts', async () => {
      expect(await tally({ ...clocks, measure: 'displaced', to: '2018-04-30' })).toMatchObject([
        { itemised: range(null, 3_000, null), combined: range(14_000, null, null), lowExclusive: true },
      ]);
    });

    it('the wounded are not published: never 0', async () => {
      expect(await tally({ measure: 'wounded', to: '2018-04-02', knownAt: afterwards })).toMatchObject([
        { group: 'vareo-navy', combined: nothing, flags: ['not_published'] },
      ]);
    });

    it('300 coast guards and 120 more are derived to 420, and marked so', async () => {
      const [item] = await tally({ ...clocks, measure: 'strength', group: 'osmere-coast-guard', within: 'osmere' });
      const flags = ['derived'];
      expect(item).toMatchObject({ combined: range(null, 300, null), derived: range(null, 420, null), flags });
    });
  });

  describe('what changes nothing', () => {
    it('a flag and an advance are no control', async () => {
      for (const place of ['kelat-archive', 'darra'])
        expect(await held(place, '2018-04-03')).toBe('unknown |  |  | - | - | ');
    });

    it('the marshal is a person, and Kelat a city', async () => {
      const numbers = async (query: Record<string, string>) => numbersOf(await list<Named>('/v1/reports', query));
      expect(await numbers({ actor: 'marshal-kelat' })).toBe('R28');
      expect(await numbers({ place: 'kelat' })).toBe('R11 R13 R14');
    });

    it('nobody knows since when the archive is stripped', async () => {
      const archive = (validAt: string) => condition('kelat-archive', 'integrity', validAt);
      expect(await archive('2018-03-30')).toBe('looted R22');
      expect(await archive('2018-03-29')).toBe('transition R22');
      expect(await archive('2018-02-20')).toBe('unknown');
    });
  });

  describe('whether Kelat was cut off', () => {
    interface Isolation {
      readonly verdict: string;
      readonly verdicts: readonly { readonly exits: readonly PartyExitDto[] }[];
      readonly claims: readonly { readonly report: Named; readonly contradicts: readonly Named[] }[];
    }
    const kelat = async (validAt: string, knownAt: string) => {
      const { verdict, verdicts, claims } = await read<Isolation>('/v1/isolation/kelat', { validAt, knownAt });
      const ways = verdicts[0]?.exits.map(({ place, remains }) => `${place.id} ${remains ?? 'unknown'}`) ?? [];
      return { verdict, ways, claims: claims.map(({ report }) => report.externalId) };
    };
    const firstNight = '2018-04-01T18:00:00Z';

    it('on 1 April every known way is closed; on the 2nd the boats cross again, and the sources contradict each other', async () => {
      expect(await kelat('2018-04-01', firstNight)).toEqual({
        verdict: 'no_exit_known_open',
        ways: ['bridge-pul-e-ab false', 'river-ab false', 'road-kelat-darra false'],
        claims: ['R13'],
      });
      const second = await kelat('2018-04-02', afterwards);
      expect(second).toMatchObject({ verdict: 'remains', claims: ['R13', 'R14'] });
      expect(second.ways[1]).toBe('river-ab true');
    });

    it('once the bridge is corrected to damaged nobody can tell; as known that night no exit was known open', async () => {
      const report = drafts.find(({ externalId }) => externalId === 'R12')!;
      const [claim] = report.condition ?? [];
      const corrected = { ...report, condition: [{ ...claim, state: 'damaged' }], summary: 'پل آسیب دید.' };
      const reportedAt = '2018-04-06T09:00:00+04:30' as Instant;
      await ask.send(`${pathOf(report.source.outlet, 'R12')}/corrections`, {
        reportedAt,
        reason: 'دیده شد',
        report: corrected,
      });
      expect(await kelat('2018-04-01', '2018-04-07T00:00:00Z')).toMatchObject({
        verdict: 'unknown',
        ways: ['bridge-pul-e-ab unknown', 'river-ab false', 'road-kelat-darra false'],
      });
      expect((await kelat('2018-04-01', firstNight)).verdict).toBe('no_exit_known_open');
    });
  });

  it('once the eastern account of the bomb is withdrawn, at least six remain, on the western day', async () => {
    const body = { reportedAt: '2018-04-06T12:00:00-11:00', reason: 'E sese le tala.' };
    await ask.send(`${pathOf('Tala o le Vasa', 'R07')}/retractions`, body);
    const asked = { measure: 'killed', group: 'islanders', from: '2018-03-31', to: '2018-03-31' };
    expect(await tally({ ...asked, knownAt: '2018-04-08' })).toMatchObject([{ combined: range(6, null, null) }]);
    expect(await tally({ ...asked, from: '2018-03-30', knownAt: afterwards })).toMatchObject([
      { combined: range(6, 9, 11) },
    ]);
  });

  it('an edition replayed until an instant answers as what was known then', async () => {
    const knownAt = '2018-03-31T08:00:00Z';
    const name = 'strait-until-the-31st';
    await buildEdition(sitrep, { name, definition: { until: { knownAtMs: Date.parse(knownAt) } } });
    for (const validAt of ['2018-03-30', '2018-03-31', '2018-04-01']) {
      const replayed = await list<Holding>('/v1/control', { validAt, edition: name });
      expect(replayed).toEqual(await list<Holding>('/v1/control', { validAt, knownAt }));
      expect(replayed.some(({ status }) => status === 'held')).toBe(true);
    }
    await sitrep.editions.drop(name);
  });
});
