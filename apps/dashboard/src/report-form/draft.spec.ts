import { asksOf, draftOf, questionOf, reportedAtOf } from './draft.js';
import { emptyForm, type FormState } from './form-state.js';

const cut = asksOf({
  type: 'road_cut',
  mayDoToControl: 'may_change_holder',
  conditionStates: ['cut'],
  family: 'territory',
});
const seized = asksOf({
  type: 'area_seized',
  mayDoToControl: 'may_change_holder',
  conditionStates: [],
  family: 'territory',
});
const clash = asksOf({ type: 'clash', mayDoToControl: 'may_mark_contested', conditionStates: [], family: 'fighting' });
const form = (change: Partial<FormState>): FormState => ({
  ...emptyForm('2017-03-08'),
  id: 'id',
  place: 'road',
  by: ['army'],
  to: ['is'],
  outlet: 'Reuters',
  voice: 'a colonel',
  ...change,
});
const now = '2017-03-09T10:00:00.000Z';

describe('the report that the form makes', () => {
  it('of a cut road closes the way and does not touch its holder', () => {
    const draft = draftOf(form({ type: 'road_cut' }), cut, 'Cut.', now);
    expect(draft.control).toBeUndefined();
    expect(draft.condition).toEqual([
      { place: 'road', state: 'cut', effective: '2017-03-08', closedBy: ['army'], closedTo: ['is'] },
    ]);
    expect(draft).toMatchObject({ id: 'id', places: ['road'], source: { outlet: 'Reuters', chain: ['a colonel'] } });
  });

  it('of a taken place says who took it from whom', () => {
    const { control, actors } = draftOf(form({ type: 'area_seized' }), seized, 'Taken.', now);
    expect(control).toEqual([
      { place: 'road', effect: 'gained', holders: ['army'], effective: '2017-03-08', takenFrom: 'is' },
    ]);
    expect(actors).toEqual([
      { role: 'by', actor: 'army' },
      { role: 'from', actor: 'is' },
    ]);
  });

  it('of fighting names no holder, and without a day claims nothing', () => {
    expect(draftOf(form({ type: 'clash' }), clash, 'Fighting.', now).control).toMatchObject([
      { effect: 'contested', holders: [] },
    ]);
    expect(draftOf(form({ day: 'unknown' }), seized, 'Taken.', now)).toMatchObject({
      occurred: { precision: 'unknown' },
    });
    expect(draftOf(form({ day: 'unknown' }), seized, 'Taken.', now).control).toBeUndefined();
  });

  it.each([
    ['exact', '12', '', { low: 12, best: 12, high: 12 }],
    ['range', '3000', '6000', { low: 3000, high: 6000 }],
    ['above', '20', '', { low: 20, lowExclusive: true }],
    ['about', '50', '', { best: 50 }],
    ['unsaid', '', '', {}],
  ] as const)('writes a number that is %s as wide as it is known', (extent, low, high, amount) => {
    const { figures } = draftOf(
      form({ measure: 'killed', group: 'civilians', extent, low, high }),
      clash,
      'Killed.',
      now,
    );
    expect(figures).toEqual([
      {
        measure: 'killed',
        group: 'civilians',
        basis: 'incremental',
        place: 'road',
        period: { from: '2017-03-08', to: '2017-03-08' },
        ...amount,
      },
    ]);
  });

  it('is made known now, or at the end of the day that was said, never later than now', () => {
    const known = (published: string): string =>
      reportedAtOf(form({ published }), 'Asia/Baghdad', Date.parse('2017-03-09T10:00:00Z'));
    expect(known('')).toBe('2017-03-09T10:00:00.000Z');
    expect(known('2017-03-08')).toBe('2017-03-08T20:59:59.999Z');
    expect(known('2017-03-09')).toBe('2017-03-09T10:00:00.000Z');
  });

  it('knows at which question a refused field stands', () => {
    expect(
      ['/type', '/places/0', '/occurred/to', '/control/0/holders', '/source/outlet', '/figures/0/low'].map(questionOf),
    ).toEqual([...['what', 'where', 'when', 'who', 'source', 'figures']]);
  });
});
