import { askedAt, contested, gained, inWords, observed, restsOn } from './claims.fixture.js';
import type { Moment } from '../time/time.js';

describe('rule 1: the latest gain', () => {
  const recaptured = gained('iraq', '2017-03-06', { takenFrom: 'islamic-state' });

  it('a place is held by who took it, from the day of the gain for good', () => {
    expect(inWords([recaptured], '2017-03-06')).toBe('held iraq');
    expect(inWords([recaptured], '2019-01-01')).toBe('held iraq');
    expect(inWords([recaptured], '2017-03-05')).not.toContain('held');
    expect(askedAt([recaptured], '2017-03-09')).toMatchObject({ lastEvidence: '2017-03-06', rule: 'latest_gain' });
  });

  it('a later gain takes the place of an earlier one, not before its day', () => {
    const claims = [recaptured, gained('islamic-state', '2017-03-08')];
    expect(inWords(claims, '2017-03-07')).toBe('held iraq');
    expect(inWords(claims, '2017-03-08')).toBe('held islamic-state');
  });

  it('a gain on a day that the zone skipped counts from the next one on', () => {
    const skipped = gained('iraq', '2011-12-30', { takenFrom: 'islamic-state' });
    const asked = (day: Moment) => inWords([skipped], day, 'Pacific/Apia');
    expect([asked('2011-12-29'), asked('2011-12-30'), asked('2011-12-31')]).toEqual([
      'inferred islamic-state',
      'inferred islamic-state',
      'held iraq',
    ]);
  });

  it('several holders are all named, sorted, each once', () => {
    expect(askedAt([gained('sdf iraq sdf', '2017-03-06')], '2017-03-06').holders).toEqual(['iraq', 'sdf']);
  });

  it('an observation after it refines status, conditions and extent', () => {
    const gain = gained('iraq', '2017-03-06', { conditions: ['besieged'] });
    const seen = observed('iraq', '2017-03-08', { status: 'divided', conditions: ['under_fire'], extent: 'most' });
    expect(askedAt([gain, seen], '2017-03-07')).toMatchObject({ status: 'held', conditions: ['besieged'] });
    expect(askedAt([gain, seen], '2017-03-07')).not.toHaveProperty('extent');
    expect(askedAt([gain, seen], '2017-03-08')).toMatchObject({
      status: 'divided',
      holders: ['iraq'],
      conditions: ['under_fire'],
      extent: 'most',
      lastEvidence: '2017-03-08',
      rule: 'latest_gain',
    });
  });

  it('of several observations after it the latest refines', () => {
    const claims = [recaptured, observed('iraq', '2017-03-07', { extent: 'most' }), observed('iraq', '2017-03-08')];
    expect(askedAt(claims, '2017-03-07')).toHaveProperty('extent', 'most');
    expect(askedAt(claims, '2017-03-08')).not.toHaveProperty('extent');
  });

  it('an observation of the day of the gain disputes it if it names a third side, one of the day before does not', () => {
    expect(inWords([recaptured, observed('sdf', '2017-03-06')], '2017-03-06')).toBe('contested iraq sdf');
    expect(inWords([recaptured, observed('islamic-state', '2017-03-06')], '2017-03-06')).toBe('held iraq');
    expect(inWords([recaptured, observed('islamic-state', '2017-03-05')], '2017-03-06')).toBe('held iraq');
  });

  it('a later observation of somebody else makes it contested and lists both', () => {
    const claims = [recaptured, observed('islamic-state', '2017-03-08', { status: 'held' })];
    expect(inWords(claims, '2017-03-07')).toBe('held iraq');
    expect(inWords(claims, '2017-03-08')).toBe('contested iraq islamic-state');
  });

  it('an observation later still, of the one who gained it, ends the dispute', () => {
    const claims = [recaptured, observed('islamic-state', '2017-03-08'), observed('iraq', '2017-03-09')];
    expect(inWords(claims, '2017-03-09')).toBe('held iraq');
  });

  it('an observation that names only some of those who gained it names nobody else: all of them hold it', () => {
    const claims = [gained('iraq hashd', '2017-03-06'), observed('iraq', '2017-03-08', { extent: 'most' })];
    expect(askedAt(claims, '2017-03-08')).toMatchObject({ status: 'held', holders: ['hashd', 'iraq'], extent: 'most' });
  });
});

describe('the reports that a latest gain rests on', () => {
  const gain = gained('iraq', '2017-03-06', { report: 'gain' });
  const both = observed('iraq hashd', '2017-03-07', { report: 'both' });

  it('are the gain and those who saw nobody but its holders', () => {
    expect(restsOn([gain, both, observed('iraq', '2017-03-08', { report: 'seen' })], '2017-03-08')).toEqual([
      'gain',
      'seen',
    ]);
  });

  it('where it is disputed, are those who saw nobody but the two sides', () => {
    expect(restsOn([gain, both, observed('sdf', '2017-03-08', { report: 'other' })], '2017-03-08')).toEqual([
      'gain',
      'other',
    ]);
  });
});

