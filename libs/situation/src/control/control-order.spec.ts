import fc from 'fast-check';
import { askedAt, gained, inWords, observed, restsOn, unitsAreOfTheirSide as sideOf } from './claims.fixture.js';
import { gatherEvidence, type KnownClaim } from './control-evidence.js';
import { resolveControl } from './resolve-control.js';
import { endOfDayMs } from '../time/time.js';

const day = '2017-03-07';
const [morning, noon, evening] = ['2017-03-07T08:00+03:00', '2017-03-07T12:00+03:00', '2017-03-07T18:00+03:00'];
const before = observed('b', '2017-03-01');
const onDay = (...claims: readonly KnownClaim[]): string => inWords(claims, day);

describe('gains of one day, whose order is open', () => {
  const taken = gained('a', day, { takenFrom: 'b', grade: 'A1' });
  const takenBack = gained('b', day, { takenFrom: 'a', grade: 'E5', report: 'back' });

  it('are ordered by whom the place is taken from, whatever their grades and their order of arrival', () => {
    expect(onDay(before, taken, takenBack)).toBe('held b');
    expect(onDay(takenBack, taken, before)).toBe('held b');
    expect(onDay(before, gained('a', day, { takenFrom: 'b', grade: 'E5' }), gained('b', day, { takenFrom: 'a' }))).toBe(
      'held b',
    );
    expect(restsOn([before, taken, takenBack], day)).toEqual(['back']);
  });

  it('are ordered so too where the hour of one is known', () => {
    expect(onDay(before, gained('a', evening, { takenFrom: 'b' }), takenBack)).toBe('held b');
    expect(onDay(before, taken, gained('b', morning, { takenFrom: 'a' }))).toBe('held b');
  });

  it('by two sides from a third are contested between both', () => {
    const claims = [
      observed('c', '2017-03-01'),
      gained('a', day, { takenFrom: 'c' }),
      gained('b', day, { takenFrom: 'c' }),
    ];
    expect(onDay(...claims)).toBe('contested a b');
    expect(restsOn(claims, day)).toHaveLength(2);
    expect(askedAt(claims, day)).toMatchObject({ rule: 'latest_gain', lastEvidence: day });
  });

  it('of which several orders fit, all with one last holder, are held by him', () => {
    const claims = [gained('a', day, { takenFrom: 'b' }), gained('b', day, { takenFrom: 'a' }), gained('b', day)];
    expect(onDay(before, ...claims)).toBe('held b');
  });

  it('of which orders with different last holders fit are contested between these', () => {
    expect(onDay(taken, takenBack)).toBe('contested a b');
    expect(onDay(before, taken, gained('c', day), gained('d', day))).toBe('contested c d');
  });

  it('make a chain whoever is known to have held the place before', () => {
    const chain = [gained('a', day, { takenFrom: 'b' }), gained('b', day, { takenFrom: 'c' })];
    for (const holder of ['a', 'c', 'x']) expect(onDay(observed(holder, '2017-03-01'), ...chain)).toBe('held a');
    expect(onDay(...chain)).toBe('held a');
    expect(inWords(chain, '2017-03-06')).toBe('inferred c');
  });

  it('are told apart by sides, not by units', () => {
    const units = [gained('iraq-army', day, { takenFrom: 'b' }), gained('b', day, { takenFrom: 'iraq-police' })];
    expect(onDay(before, ...units)).toBe('held b');
    expect(onDay(before, gained('iraq-army', day), gained('iraq-police', day))).toContain('held iraq-');
  });

  it('that tell of one handover, one by its hour, are one', () => {
    const hour = gained('a', morning, { takenFrom: 'b' });
    const back = gained('b', noon, { takenFrom: 'a' });
    expect(onDay(before, hour, back, gained('a', day, { takenFrom: 'b' }))).toBe('held b');
    expect(inWords([before, hour, taken], '2017-03-07T07:59+03:00')).toBe('held b');
  });

  it('of one hour are of open order too', () => {
    expect(onDay(before, gained('a', noon), gained('c', noon))).toBe('contested a c');
    expect(onDay(before, gained('a', noon, { takenFrom: 'b' }), gained('b', noon, { takenFrom: 'a' }))).toBe('held b');
  });

  it('are ordered where one was reported before the hour of the other', () => {
    const reported = gained('a', day, { knownFrom: '2017-03-07T10:00+03:00' });
    expect(onDay(before, reported, gained('b', noon))).toBe('held b');
    expect(inWords([before, reported], noon)).toBe('held a');
    expect(inWords([before, reported], morning)).toBe('transition a b');
  });

  it('of several days one after the other are ordered by what the day before came to', () => {
    const days = Array.from({ length: 9 }, (_none, index) => `2017-03-0${index + 1}`);
    const claims = days.flatMap((one) => [gained('a', one, { takenFrom: 'b' }), gained('b', one, { takenFrom: 'a' })]);
    for (const one of days) expect(inWords([observed('b', '2017-02-01'), ...claims], one)).toBe('held b');
  });

  it('are settled by a later observation of one of those who may have been last', () => {
    const claims = [gained('a', day), gained('b', day), observed('a', '2017-03-09')];
    expect(inWords(claims, '2017-03-08')).toBe('contested a b');
    expect(inWords(claims, '2017-03-09')).toBe('held a');
  });

  it('a thousand of them are resolved at once', () => {
    const many = Array.from({ length: 500 }, () => [
      gained('a', day, { takenFrom: 'b' }),
      gained('b', day, { takenFrom: 'a' }),
    ]).flat();
    expect(onDay(before, ...many)).toBe('held b');
    const all = Array.from({ length: 1_000 }, (_none, index) =>
      gained(`a${index}`, day, { takenFrom: `a${index - 1}` }),
    );
    expect(askedAt(all, day).holders).toHaveLength(1_000);
  });
});

