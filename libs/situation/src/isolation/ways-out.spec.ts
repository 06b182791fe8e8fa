import { actor } from '../sides/actors.fixture.js';
import { Sides } from '../sides/sides.js';
import type { Day } from '../time/time.js';
import {
  type AxisState,
  type ExitJudgement,
  exitWords,
  judgeExit,
  partiesOf,
  verdictConfidence,
  verdictFor,
  verdictOfPlace,
  type WayState,
} from './ways-out.js';

const sides = new Sides([
  actor('islamic-state'),
  actor('is-unit', { parents: 'islamic-state' }),
  actor('iraq', { opposes: 'islamic-state' }),
  actor('iraqi-army', { parents: 'iraq' }),
  actor('peshmerga', { allies: 'iraq', opposes: 'islamic-state' }),
  actor('loner'),
]);
const party = (id: string) => ({ id, sides: sides.of(id, '2017-03-09') });

const unknown: AxisState = {
  state: 'unknown',
  states: [],
  closedTo: [],
  closedBy: [],
  inferred: false,
  confidence: null,
  lastDated: null,
};
const axis = (state: string, more: Partial<AxisState> = {}): AxisState => ({
  ...unknown,
  state,
  states: [state],
  confidence: 'medium',
  lastDated: '2017-03-06',
  ...more,
});
const nobody: WayState['control'] = { status: 'unknown', holders: [], confidence: null, lastDated: null };
const heldBy = (holder: string, lastDated: Day = '2017-03-06'): WayState['control'] => ({
  status: 'held',
  holders: [holder],
  confidence: 'high',
  lastDated,
});
const cut = (closedTo: string, closedBy = '', more: Partial<AxisState> = {}): AxisState =>
  axis('cut', { closedTo: list(closedTo), closedBy: list(closedBy), ...more });
const list = (names: string): string[] => names.split(' ').filter((name) => name !== '');

/** How a way is judged for a party, in a word: `remains held`. The place is held by these sides. */
function judged(id: string, way: Partial<WayState>, holders = 'islamic-state'): string {
  const around = { sides, day: '2017-03-09' as Day, holders: list(holders) };
  const { remains, reason } = judgeExit(
    { passage: unknown, integrity: null, control: nobody, ...way },
    party(id),
    around,
  );
  return `${remains === null ? 'unknown' : remains ? 'remains' : 'closed'} ${reason}`;
}