describe('gains of one day', () => {
  const morning = gained('iraq', '2017-03-06T08:00+03:00');
  const evening = gained('islamic-state', '2017-03-06T20:00+03:00');

  it('the later instant wins, whichever is better graded', () => {
    const well = gained('iraq', '2017-03-06T08:00+03:00', { grade: 'A1' });
    expect(inWords([evening, well], '2017-03-06')).toBe('held islamic-state');
    expect(inWords([evening, well], '2017-03-06T12:00+03:00')).toBe('held iraq');
  });

  it('one known by the day only may have come before or after the hour of the last', () => {
    expect(inWords([gained('sdf', '2017-03-06'), morning, evening], '2017-03-06')).toBe('contested islamic-state sdf');
  });

  it('whose order is open stay open, whatever their grades and whenever they were reported', () => {
    const [a2, b1, b3] = [
      gained('iraq', '2017-03-06', { grade: 'A2', knownFrom: '2017-03-07T00:00Z' }),
      gained('sdf', '2017-03-06', { grade: 'B1', knownFrom: '2017-03-08T00:00Z' }),
      gained('hashd', '2017-03-06', { grade: 'B3', knownFrom: '2017-03-09T00:00Z' }),
    ];
    expect(inWords([b1, a2, b3], '2017-03-06')).toBe('contested hashd iraq sdf');
    expect(restsOn([b1, a2, b3], '2017-03-06')).toHaveLength(3);
    expect(inWords([b3, b1], '2017-03-06')).toBe('contested hashd sdf');
  });

  it('of the same holders support each other; another’s does not', () => {
    const claims = [
      gained('iraq', '2017-03-06T09:00+03:00', { report: 'a', confidence: 'high' }),
      gained('sdf', '2017-03-06T08:00+03:00', { report: 'b', confidence: 'high', takenFrom: 'iraq' }),
      gained('iraq', '2017-03-06', { report: 'c', confidence: 'low', takenFrom: 'sdf' }),
      gained('iraq', '2017-03-05', { report: 'd', confidence: 'high' }),
    ];
    const later = gained('sdf', '2017-03-09', { report: 'e', confidence: 'high' });
    for (const told of [claims, [...claims, later]]) {
      expect(restsOn(told, '2017-03-06')).toEqual(['a', 'c']);
      expect(askedAt(told, '2017-03-06').confidence).toBe('high');
    }
  });
});

describe('rule 2: without a gain, an observation', () => {
  it('the latest one answers, for good, and says when it was seen', () => {
    const claims = [observed('islamic-state', '2017-03-03'), observed('iraq', '2017-03-06', { status: 'divided' })];
    expect(inWords(claims, '2017-03-05')).toBe('held islamic-state');
    expect(askedAt(claims, '2017-03-09')).toMatchObject({
      status: 'divided',
      holders: ['iraq'],
      lastEvidence: '2017-03-06',
      rule: 'latest_observation',
    });
    expect(inWords(claims, '2017-03-02')).toBe('unknown');
  });

  it('two of one day that name different sides contradict each other, whatever their grades', () => {
    const claims = [observed('iraq', '2017-03-06', { grade: 'A1' }), observed('sdf', '2017-03-06', { grade: 'C3' })];
    expect(inWords(claims, '2017-03-06')).toBe('contested iraq sdf');
    expect(restsOn(claims, '2017-03-06')).toHaveLength(2);
  });

  it('one that says since when reaches back to the end of that day, and is no evidence of it', () => {
    const claims = [observed('islamic-state', '2017-03-06', { since: '2017-02-20' })];
    expect(inWords(claims, '2017-02-20')).toBe('held islamic-state');
    expect(inWords(claims, '2017-02-20T12:00+03:00')).toBe('unknown');
    expect(askedAt(claims, '2017-03-05')).not.toHaveProperty('lastEvidence');
    expect(askedAt(claims, '2017-03-05').rule).toBe('observed_since');
    expect(askedAt(claims, '2017-03-06').lastEvidence).toBe('2017-03-06');
  });

  it('of two that reach back the one with the later since answers', () => {
    const claims = [
      observed('sdf', '2017-03-08', { since: '2017-02-01' }),
      observed('islamic-state', '2017-03-06', { since: '2017-03-01' }),
    ];
    expect(inWords(claims, '2017-02-10')).toBe('held sdf');
    expect(inWords(claims, '2017-03-02')).toBe('held islamic-state');
  });

  it('two that reach back to the same day and name different sides contradict each other', () => {
    const claims = [
      observed('sdf', '2017-03-08', { since: '2017-02-01' }),
      observed('islamic-state', '2017-03-06', { since: '2017-02-01' }),
    ];
    expect(inWords(claims, '2017-02-10')).toBe('contested islamic-state sdf');
    expect(inWords(claims, '2017-03-06')).toBe('held islamic-state');
    expect(inWords(claims, '2017-03-08')).toBe('held sdf');
  });

  it('a gain, once there, goes before any observation older than it', () => {
    const claims = [observed('sdf', '2017-03-05'), gained('iraq', '2017-03-06')];
    expect(inWords(claims, '2017-03-05')).toBe('held sdf');
    expect(inWords(claims, '2017-03-06')).toBe('held iraq');
  });

  it('a later gain is not read back over an observation', () => {
    const claims = [observed('sdf', '2017-03-01'), gained('iraq', '2017-03-06', { takenFrom: 'islamic-state' })];
    expect(inWords(claims, '2017-03-05')).toBe('held sdf');
  });
});

