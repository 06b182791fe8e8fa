import { answersTo, figure } from './figures.fixture.js';
import { combineTallies } from './combine-tallies.js';
import { isWithin, itemsOf, type ToldFigure } from './figures.fixture.js';

const march = { from: '2017-03-01', to: '2017-03-31' };
const total = (best: number, doer?: string, more: Parameters<typeof figure>[0] = {}) =>
  figure({
    best,
    basis: 'cumulative',
    place: 'iraq',
    origin: 'monitor',
    ...march,
    ...(doer === undefined ? {} : { actors: [`by:${doer}`] }),
    ...more,
  });
const incident = (best: number, doer?: string, more: Parameters<typeof figure>[0] = {}) =>
  figure({ best, on: '2017-03-10', ...(doer === undefined ? {} : { actors: [`by:${doer}`] }), ...more });
const bestOf = (told: readonly ToldFigure[], asked = march) => answersTo(told, asked)[0]?.combined.best;

/** A unit is written with a dash behind what it is part of. */
const partsOf = (actor: string) =>
  ({ has: (part: string) => part === actor || part.startsWith(`${actor}-`) }) as ReadonlySet<string>;
const sidesOf = (actor: string) => [actor.split('-')[0] ?? actor];
const bestByUnits = (told: readonly ToldFigure[]) =>
  combineTallies(itemsOf(told), { window: march, interval: 'prorate', isWithin, doers: { partsOf, sidesOf } })[0]
    ?.combined.best;

describe('totals that say who did what they count', () => {
  it('add up where they name others, and none takes the place of another', () => {
    const [answer] = answersTo([total(500, 'army'), total(70, 'rebels', { knownFrom: '2017-03-05' })], march);
    expect(answer).toMatchObject({ combined: { best: 570 }, flags: [] });
    expect(bestOf([total(500, 'army'), total(70, 'army', { knownFrom: '2017-03-05' })])).toBe(70);
  });

  it('hold nothing that others did', () => {
    expect(bestOf([total(500, 'army'), incident(30, 'rebels')])).toBe(530);
    expect(bestOf([total(500, 'army'), incident(30, 'army')])).toBe(500);
    expect(bestOf([total(500, 'army'), incident(30, 'army', { actors: ['by:rebels', 'by:army'] })])).toBe(500);
    expect(
      bestOf([total(500, 'army'), incident(30, 'rebels')], { from: '2017-03-10', to: '2017-03-10' }),
    ).toBeGreaterThan(30);
  });

  it('hold what nobody knows who did, and what their units did', () => {
    expect(bestOf([total(500, 'army'), incident(30)])).toBe(500);
    expect(bestByUnits([total(500, 'army'), incident(30, 'army-guards')])).toBe(500);
    // Of an army nobody says that it was not these guards, or that it was not the police of the same state.
    expect(bestByUnits([total(500, 'army-guards'), incident(30, 'army')])).toBe(500);
    expect(bestByUnits([total(500, 'army-guards'), incident(30, 'army-police')])).toBe(500);
    expect(bestByUnits([total(500, 'army-guards'), incident(30, 'rebels')])).toBe(530);
    expect(bestByUnits([total(500, 'army-guards'), total(70, 'army-police')])).toBe(570);
    expect(bestByUnits([total(500, 'army'), total(70, 'army-police')])).toBe(500);
  });

  it('lie in a total of all, which names nobody', () => {
    const all = [total(600), total(500, 'army', { report: 'b' }), total(70, 'rebels', { report: 'c' })];
    expect(bestOf(all)).toBe(600);
    expect(bestOf([total(500), total(520, 'army'), total(70, 'rebels')])).toBe(590);
    expect(bestOf([total(500), incident(20, 'army'), incident(30, 'rebels')])).toBe(500);
  });

  it('who speaks or suffers makes no difference', () => {
    expect(
      bestOf([total(500, undefined, { actors: ['reported_by:army', 'victim:ypg'] }), incident(30, 'rebels')]),
    ).toBe(500);
  });

  it('are compared with those of other days and areas as before', () => {
    expect(bestOf([total(500, 'army'), total(60, 'rebels', { from: '2017-03-10', to: '2017-04-02' })])).toBeCloseTo(
      555,
      3,
    );
    expect(bestOf([total(500, 'army'), total(60, 'army', { place: 'mosul', origin: 'other' })])).toBe(500);
  });
});
