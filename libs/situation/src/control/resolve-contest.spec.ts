import { askedAt, contested, gained, inWords, observed, restsOn } from './claims.fixture.js';

const held = gained('iraq', '2017-03-01', { conditions: ['front_line'], extent: 'most', confidence: 'medium' });

describe('rule 5: fighting that goes on', () => {
  it('lies over what is settled: its status, its holders, all conditions, no extent', () => {
    const fight = contested('2017-03-07', {
      status: 'contested',
      holders: ['islamic-state', 'iraq'],
      conditions: ['under_attack'],
      windowTo: '2017-03-08',
    });
    expect(askedAt([held, fight], '2017-03-07')).toEqual({
      status: 'contested',
      holders: ['iraq', 'islamic-state'],
      conditions: ['front_line', 'under_attack'],
      stale: false,
      confidence: 'medium',
      lastEvidence: '2017-03-07',
      rule: 'latest_gain',
    });
  });

  it('that names a status and holders of its own is all that the answer rests on', () => {
    const won = gained('iraq', '2017-02-01', { report: 'won', confidence: 'high' });
    const fight = contested('2017-02-10', {
      report: 'fight',
      status: 'contested',
      holders: ['iraq', 'islamic-state'],
      windowTo: '2017-02-15',
      confidence: 'low',
    });
    expect(askedAt([won, fight], '2017-02-13')).toMatchObject({
      status: 'contested',
      confidence: 'low',
      lastEvidence: '2017-02-10',
      rule: 'contested_over',
    });
    expect(restsOn([won, fight], '2017-02-13')).toEqual(['fight']);
    expect(askedAt([won, fight], '2017-02-16')).toMatchObject({ status: 'held', confidence: 'high' });
    expect(restsOn([won, fight], '2017-02-16')).toEqual(['won']);
  });

  it('that divides the place rests on what says that one of the two held all of it', () => {
    const won = gained('iraq', '2017-02-01', { report: 'won', confidence: 'high' });
    const divided = { report: 'split', status: 'divided', confidence: 'low' } as const;
    const among = contested('2017-02-10', { ...divided, holders: ['iraq', 'islamic-state'] });
    expect(askedAt([won, among], '2017-02-13')).toMatchObject({ confidence: 'high', lastEvidence: '2017-02-01' });
    const others = contested('2017-02-10', { ...divided, holders: ['sdf', 'islamic-state'] });
    expect(askedAt([won, others], '2017-02-13')).toMatchObject({ confidence: 'low', lastEvidence: '2017-02-10' });
    expect(restsOn([won, others], '2017-02-13')).toEqual(['split']);
  });

  it('takes neither confidence nor last evidence from a sighting that says otherwise', () => {
    const fight = contested('2017-01-01', {
      status: 'contested',
      holders: ['iraq', 'islamic-state'],
      confidence: 'low',
    });
    const share = observed('iraq', '2017-02-06', { status: 'divided', extent: 'most', confidence: 'high' });
    expect(askedAt([fight, share], '2017-02-10')).toMatchObject({ confidence: 'low', lastEvidence: '2017-01-01' });
  });

  it('that gives no status and names nobody leaves status and holders as they are', () => {
    const fire = contested('2017-03-07', { conditions: ['under_fire'] });
    expect(inWords([held, fire], '2017-03-07')).toBe('held iraq');
    expect(askedAt([held, fire], '2017-03-07').conditions).toEqual(['front_line', 'under_fire']);
    expect(askedAt([held, fire], '2017-03-07')).not.toHaveProperty('extent');
  });

  it('that gives no status and names another side makes the place contested, also by those who hold it', () => {
    const attack = contested('2017-03-07', { report: 'attack', holders: ['islamic-state'], confidence: 'high' });
    const settled = gained('iraq', '2017-03-01', { report: 'gain', confidence: 'low' });
    expect(askedAt([settled, attack], '2017-03-07')).toMatchObject({
      status: 'contested',
      holders: ['iraq', 'islamic-state'],
      confidence: 'high',
      lastEvidence: '2017-03-07',
    });
    expect(restsOn([settled, attack], '2017-03-07')).toEqual(['attack', 'gain']);
    const both = contested('2017-03-07', { report: 'both', holders: ['iraq-army', 'islamic-state'] });
    expect(inWords([settled, both], '2017-03-07')).toBe('contested iraq-army islamic-state');
    expect(restsOn([settled, both], '2017-03-07')).toEqual(['both']);
    const taken = gained('iraq', '2017-03-10', { takenFrom: 'islamic-state' });
    expect(inWords([taken, contested('2017-03-07', { holders: ['iraq'] })], '2017-03-08')).toBe(
      'contested iraq islamic-state',
    );
  });

  it('that gives no status and names those who hold the place, or some of them, leaves them as they are', () => {
    const joint = gained('hashd iraq', '2017-03-01');
    expect(inWords([joint, contested('2017-03-07', { holders: ['iraq'] })], '2017-03-07')).toBe('held hashd iraq');
    expect(inWords([held, contested('2017-03-07', { holders: ['iraq-army'] })], '2017-03-07')).toBe('held iraq-army');
  });

  it('counts on both its first and its last day, to the millisecond, and not beyond', () => {
    const claims = [held, contested('2017-03-07', { status: 'divided', windowTo: '2017-03-08' })];
    expect(inWords(claims, '2017-03-06')).toBe('held iraq');
    expect(inWords(claims, '2017-03-07T00:00+03:00')).toBe('divided iraq');
    expect(inWords(claims, '2017-03-08')).toBe('divided iraq');
    expect(inWords(claims, '2017-03-09T00:00+03:00')).toBe('held iraq');
    expect(askedAt(claims, '2017-03-09')).toMatchObject({ extent: 'most', conditions: ['front_line'] });
  });

  it('of an instant to an instant counts at both', () => {
    const [from, to] = ['2017-03-07T10:00+03:00', '2017-03-07T12:00+03:00'];
    const claims = [held, contested(from, { status: 'contested', windowTo: to })];
    expect(inWords(claims, '2017-03-07T09:59:59.999+03:00')).toBe('held iraq');
    expect(inWords(claims, from)).toBe('contested iraq');
    expect(inWords(claims, to)).toBe('contested iraq');
    expect(inWords(claims, '2017-03-07T12:00:00.001+03:00')).toBe('held iraq');
  });

  it('without an end goes on while no later claim settles the place', () => {
    expect(inWords([held, contested('2017-03-07', { status: 'contested' })], '2018-03-07')).toBe('contested iraq');
  });

  it('where nothing is settled and no status given is contested', () => {
    const fire = contested('2017-03-07', { conditions: ['under_fire'], confidence: 'high' });
    expect(askedAt([fire], '2017-03-08')).toEqual({
      status: 'contested',
      holders: [],
      conditions: ['under_fire'],
      stale: false,
      confidence: 'high',
      lastEvidence: '2017-03-07',
      rule: 'contested_only',
    });
  });

  it('several fights: the conditions and holders of all, the status of the one begun last that gives one', () => {
    const claims = [
      contested('2017-03-06', { status: 'divided', holders: ['sdf'], conditions: ['under_fire'] }),
      contested('2017-03-04', { status: 'contested', holders: ['iraq'], conditions: ['under_attack', 'under_fire'] }),
      contested('2017-03-07', { conditions: ['besieged'] }),
    ];
    expect(askedAt(claims, '2017-03-07')).toMatchObject({
      status: 'divided',
      holders: ['iraq', 'sdf'],
      conditions: ['besieged', 'under_attack', 'under_fire'],
    });
    expect(askedAt(claims, '2017-03-05')).toMatchObject({ status: 'contested', holders: ['iraq'] });
  });

  it('of two fights begun and ended together the better graded gives the status', () => {
    const claims = [
      contested('2017-03-06', { status: 'divided', grade: 'A2' }),
      contested('2017-03-06', { status: 'contested', grade: 'C2' }),
    ];
    expect(inWords(claims, '2017-03-06')).toBe('divided');
  });

  it('supports the answer beside what is settled, and the best of both is the confidence', () => {
    const settled = gained('iraq', '2017-03-01', { report: 'gain', confidence: 'low' });
    const fight = contested('2017-03-07', { report: 'fight', confidence: 'high', windowTo: '2017-03-08' });
    expect(restsOn([settled, fight], '2017-03-07')).toEqual(['fight', 'gain']);
    expect(askedAt([settled, fight], '2017-03-07').confidence).toBe('high');
    expect(restsOn([settled, fight], '2017-03-09')).toEqual(['gain']);
    expect(askedAt([settled, fight], '2017-03-09').confidence).toBe('low');
  });

  it('over what is only read back does not make it surer', () => {
    const gain = gained('iraq', '2017-03-10', {
      takenFrom: 'islamic-state',
      windowFrom: '2017-03-08',
      confidence: 'high',
    });
    const fire = contested('2017-03-01', { conditions: ['under_fire'], confidence: 'high' });
    expect(askedAt([gain, fire], '2017-03-07')).toMatchObject({ status: 'inferred', confidence: 'medium' });
    expect(askedAt([gain, fire], '2017-03-09')).toMatchObject({ status: 'transition', confidence: 'low' });
    expect(askedAt([gain, fire], '2017-03-07').conditions).toEqual(['under_fire']);
  });
});

