import { type AskedType, asksOf } from './asks.js';
import { draftOf, questionOf, reportedAtOf } from './draft.js';
import { emptyForm, type FigureAnswer, type FormState } from './form-state.js';

type Asked = AskedType['asks'];
const doing = [
  { role: 'by', question: 'Who did it?', required: false },
  { role: 'against', question: 'Against whom?', required: false },
] as Asked;
const typeOf = (type: string, change: Partial<AskedType>): AskedType => ({
  type: type as AskedType['type'],
  mayDoToControl: 'may_change_holder',
  conditionStates: [],
  family: 'territory',
  asks: doing,
  figures: { measures: [], bases: ['incremental'] },
  ...change,
});
const cut = asksOf(typeOf('road_cut', { conditionStates: ['cut'] }));
const seized = asksOf(typeOf('area_seized', {}));
const held = asksOf(typeOf('area_held', { mayDoToControl: 'may_confirm_holder' }));
const secured = asksOf(typeOf('road_secured', { conditionStates: ['open', 'cut'] }));
const clash = asksOf(typeOf('clash', { mayDoToControl: 'may_mark_contested', family: 'fighting' }));
const form = (change: Partial<FormState>): FormState => ({
  ...emptyForm('2017-03-08'),
  id: 'id',
  place: 'road',
  actors: { by: ['army'], against: ['is'], from: ['is'] },
  outlet: 'Reuters',
  voice: 'a colonel',
  ...change,
});
const figure = (change: Partial<FigureAnswer>): FigureAnswer => ({
  measure: 'killed',
  group: 'civilians',
  extent: 'exact',
  low: '',
  high: '',
  basis: 'incremental',
  since: '',
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

  it('of a place that is held says by whom, and nothing of who did it', () => {
    const { control, actors } = draftOf(form({ actors: { holder: ['army'] }, share: 'most' }), held, 'Held.', now);
    expect(control).toEqual([
      { place: 'road', effect: 'observed', status: 'held', holders: ['army'], effective: '2017-03-08', extent: 'most' },
    ]);
    expect(actors).toEqual([{ role: 'holder', actor: 'army' }]);
  });

  it('of a road that was secured says whether it is open, where that was said', () => {
    expect(draftOf(form({}), secured, 'Secured.', now).condition).toBeUndefined();
    expect(draftOf(form({ state: 'open' }), secured, 'Secured.', now).condition).toEqual([
      { place: 'road', state: 'open', effective: '2017-03-08' },
    ]);
    expect(draftOf(form({ state: 'looted' }), secured, 'Secured.', now).condition).toBeUndefined();
  });

  it('of what a place suffers leaves its holder', () => {
    const { control } = draftOf(form({ suffers: ['under_fire'] }), held, 'Fire.', now);
    expect(control).toMatchObject([{ effect: 'contested', holders: [], conditions: ['under_fire'] }]);
    expect(control?.[0]).not.toHaveProperty('status');
    expect(draftOf(form({ suffers: ['contested'] }), clash, 'Fighting.', now).control).toMatchObject([
      { status: 'contested' },
    ]);
  });

  it('says whose account it is only where that was chosen', () => {
    expect(draftOf(form({}), clash, 'Said.', now).source).not.toHaveProperty('speaksFor');
    expect(draftOf(form({ speaksFor: [] }), clash, 'Said.', now).source.speaksFor).toEqual([]);
    expect(draftOf(form({ speaksFor: ['iraq'] }), clash, 'Said.', now).source.speaksFor).toEqual(['iraq']);
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
    const { figures } = draftOf(form({ figures: [figure({ extent, low, high })] }), clash, 'Killed.', now);
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

  it('counts several numbers, each in its own time', () => {
    const { figures } = draftOf(
      form({
        figures: [figure({ low: '12' }), figure({ measure: 'displaced', basis: 'cumulative', since: '2016-10-17' })],
      }),
      clash,
      'Killed.',
      now,
    );
    expect(figures).toMatchObject([
      { measure: 'killed', period: { from: '2017-03-08', to: '2017-03-08' } },
      { measure: 'displaced', basis: 'cumulative', period: { from: '2016-10-17', to: '2017-03-08' } },
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
    ).toEqual(['what', 'where', 'when', 'who', 'source', 'figures']);
  });
});
