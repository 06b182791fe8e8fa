import { exitsOf, exitWords, isolationReason, isolationVerdict, judgeExit } from './isolation.js';

const parents = new Map([
  ['old-city', 'west'],
  ['west', 'mosul'],
  ['east', 'mosul'],
  ['mosul', 'nineveh'],
]);
const bridge = { id: 'bridge', connects: ['east', 'west'] };
const highway = { id: 'highway', connects: ['west', 'tal-afar'] };
const alley = { id: 'alley', connects: ['old-city', 'west'] };
const exits = (place: string): string[] => exitsOf(place, [bridge, highway, alley], parents).map(({ id }) => id);

describe('the exits of a place', () => {
  it('lead from it or a part of it to somewhere outside', () => {
    expect(exits('west')).toEqual(['bridge', 'highway']);
    expect(exits('mosul')).toEqual(['highway']);
    expect(exits('tal-afar')).toEqual(['highway']);
  });

  it('are not those of the place that it is a part of', () => {
    expect(exits('old-city')).toEqual(['alley']);
    expect(exits('elsewhere')).toEqual([]);
  });

  it('are found where parents go in a circle', () => {
    const circle = new Map([...parents, ['nineveh', 'mosul']]);
    expect(exitsOf('tal-afar', [highway], circle)).toEqual([highway]);
  });
});

const axis = (state: string, lastEvidence?: string, ...closedTo: string[]) => ({
  ...{ state, closedTo, lastEvidence: lastEvidence ?? null },
});
const unknown = axis('unknown');

describe('whether an exit remains', () => {
  it.each([
    ['open', true],
    ['cut', false],
    ['disputed', 'unknown'],
    ['transition', 'unknown'],
    ['unknown', 'unknown'],
  ] as const)('%s: %s', (state, remains) => {
    expect(judgeExit({ passage: axis(state), integrity: null }, ['islamic-state']).remains).toBe(remains);
  });

  it.each([
    ['destroyed', false],
    ['intact', 'unknown'],
    ['damaged', 'unknown'],
  ] as const)('%s, with nothing known of passage: %s', (state, remains) => {
    expect(judgeExit({ passage: unknown, integrity: axis(state) }, []).remains).toBe(remains);
  });

  it('follows the later evidence where a destroyed way was seen in use', () => {
    const open = axis('open', '2017-03-06');
    expect(judgeExit({ passage: open, integrity: axis('destroyed', '2017-03-05') }, []).remains).toBe(true);
    expect(judgeExit({ passage: open, integrity: axis('destroyed', '2017-03-06') }, []).remains).toBe('unknown');
    expect(judgeExit({ passage: open, integrity: axis('destroyed', '2017-03-07') }, []).remains).toBe(false);
    expect(judgeExit({ passage: axis('disputed'), integrity: axis('destroyed') }, []).remains).toBe('unknown');
  });

  it('is not settled by a way being closed to others', () => {
    const cut = axis('cut', '2017-03-06', 'islamic-state');
    expect(judgeExit({ passage: cut, integrity: null }, ['islamic-state']).remains).toBe(false);
    expect(judgeExit({ passage: cut, integrity: null }, ['iraq']).remains).toBe('unknown');
    expect(judgeExit({ passage: cut, integrity: null }, []).remains).toBe(false);
  });
});

describe('the reason of an exit', () => {
  const open = axis('open', '2017-03-06');
  const cut = axis('cut', '2017-03-06', 'islamic-state');
  const cases = [
    [cut, null, 'cut_to_holders'],
    [axis('cut', '2017-03-06', 'iraq'), null, 'cut_to_others'],
    [open, null, 'open'],
    [open, axis('destroyed', '2017-03-05'), 'used_since'],
    [open, axis('destroyed', '2017-03-06'), 'same_day'],
    [open, axis('destroyed', '2017-03-07'), 'destroyed_since'],
    [unknown, axis('destroyed'), 'destroyed'],
    [unknown, axis('intact'), 'no_evidence'],
    [axis('disputed'), axis('destroyed'), 'passage_unclear'],
  ] as const;

  it.each(cases)('of passage %j and integrity %j is %s', (passage, integrity, reason) => {
    const judged = judgeExit({ passage, integrity }, ['islamic-state']);
    expect(judged.reason).toBe(reason);
    expect(judged.remains).toBe(judgeExit({ passage, integrity }, ['islamic-state']).remains);
  });

  it('is shown here for every word there is', () => {
    expect(cases.map(([, , reason]) => reason).sort()).toEqual(Object.keys(exitWords).sort());
  });
});

describe('the verdict', () => {
  it('says why it is unknown', () => {
    expect(isolationReason([])).toBe('no_exits');
    expect(isolationReason([false, 'unknown'])).toBe('unclear');
    expect(isolationReason([false, true])).toBe('not_sealed');
    expect(isolationReason([false])).toBe('sealed');
  });

  it.each([
    [[], 'unknown'],
    [[false, false], 'sealed'],
    [[false, 'unknown'], 'unknown'],
    [[false, 'unknown', true], 'not_sealed'],
  ] as const)('of exits %j is %s', (remains, verdict) => {
    expect(isolationVerdict(remains)).toBe(verdict);
  });
});
