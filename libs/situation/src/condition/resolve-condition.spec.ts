import fc from 'fast-check';
import { type ConditionClaim, conditionStates } from './condition-claim.js';
import { conditionAt, said, stateAt } from './conditions.fixture.js';
import { addDays, type Day } from '../time/time.js';

describe('the condition of a thing', () => {
  it('is unknown before any evidence, and never intact or open', () => {
    expect(stateAt([], '2017-03-07')).toBe('unknown');
    expect(stateAt([said('destroyed', '2017-03-06')], '2017-03-05')).toBe('unknown');
    expect(conditionAt([], '2017-03-07')).toEqual({
      answer: { state: 'unknown', states: [], closedTo: [], closedBy: [], rule: 'no_evidence' },
      reports: [],
    });
  });

  it('is what the latest claim says', () => {
    const claims = [said('cut', '2017-03-06'), said('open', '2017-03-10')];
    expect(stateAt(claims, '2017-03-06')).toBe('cut');
    expect(stateAt(claims, '2017-03-09')).toBe('cut');
    expect(stateAt(claims, '2017-03-10')).toBe('open');
  });

  it('stays destroyed when an older report of it intact comes in late', () => {
    const claims = [
      said('destroyed', '2017-03-06', { knownFrom: '2017-03-06T20:00Z' }),
      said('intact', '2017-03-01', { knownFrom: '2017-03-20T20:00Z', grade: 'A1' }),
    ];
    expect(stateAt(claims, '2017-03-20')).toBe('destroyed');
    expect(stateAt(claims, '2017-03-05')).toBe('intact');
  });

  it('has two axes that say nothing about each other', () => {
    const claims = [said('damaged', '2017-03-06'), said('open', '2017-03-08')];
    expect(stateAt(claims, '2017-03-09', 'Asia/Baghdad', 'integrity')).toBe('damaged');
    expect(stateAt(claims, '2017-03-09', 'Asia/Baghdad', 'passage')).toBe('open');
    expect(stateAt(claims, '2017-03-07', 'Asia/Baghdad', 'passage')).toBe('unknown');
  });

  it('may have become so from the beginning of its window on, in the day that is told too', () => {
    const cut = said('cut', '2017-03-06', { windowFrom: '2017-03-06T16:00+03:00' });
    expect(stateAt([cut], '2017-03-06T15:59:59.999+03:00')).toBe('open');
    expect(stateAt([cut], '2017-03-06T16:00+03:00')).toBe('transition cut');
    const seen = said('open', '2017-03-06T12:00+03:00');
    expect(stateAt([cut, seen], '2017-03-06')).toBe('cut');
    expect(stateAt([cut, said('open', '2017-03-06T18:00+03:00')], '2017-03-06')).toBe('disputed open cut');
  });

  it('reaches back to since, where another claim lies between too', () => {
    const open = said('open', '2017-03-20', { since: '2017-03-10' });
    expect(stateAt([open], '2017-03-10')).toBe('open');
    expect(stateAt([open], '2017-03-09')).toBe('unknown');
    expect(stateAt([said('cut', '2017-03-06'), open], '2017-03-15')).toBe('open');
    expect(stateAt([said('cut', '2017-03-12'), open], '2017-03-15')).toBe('cut');
  });

  it('that is only told of has no last evidence until it was seen', () => {
    const claims = [said('open', '2017-03-20', { since: '2017-03-10' })];
    expect(conditionAt(claims, '2017-03-15').answer).toMatchObject({ state: 'open', rule: 'claimed_since' });
    expect(conditionAt(claims, '2017-03-15').answer).not.toHaveProperty('lastEvidence');
    expect(conditionAt(claims, '2017-03-25').answer).toMatchObject({
      lastEvidence: '2017-03-20',
      rule: 'latest_claim',
    });
  });

  it('is open again where it was cut that day, by a report from before it was seen open', () => {
    const open = said('open', '2017-03-06T18:00+03:00', { grade: 'C3', knownFrom: '2017-03-06T19:00+03:00' });
    const cut = (reportedAt: string) => said('cut', '2017-03-06', { grade: 'A1', reportedAt });
    const [earlier, later] = [cut('2017-03-06T14:00+03:00'), cut('2017-03-06T20:00+03:00')];
    expect(stateAt([earlier, open], '2017-03-06T15:00+03:00')).toBe('cut');
    expect(stateAt([earlier, open], '2017-03-07')).toBe('open');
    expect(stateAt([later, open], '2017-03-06T12:00+03:00')).toBe('transition cut');
    expect(stateAt([later, open], '2017-03-06T18:30+03:00')).toBe('transition open cut');
    expect(stateAt([later, open], '2017-03-07')).toBe('disputed cut open');
    expect(stateAt([later, open, said('open', '2017-03-07T01:00+03:00')], '2017-03-07')).toBe('open');
    expect(stateAt([said('damaged', '2017-03-06'), said('intact', '2017-03-06T18:00+03:00')], '2017-03-07')).toBe(
      'disputed intact damaged',
    );
  });

  it('is never made the later one by a grade, nor by when it was graded', () => {
    const claims = (['A1', 'E5'] as const).map((grade) => [
      said('cut', '2017-03-06', { grade, reportedAt: '2017-03-06T14:00+03:00', knownFrom: '2017-03-09T10:00Z' }),
      said('open', '2017-03-06T18:00+03:00'),
    ]);
    for (const one of claims) expect(stateAt(one, '2017-03-10')).toBe('open');
  });

  it('is disputed where the order of claims that contradict each other is open, the better graded side first', () => {
    const claims = [
      said('open', '2017-03-06', { report: 'a', grade: 'C3' }),
      said('cut', '2017-03-06', { report: 'b', grade: 'B2', closedTo: ['islamic-state'], closedBy: ['sdf'] }),
      said('open', '2017-03-06', { report: 'c', grade: 'D4' }),
    ];
    expect(conditionAt(claims, '2017-03-07')).toEqual({
      answer: {
        state: 'disputed',
        states: ['cut', 'open'],
        closedTo: ['islamic-state'],
        closedBy: ['sdf'],
        confidence: 'medium',
        lastEvidence: '2017-03-06',
        rule: 'contradicted',
      },
      reports: ['a', 'b', 'c'],
    });
    expect(stateAt([...claims, said('cut', '2017-03-08')], '2017-03-08')).toBe('cut');
  });

  it('is in transition inside the window of the next claim, when that says otherwise', () => {
    const claims = [said('open', '2017-03-01'), said('cut', '2017-03-08', { windowFrom: '2017-03-05' })];
    expect(stateAt(claims, '2017-03-04')).toBe('open');
    expect(stateAt(claims, '2017-03-05')).toBe('transition open cut');
    expect(stateAt(claims, '2017-03-08')).toBe('cut');
    expect(conditionAt(claims, '2017-03-06').answer).toMatchObject({ confidence: 'low', rule: 'inside_window' });
    expect(stateAt([said('cut', '2017-03-01'), claims[1]!], '2017-03-06')).toBe('cut');
  });

  it('is in transition on the day itself while no hour is known', () => {
    expect(stateAt([said('destroyed', '2017-03-06')], '2017-03-06T12:00+03:00')).toBe('transition destroyed');
    expect(stateAt([said('destroyed', '2017-03-06T11:00+03:00')], '2017-03-06T12:00+03:00')).toBe('destroyed');
    expect(stateAt([said('destroyed', '2017-03-06T13:00+03:00')], '2017-03-06T12:00+03:00')).toBe('unknown');
  });

  it('reaches thirty days back into an open window', () => {
    const claims = [said('destroyed', '2017-03-31', { windowFrom: 'open' })];
    expect(stateAt(claims, '2017-03-01')).toBe('transition destroyed');
    expect(stateAt(claims, '2017-02-28')).toBe('unknown');
  });

  it('is not blurred by the wide window of a later claim behind a nearer one', () => {
    const vague = said('cut', '2017-03-09', { windowFrom: '2017-03-01' });
    expect(stateAt([vague], '2017-03-05')).toBe('transition cut');
    expect(stateAt([vague, said('cut', '2017-03-06')], '2017-03-05')).toBe('open');
  });

  it('is inferred open for thirty days before a dated cut', () => {
    const cut = said('cut', '2017-03-31', { closedTo: ['islamic-state'] });
    expect(conditionAt([cut], '2017-03-30').answer).toEqual({
      state: 'open',
      states: ['open'],
      closedTo: [],
      closedBy: [],
      confidence: 'low',
      rule: 'inferred_open',
    });
    expect(stateAt([cut], '2017-03-01')).toBe('open');
    expect(stateAt([cut], '2017-02-27')).toBe('unknown');
  });

  it('rests on every claim that says the same without another between', () => {
    const claims = [
      said('cut', '2017-03-01', { report: 'old', confidence: 'high' }),
      said('open', '2017-03-03', { report: 'between' }),
      said('cut', '2017-03-06', { report: 'first', confidence: 'low', closedTo: ['islamic-state'] }),
      said('cut', '2017-03-09', { report: 'again', confidence: 'medium', closedBy: ['sdf'] }),
    ];
    expect(conditionAt(claims, '2017-03-10')).toEqual({
      answer: {
        state: 'cut',
        states: ['cut'],
        closedTo: ['islamic-state'],
        closedBy: ['sdf'],
        confidence: 'medium',
        lastEvidence: '2017-03-09',
        rule: 'latest_claim',
      },
      reports: ['again', 'first'],
    });
    expect(conditionAt(claims, '2017-03-08').reports).toEqual(['first']);
  });

  type Parties = Pick<ConditionClaim, 'closedTo' | 'closedBy'>;
  const parties = (first: Parties, last: Parties, days: readonly [Day, Day]): string => {
    const { answer } = conditionAt([said('cut', days[0], first), said('cut', days[1], last)], '2017-03-10');
    return ['to', ...answer.closedTo, 'by', ...answer.closedBy].join(' ');
  };

  it.each<[string, Parties, Parties, string]>([
    ['reopened to some', { closedTo: ['a', 'b'] }, { closedTo: ['a'] }, 'to a by'],
    [
      'cut by others to others',
      { closedBy: ['a'], closedTo: ['b'] },
      { closedBy: ['b'], closedTo: ['a'] },
      'to a by b',
    ],
    ['cut by who was closed out', { closedTo: ['b'] }, { closedBy: ['b'] }, 'to by b'],
    ['cut by others', { closedBy: ['a'], closedTo: ['c'] }, { closedBy: ['b'] }, 'to by b'],
    ['cut to who had cut it', { closedBy: ['a'] }, { closedTo: ['a'] }, 'to a by'],
    ['still cut by the same', { closedBy: ['a'], closedTo: ['b'] }, { closedBy: ['a'] }, 'to b by a'],
    ['still cut to the same', { closedBy: ['a'], closedTo: ['b'] }, { closedTo: ['b'] }, 'to b by a'],
    ['still cut', { closedBy: ['a'], closedTo: ['b'] }, {}, 'to b by a'],
  ])('of a way that stays cut the last claim says to whom and by whom: %s', (_story, first, last, expected) => {
    expect(parties(first, last, ['2017-03-01', '2017-03-05'])).toBe(expected);
  });

  it('of cuts whose order is open all parties are named', () => {
    const said = parties({ closedBy: ['a'], closedTo: ['b'] }, { closedBy: ['b'] }, ['2017-03-05', '2017-03-05']);
    expect(said).toBe('to b by a b');
  });

  it('reads days in the zone of the place', () => {
    const claims = [said('cut', '2017-03-06')];
    expect(stateAt(claims, '2017-03-06T22:00Z', 'Asia/Baghdad')).toBe('cut');
    expect(stateAt(claims, '2017-03-06T22:00Z', 'America/New_York')).toBe('transition cut');
  });

  it('depends on the set of claims alone', () => {
    const day = (offset: number): string => addDays('2017-03-01', offset);
    const claim = fc.record({ state: fc.constantFrom(...conditionStates), on: fc.nat(6), back: fc.nat(4) });
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 8 }), fc.nat(8), fc.infiniteStream(fc.nat()), (all, at, order) => {
        const claims = all.map(({ state, on, back }) => said(state, day(on), { windowFrom: day(on - back) }));
        const shuffled = claims
          .map((one) => ({ one, key: order.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        for (const axis of ['integrity', 'passage'] as const)
          expect(conditionAt(shuffled, day(at), 'UTC', axis)).toEqual(conditionAt(claims, day(at), 'UTC', axis));
      }),
      { numRuns: 300 },
    );
  });
});