describe('rule 5: fighting without an end', () => {
  const fight = contested('2017-03-07T10:00+03:00', {
    report: 'fight',
    status: 'contested',
    holders: ['iraq', 'islamic-state'],
    conditions: ['under_fire'],
    confidence: 'high',
  });

  it('is over at the first gain of a later local day, status and conditions both', () => {
    const claims = [held, fight, gained('islamic-state', '2017-03-09', { report: 'later gain' })];
    expect(inWords(claims, '2017-03-08')).toBe('contested iraq islamic-state');
    expect(askedAt(claims, '2017-03-09')).toMatchObject({
      status: 'held',
      holders: ['islamic-state'],
      conditions: [],
      lastEvidence: '2017-03-09',
      confidence: 'medium',
    });
    expect(restsOn(claims, '2017-03-09')).toEqual(['later gain']);
  });

  it('is over at the first observation as held of a later local day, to the millisecond', () => {
    const claims = [fight, observed('iraq', '2017-03-09T08:00+03:00', { report: 'sighting' })];
    expect(inWords(claims, '2017-03-09T07:59:59.999+03:00')).toBe('contested iraq islamic-state');
    expect(inWords(claims, '2017-03-09T08:00+03:00')).toBe('held iraq');
    expect(restsOn(claims, '2018-03-09')).toEqual(['sighting']);
  });

  it('goes on after a claim of its own local day', () => {
    const evening = '2017-03-07T23:59:59.999+03:00';
    expect(inWords([fight, observed('iraq', evening)], '2017-03-12')).toBe('contested iraq islamic-state');
    expect(inWords([fight, gained('iraq', '2017-03-07')], '2017-03-12')).toBe('contested iraq islamic-state');
    expect(inWords([fight, observed('iraq', '2017-03-08T00:00+03:00')], '2017-03-12')).toBe('held iraq');
  });

  it('goes on after an observation that is not as held', () => {
    const claims = [fight, observed('iraq', '2017-03-09', { status: 'divided' })];
    expect(inWords(claims, '2017-03-12')).toBe('contested iraq islamic-state');
    expect(inWords([...claims, observed('iraq', '2017-03-11')], '2017-03-12')).toBe('held iraq');
  });

  it('that gives conditions alone loses them at the same moment', () => {
    const fire = contested('2017-03-07', { conditions: ['under_fire'] });
    expect(askedAt([held, fire, observed('iraq', '2017-03-09')], '2017-03-08').conditions).toContain('under_fire');
    expect(askedAt([held, fire, observed('iraq', '2017-03-09')], '2017-03-09').conditions).toEqual([]);
  });

  it('with an end of its own lasts until then, whatever is settled meanwhile', () => {
    const dated = contested('2017-03-07', { status: 'contested', windowTo: '2017-03-12' });
    const claims = [held, dated, observed('iraq', '2017-03-09')];
    expect(inWords(claims, '2017-03-12')).toBe('contested iraq');
    expect(inWords(claims, '2017-03-13')).toBe('held iraq');
  });

  it('begun after a settling claim is not ended by it', () => {
    const claims = [gained('iraq', '2017-03-09'), contested('2017-03-10', { status: 'contested' })];
    expect(inWords(claims, '2017-03-20')).toBe('contested iraq');
  });
});