describe('an observation of the day of a gain', () => {
  const gain = gained('a', day, { takenFrom: 'b' });

  it('refines it if it names the same side', () => {
    expect(askedAt([gain, observed('a', day, { extent: 'most' })], day)).toMatchObject({
      status: 'held',
      extent: 'most',
    });
    const unit = [gained('iraq', day), observed('iraq-army', day, { conditions: ['under_fire'] })];
    expect(askedAt(unit, day)).toMatchObject({ status: 'held', holders: ['iraq'], conditions: ['under_fire'] });
  });

  it('came before it if it names whom the gain takes the place from', () => {
    expect(onDay(gain, observed('b', day))).toBe('held a');
    expect(onDay(gain, observed('b', evening))).toBe('held a');
  });

  it('disputes it if it names anybody else, an ally too', () => {
    expect(onDay(gain, observed('c', day))).toBe('contested a c');
    expect(restsOn([gain, observed('c', day)], day)).toHaveLength(2);
  });

  it('is later than a gain of an earlier hour, whomever it names', () => {
    expect(onDay(gained('a', morning, { takenFrom: 'b' }), observed('b', evening))).toBe('contested a b');
  });
});

describe('observations of one day that name different sides', () => {
  it('are contested between them, and rest on both', () => {
    const claims = [observed('a', day, { grade: 'A1' }), observed('b', day, { grade: 'F6' })];
    expect(onDay(...claims)).toBe('contested a b');
    expect(restsOn(claims, day)).toHaveLength(2);
    expect(onDay(observed('a', morning), observed('b', evening))).toBe('held b');
  });
});

describe('the order of claims', () => {
  const moment = fc.constantFrom('2017-03-06', day, morning, noon, evening);
  const side = fc.constantFrom('a', 'b', 'c', 'iraq-army', 'iraq-police');
  const more = fc.record(
    {
      takenFrom: side,
      knownFrom: fc.constantFrom('2017-03-07T10:00+03:00', '2017-03-07T15:00+03:00', '2017-03-08T10:00+03:00'),
    },
    { requiredKeys: ['knownFrom'] },
  );
  const claim = fc
    .tuple(fc.constantFrom(gained, observed), side, moment, more)
    .map(([tell, who, when, rest]) => tell(who, when, rest));
  const told = (claims: readonly KnownClaim[]) => {
    const { answer } = resolveControl(
      gatherEvidence(claims, { zone: 'Asia/Baghdad', sideOf }),
      endOfDayMs(day, 'Asia/Baghdad'),
    );
    return [answer.status, ...new Set(answer.holders.flatMap((holder) => sideOf(holder, day)))].join(' ');
  };

  it('never hangs on grades', () => {
    const grades = fc.array(fc.constantFrom('A1', 'C3', 'F6'), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(fc.array(claim, { maxLength: 7 }), grades, (claims, given) => {
        const graded = claims.map((one, index) => {
          const [reliability, credibility] = [...(given[index] ?? 'A1')] as ['A', string];
          return { ...one, grade: { reliability, credibility: Number(credibility) as 1 } };
        });
        expect(told(graded)).toBe(told(claims));
      }),
      { numRuns: 1_000 },
    );
  });
});