describe('whether a way out remains to a party', () => {
  it('a cut closes it to those said, matched by side, and says nothing of others', () => {
    expect(judged('islamic-state', { passage: cut('islamic-state') })).toBe('closed cut_to_party');
    expect(judged('islamic-state', { passage: cut('is-unit') })).toBe('closed cut_to_party');
    expect(judged('is-unit', { passage: cut('islamic-state') })).toBe('closed cut_to_party');
    const allies = { passage: cut('iraq') };
    expect(judged('iraq', allies, 'iraq peshmerga')).toBe('closed cut_to_party');
    expect(judged('peshmerga', allies, 'iraq peshmerga')).toBe('unknown cut_to_others');
  });

  it('a cut by somebody closes it to his opponents, and where none are registered to holders of another side', () => {
    expect(judged('islamic-state', { passage: cut('', 'iraqi-army') })).toBe('closed cut_by_opponent');
    expect(judged('peshmerga', { passage: cut('', 'iraq') }, 'peshmerga')).toBe('unknown cut_to_others');
    expect(judged('islamic-state', { passage: cut('', 'loner') })).toBe('closed cut_by_another_side');
    expect(judged('iraq', { passage: cut('', 'loner') })).toBe('unknown cut_to_others');
    expect(judged('civilians', { passage: cut('', 'iraq') })).toBe('unknown cut_to_others');
  });

  it('a cut of which nobody says more closes it to the holders, confidence low', () => {
    expect(judged('islamic-state', { passage: cut('') })).toBe('closed cut_as_far_as_known');
    expect(judged('iraq', { passage: cut('') })).toBe('unknown cut_to_others');
    const around = { sides, day: '2017-03-09' as Day, holders: ['islamic-state'] };
    const way = { passage: cut(''), integrity: null, control: nobody };
    expect(judgeExit(way, party('islamic-state'), around).confidence).toBe('low');
  });

  it('what a party holds or has itself cut remains to it, disputed or not', () => {
    const road = { passage: cut('islamic-state', 'iraq'), control: heldBy('iraqi-army') };
    expect(judged('iraq', road, 'iraq islamic-state')).toBe('remains own_cut');
    expect(judged('iraq', { ...road, passage: cut('islamic-state') }, 'iraq islamic-state')).toBe('remains held');
    expect(judged('islamic-state', road, 'iraq islamic-state')).toBe('closed cut_to_party');
    expect(judged('islamic-state', { passage: cut('', 'is-unit') })).toBe('remains own_cut');
    const disputed = axis('disputed', { states: ['cut', 'open'], closedBy: ['iraq'] });
    expect(judged('iraq', { passage: disputed })).toBe('remains own_cut');
    expect(judged('islamic-state', { passage: disputed })).toBe('unknown passage_unclear');
  });

  it('what was held before it was cut to the holder is closed to him', () => {
    const passage = cut('islamic-state', 'iraq', { lastDated: '2017-03-08' });
    expect(judged('islamic-state', { passage, control: heldBy('islamic-state', '2017-03-07') })).toBe(
      'closed cut_to_party',
    );
    expect(judged('islamic-state', { passage, control: heldBy('islamic-state', '2017-03-08') })).toBe('remains held');
    const contested = { ...heldBy('islamic-state', '2017-03-08'), status: 'contested' };
    expect(judged('islamic-state', { passage, control: contested })).toBe('closed cut_to_party');
  });

  it('what is destroyed is closed to all, but where it was seen in use on a later day', () => {
    const destroyed = (lastDated: Day | null) => axis('destroyed', { lastDated });
    const used = axis('open', { lastDated: '2017-03-06' });
    expect(judged('iraq', { integrity: destroyed('2017-03-06'), control: heldBy('iraq') })).toBe('closed destroyed');
    expect(judged('iraq', { passage: used, integrity: destroyed('2017-03-05') })).toBe('remains used_since');
    expect(judged('iraq', { passage: used, integrity: destroyed('2017-03-06') })).toBe('unknown same_day');
    expect(judged('iraq', { passage: used, integrity: destroyed('2017-03-07') })).toBe('closed destroyed_since');
    const inferred = axis('open', { inferred: true, lastDated: null });
    expect(judged('iraq', { passage: inferred, integrity: destroyed(null) })).toBe('closed destroyed');
  });

  it('what may be destroyed remains to nobody for certain, but where it was seen in use on a later day', () => {
    const disputed = axis('disputed', { states: ['destroyed', 'intact'], lastDated: '2017-03-07' });
    const happening = axis('transition', { states: ['intact', 'destroyed'], lastDated: null });
    const used = (lastDated: Day) => axis('open', { lastDated });
    const unclear = 'unknown passage_unclear';
    expect(judged('iraq', { passage: used('2017-03-07'), integrity: disputed })).toBe(unclear);
    expect(judged('iraq', { passage: used('2017-03-08'), integrity: disputed })).toBe('remains open');
    expect(judged('iraq', { passage: used('2017-03-09'), integrity: happening })).toBe(unclear);
    expect(judged('iraq', { integrity: disputed, control: heldBy('iraq') })).toBe(unclear);
    expect(judged('islamic-state', { passage: cut('islamic-state'), integrity: disputed })).toBe('closed cut_to_party');
  });

  it('open is open to all, inferred open with the confidence of the inference', () => {
    expect(judged('civilians', { passage: axis('open') })).toBe('remains open');
    const passage = axis('open', { inferred: true, confidence: 'low', lastDated: null });
    expect(judged('islamic-state', { passage })).toBe('remains inferred_open');
    const around = { sides, day: '2017-03-09' as Day, holders: ['islamic-state'] };
    const exit = judgeExit({ passage, integrity: null, control: nobody }, party('islamic-state'), around);
    expect(verdictConfidence([exit])).toBe('low');
  });

  it('of anything else nobody can tell', () => {
    expect(judged('iraq', {})).toBe('unknown no_evidence');
    expect(judged('iraq', { passage: axis('transition') })).toBe('unknown passage_unclear');
    const intact = axis('intact', { lastDated: null });
    expect(judged('iraq', { integrity: intact })).toBe('unknown no_evidence');
    expect(judged('iraq', { control: heldBy('iraq') })).toBe('remains held');
  });

  it('every reason has its words', () => {
    for (const words of Object.values(exitWords)) expect(words).toMatch(/^[A-Z].*\.$/);
  });
});

describe('the parties that ways are judged for', () => {
  it('are the sides of the holders, and the unarmed that a claim names', () => {
    const ways = [{ passage: cut('civilians islamic-state') }, { passage: axis('open') }];
    expect(partiesOf(['iraq', 'islamic-state'], ways).map(({ id }) => id)).toEqual([
      'iraq',
      'islamic-state',
      'civilians',
    ]);
    expect(partiesOf([], [])).toEqual([]);
  });
});

describe('the verdict', () => {
  const exits = (...all: (boolean | null)[]): ExitJudgement[] =>
    all.map((remains) => ({ remains, reason: 'open', confidence: remains === null ? null : 'medium' }));

  it.each([
    [[], true, 'unknown'],
    [[false, true, null], true, 'remains'],
    [[false, null], true, 'unknown'],
    [[false, false], true, 'sealed'],
    [[false, false], false, 'no_exit_known_open'],
  ] as const)('of exits %j, complete %s, is %s', (remains, complete, verdict) => {
    expect(verdictFor(exits(...remains), complete)).toBe(verdict);
  });

  it('is one word for the place only where one side alone holds it', () => {
    expect(verdictOfPlace([])).toBe('unknown');
    expect(verdictOfPlace(['remains'])).toBe('remains');
    expect(verdictOfPlace(['remains', 'remains'])).toBe('depends');
  });

  it('is as sure as its best exit that remains, or as the least sure of those closed', () => {
    const sure = (remains: boolean | null, confidence: 'low' | 'high' | null) =>
      ({ remains, reason: 'open', confidence }) as const;
    expect(verdictConfidence([sure(true, 'low'), sure(true, 'high'), sure(false, 'low')])).toBe('high');
    expect(verdictConfidence([sure(false, 'high'), sure(false, 'low')])).toBe('low');
    expect(verdictConfidence([sure(false, 'high'), sure(null, null)])).toBeNull();
    expect(verdictConfidence([])).toBeNull();
  });
});
