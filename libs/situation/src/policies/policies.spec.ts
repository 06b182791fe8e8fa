import { actor } from '../sides/actors.fixture.js';
import { contested, gained, observed } from '../control/claims.fixture.js';
import { said as stateOf } from '../condition/conditions.fixture.js';
import type { Figure } from '../tally/figure.js';
import type { Involvement } from '../report/report.js';
import { type Telling, Voices } from '../report/voices.js';
import { judgeAll, policies, policyNamed, policyNameOf, policyNames, type Said } from './index.js';

const voices = new Voices([
  actor('iraq', { allies: 'coalition', opposes: 'caliphate' }),
  actor('police', { parents: 'iraq' }),
  actor('coalition'),
  actor('caliphate'),
  actor('other'),
  actor('monitor'),
  actor('civilians'),
]);

const telling = (speaksFor: string, by = ''): Telling => ({
  source: {
    outlet: 'Wire',
    chain: [],
    seenByOutlet: false,
    speaksFor: speaksFor.split(' ').filter((name) => name !== ''),
  },
  reportedAt: '2017-03-07T23:00+03:00',
  actors: by === '' ? [] : [{ role: 'by', actor: by } satisfies Involvement],
});
const control = (known: ReturnType<typeof gained>): Said => ({ kind: 'control', claim: known.claim });
const condition = (...asked: Parameters<typeof stateOf>): Said => ({
  kind: 'condition',
  claim: stateOf(...asked).claim,
});
const figure = (measure: Figure['measure'], group: string): Said => ({
  kind: 'figure',
  figure: { measure, group, best: 3, lowExclusive: false, unit: 'people', basis: 'incremental', period: {} },
});
const day = '2017-03-07';

const admission = policyNamed('admission-against-interest@1');
const counts = (said: Said, told: Telling): boolean => admission?.judge(said, told, voices).kept ?? false;

describe('policies', () => {
  it('are named with their version, the default first', () => {
    expect(policyNames).toEqual(['all-sources@1', 'admission-against-interest@1']);
    expect(policyNamed('all-sources')).toBeUndefined();
    expect(policies.map(policyNameOf)).toEqual(policyNames);
  });

  it('all-sources keeps whatever anybody says', () => {
    const all = [
      { said: control(gained('police', day)), ...telling('police') },
      { said: figure('killed', 'caliphate'), ...telling('police') },
    ];
    const judged = judgeAll(all, ({ said }) => said, policies[0]!, voices);
    expect(judged).toEqual({ counted: all, aside: [] });
  });
});

describe('admission against interest', () => {
  const statementOf = (told: Telling) => (claim: Said) => counts(claim, told);

  it('counts whatever is told by an outlet, by who is no party, or by one such voice among several', () => {
    const claim = control(gained('police', day));
    expect(counts(claim, telling(''))).toBe(true);
    expect(counts(claim, telling('monitor'))).toBe(true);
    expect(counts(claim, telling('police monitor'))).toBe(true);
    expect(counts(claim, telling('police'))).toBe(false);
    expect(counts(claim, telling('nobody-registered'))).toBe(true);
    const seen = { ...telling('police'), source: { ...telling('police').source, seenByOutlet: true } };
    expect(counts(claim, seen)).toBe(true);
  });

  it.each<[string, Said, boolean]>([
    ['its own side took the place', control(gained('police', day, { takenFrom: 'caliphate' })), false],
    ['an ally holds it', control(observed('coalition', day)), false],
    ['its own side shares it with another', control(observed('police caliphate', day, { status: 'divided' })), false],
    ['an opponent holds it', control(observed('caliphate', day)), true],
    ['a third one took it from its own side', control(gained('other', day, { takenFrom: 'police' })), true],
    ['a third one took it', control(gained('other', day)), true],
    ['its own side handed it to an ally', control(gained('coalition', day, { takenFrom: 'police' })), false],
    ['it is fought over, by nobody named', control(contested(day)), false],
    ['its own side lost it to nobody named', control(contested(day, { takenFrom: 'police' })), true],
  ])('of control, told by a party: %s: %s', (_story, said, expected) => {
    expect(statementOf(telling('police'))(said)).toBe(expected);
  });

  it.each<[string, Said, string, boolean]>([
    ['a way cut to its opponent', condition('cut', day, { closedTo: ['caliphate'] }), 'police', false],
    ['a way cut to its own', condition('cut', day, { closedTo: ['police'] }), 'caliphate', true],
    ['a way cut to an ally among others', condition('cut', day, { closedTo: ['other', 'coalition'] }), '', true],
    ['a way cut to nobody named', condition('cut', day), '', false],
    ['a way open', condition('open', day), 'police', false],
    ['a thing intact', condition('intact', day), '', false],
    ['a thing destroyed by its own', condition('destroyed', day), 'police', true],
    ['a thing looted by an ally', condition('looted', day), 'coalition', true],
    ['a thing destroyed by its opponent', condition('destroyed', day), 'caliphate', false],
    ['a thing damaged by nobody named', condition('damaged', day), '', false],
  ])('of condition, told by a party: %s', (_story, said, by, expected) => {
    expect(counts(said, telling('iraq', by))).toBe(expected);
  });

  it.each<[string, Said, string, boolean]>([
    ['killed among its own', figure('killed', 'police'), 'caliphate', true],
    ['captured among its allies', figure('captured', 'coalition'), '', true],
    ['killed among its opponents', figure('killed', 'caliphate'), 'police', false],
    ['civilians killed by its own', figure('killed', 'civilians'), 'police', true],
    ['civilians killed by its opponent', figure('killed', 'civilians'), 'caliphate', false],
    ['anyone killed by its own', figure('killed', 'anyone'), 'police', false],
    ['civilians displaced by its own', figure('displaced', 'civilians'), 'police', false],
    ['its own strength', figure('strength', 'police'), '', false],
  ])('of figures, told by a party: %s', (_story, said, by, expected) => {
    expect(counts(said, telling('police', by))).toBe(expected);
  });

  it('asks who stood by whom on the day of the report', () => {
    const turned = new Voices([
      actor('iraq', { opposes: 'caliphate' }),
      { ...actor('coalition'), alliedWith: [{ actor: 'iraq', from: '2017-03-08' }] },
      actor('caliphate'),
    ]);
    const held = control(observed('coalition', day));
    expect(admission?.judge(held, telling('iraq'), turned).kept).toBe(true);
    expect(admission?.judge(held, { ...telling('iraq'), reportedAt: '2017-03-08T00:00+03:00' }, turned).kept).toBe(
      false,
    );
  });

  it('judges a report of which the desk says nothing by the first registered voice of its chain', () => {
    const told = (outlet: string, ...chain: string[]): Telling => ({
      source: { outlet, chain, seenByOutlet: false },
      reportedAt: '2017-03-07T23:00+03:00',
      actors: [],
    });
    const held = control(gained('police', day));
    expect(counts(held, told('Wire', 'a man', 'police spokesman', 'monitor'))).toBe(false);
    expect(counts(held, told('Wire', 'monitor', 'police spokesman'))).toBe(true);
    expect(counts(held, told('Wire', 'Wire reporter', 'police spokesman'))).toBe(true);
    expect(counts(held, told('Police', 'Police website'))).toBe(false);
  });

  it('says whose word was not taken', () => {
    const verdict = admission?.judge(control(gained('police', day)), telling('police'), voices);
    expect(verdict).toEqual({
      kept: false,
      because: 'It is told by iraq alone, and is not unfavourable to that side.',
    });
  });
});