it('a way that may still be cut, or open again, is closed to whom, and by whom, it was cut, however often that was seen since', () => {
  const claims = [
    said('cut', '2017-03-01', { report: 'a', closedTo: ['islamic-state'], closedBy: ['iraq'] }),
    said('cut', '2017-03-04', { report: 'b' }),
    said('open', '2017-03-06', { report: 'c' }),
  ];
  const resolved = conditionAt(claims, '2017-03-06T12:00:00+03:00');
  expect(resolved.answer).toMatchObject({ state: 'transition', closedTo: ['islamic-state'], closedBy: ['iraq'] });
  expect(resolved.reports).toEqual(['a', 'b', 'c']);
});

it('a dated cut implies that the way was open before it though it was seen open, too, and their order is open', () => {
  const cut = said('cut', '2017-03-06', { report: 'a' });
  const open = said('open', '2017-03-06', { report: 'b' });
  for (const claims of [[cut], [cut, open]]) {
    expect(conditionAt(claims, '2017-03-05')).toMatchObject({
      answer: { state: 'open', rule: 'inferred_open', confidence: 'low' },
      reports: ['a'],
    });
    expect(stateAt(claims, '2017-02-01')).toBe('unknown');
  }
  expect(stateAt([open, said('open', '2017-03-06')], '2017-03-05')).toBe('unknown');
});