describe('fighting that says that a place is contested and names one side', () => {
  const attacked = (by: string) => [held, contested('2017-03-07', { status: 'contested', holders: [by] })];

  it('is between that side and those who hold the place', () => {
    expect(inWords(attacked('islamic-state'), '2017-03-07')).toBe('contested iraq islamic-state');
    expect(inWords(attacked('islamic-state').slice(1), '2017-03-07')).toBe('contested islamic-state');
  });

  it('names who holds it alone where that is the side', () => {
    expect(inWords(attacked('iraq'), '2017-03-07')).toBe('contested iraq');
    expect(inWords(attacked('iraq-army'), '2017-03-07')).toBe('contested iraq-army');
  });
});

describe('rule 6: fighting that has ended', () => {
  const fight = contested('2017-03-05', {
    windowTo: '2017-03-07',
    status: 'divided',
    holders: ['sdf'],
    conditions: ['under_fire'],
    confidence: 'high',
  });

  it('alone leaves the place contested and stale, and says when it was last fought over', () => {
    expect(askedAt([fight], '2017-03-09')).toEqual({
      status: 'contested',
      holders: ['sdf'],
      conditions: [],
      stale: true,
      confidence: 'high',
      lastEvidence: '2017-03-07',
      rule: 'contested_before',
    });
    expect(inWords([fight], '2017-03-04')).toBe('unknown');
  });

  it('of several fights the last one is told', () => {
    const earlier = contested('2017-03-01', { windowTo: '2017-03-03', holders: ['iraq'] });
    expect(inWords([fight, earlier], '2017-03-09')).toBe('stale contested sdf');
    expect(inWords([fight, earlier], '2017-03-04')).toBe('stale contested iraq');
  });

  it('says nothing where anything else settles who holds the place', () => {
    expect(inWords([fight, held], '2017-03-09')).toBe('held iraq');
    expect(inWords([fight, observed('iraq', '2017-03-01')], '2017-03-09')).toBe('held iraq');
    expect(inWords([fight, gained('iraq', '2017-03-12', { takenFrom: 'sdf' })], '2017-03-09')).toBe('inferred sdf');
  });

  it('is not stale while another fight goes on', () => {
    expect(inWords([fight, contested('2017-03-09')], '2017-03-09')).toBe('contested');
  });
});