describe('sightings of one side whose order is open', () => {
  const reports = (first: string, second: string) => [
    observed('iraq', '2017-03-06', { report: first, conditions: ['besieged'], extent: 'most', grade: 'C3' }),
    observed('iraq', '2017-03-06', { report: second, conditions: ['under_fire'], grade: 'A1' }),
  ];

  it('hold together: a place suffers what any of them tells, whatever they are called and however they are graded', () => {
    for (const seen of [reports('a', 'b'), reports('b', 'a'), [gained('iraq', '2017-03-01'), ...reports('a', 'b')]])
      expect(askedAt(seen, '2017-03-06')).toMatchObject({ conditions: ['besieged', 'under_fire'], extent: 'most' });
    const divided = observed('iraq', '2017-03-06', { status: 'divided', grade: 'C3' });
    expect(inWords([...reports('a', 'b'), divided], '2017-03-06')).toBe('divided iraq');
  });

  it('yield to a later one', () => {
    const later = observed('iraq', '2017-03-07');
    expect(askedAt([...reports('a', 'b'), later], '2017-03-07')).toMatchObject({ status: 'held', conditions: [] });
  });
});

describe('sightings of two sides in turn', () => {
  const days = ['2017-03-01', '2017-03-02', '2017-03-03', '2017-03-04'] as const;
  const seen = [
    observed('iraq', days[0], { report: 'first', confidence: 'high' }),
    observed('iraq', days[1], { report: 'second' }),
    observed('sdf', days[2], { report: 'other' }),
    observed('iraq', days[3], { report: 'again' }),
  ];

  it('rest on what was seen since the last turn, and are as sure as that', () => {
    expect(restsOn(seen, days[1])).toEqual(['first', 'second']);
    expect(askedAt(seen, days[1]).confidence).toBe('high');
    expect(restsOn(seen, days[2])).toEqual(['other']);
    expect(restsOn(seen, days[3])).toEqual(['again']);
    expect(askedAt(seen, days[3]).confidence).toBe('medium');
  });

  it('after a gain rest on it, and on what was seen since the last turn', () => {
    const claims = [gained('iraq', '2017-02-20', { report: 'gain' }), ...seen];
    expect(restsOn(claims, days[1])).toEqual(['first', 'gain', 'second']);
    expect(inWords(claims, days[2])).toBe('contested iraq sdf');
    expect(restsOn(claims, days[2])).toEqual(['gain', 'other']);
    expect(restsOn(claims, days[3])).toEqual(['again', 'gain']);
  });

  it('of open order rest on all that may be the last', () => {
    const sameDay = [...seen, observed('sdf', days[3], { report: 'too' })];
    expect(restsOn(sameDay, days[3])).toEqual(['again', 'too']);
  });
});

describe('rule 4: no evidence', () => {
  it('is unknown: nobody, no conditions, no confidence, no report', () => {
    const answer = { status: 'unknown', holders: [], conditions: [], stale: false, rule: 'no_evidence' };
    expect(askedAt([], '2017-03-07')).toEqual(answer);
    expect(restsOn([], '2017-03-07')).toEqual([]);
    expect(askedAt([contested('2017-03-08')], '2017-03-07')).toEqual(answer);
  });
});

describe('claims that do not say when', () => {
  it('speak for no time, and stop nobody else from speaking', () => {
    const { claim: _dated, ...rest } = gained('sdf', '2017-03-06');
    const { effective: _left, ...undated } = _dated;
    const gain = { ...rest, claim: undated };
    expect(inWords([gain], '2017-03-07')).toBe('unknown');
    expect(inWords([gain, gained('iraq', '2017-03-08', { takenFrom: 'islamic-state' })], '2017-03-07')).toBe(
      'inferred islamic-state',
    );
    expect(inWords([{ ...gain, claim: { ...undated, effect: 'observed' } }], '2017-03-07')).toBe('unknown');
    expect(inWords([{ ...gain, claim: { ...undated, effect: 'contested' } }], '2017-03-07')).toBe('contested sdf');
  });
});
