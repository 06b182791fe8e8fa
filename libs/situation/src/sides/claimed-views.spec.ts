import { actor } from './actors.fixture.js';
import { claimedCondition, claimedControl } from './claimed-views.js';
import { contested, gained, observed } from '../control/claims.fixture.js';
import { said } from '../condition/conditions.fixture.js';
import { Voices } from '../report/voices.js';
import { endOfDayMs } from '../time/time.js';

const zone = 'Asia/Baghdad';
const voices = new Voices([
  actor('iraq', { opposes: 'caliphate' }),
  actor('police', { parents: 'iraq' }),
  actor('caliphate'),
  actor('monitor'),
]);
const hearing = { zone, atMs: endOfDayMs('2017-03-08', zone), voices } as const;

/** Told by these, or by the outlet itself. */
const by = <Claim extends object>(claim: Claim, ...speaksFor: readonly string[]) => ({
  ...claim,
  actors: [],
  reportedAt: '2017-03-08T12:00Z',
  source: { outlet: 'Wire', chain: [], seenByOutlet: false, speaksFor },
});
const control = (...claims: Parameters<typeof claimedControl>[0]) => {
  const { claimed, agree } = claimedControl(claims, hearing);
  const words = claimed.map(({ voice, resolved: { answer } }) =>
    [voice.name, answer.status, ...answer.holders].join(' '),
  );
  return { words, agree };
};
const passage = (...claims: Parameters<typeof claimedCondition>[0]) => {
  const { claimed, agree } = claimedCondition(claims, 'passage', hearing);
  return { words: claimed.map(({ voice, resolved }) => `${voice.name} ${resolved.answer.state}`), agree };
};

describe('what each side claims of control', () => {
  it('stands beside each other, each resolved from its own claims', () => {
    const claims = [
      by(gained('police', '2017-03-07', { takenFrom: 'caliphate' }), 'police'),
      by(observed('caliphate', '2017-03-08'), 'caliphate'),
      by(observed('caliphate', '2017-03-01'), 'iraq'),
    ];
    expect(control(...claims)).toEqual({ words: ['caliphate held caliphate', 'iraq held police'], agree: false });
    expect(control(...[...claims].reverse())).toEqual(control(...claims));
  });

  it('agrees when a unit is named by one and its side by another', () => {
    const { words, agree } = control(
      by(observed('police', '2017-03-07'), 'police'),
      by(observed('iraq', '2017-03-06')),
      by(contested('2017-03-08'), 'monitor'),
    );
    expect(words).toEqual(['iraq held police', 'monitor contested', 'Wire held iraq']);
    expect(agree).toBe(true);
  });

  it('is with each of those that tell it', () => {
    const { words } = control(by(observed('police', '2017-03-07'), 'police', 'monitor'));
    expect(words).toEqual(['iraq held police', 'monitor held police']);
  });

  it('neither agrees nor disagrees where fewer than two name a holder', () => {
    expect(control()).toEqual({ words: [], agree: null });
    expect(control(by(observed('police', '2017-03-07'), 'police'))).toMatchObject({ agree: null });
    const later = control(by(observed('police', '2017-03-07'), 'police'), by(observed('caliphate', '2017-03-20')));
    expect(later).toEqual({ words: ['iraq held police', 'Wire unknown'], agree: null });
  });
});

describe('what each side claims of a condition', () => {
  it('stands beside each other, of one axis alone', () => {
    const claims = [
      by(said('cut', '2017-03-07'), 'police'),
      by(said('open', '2017-03-08'), 'caliphate'),
      by(said('destroyed', '2017-03-08'), 'monitor'),
    ];
    expect(passage(...claims)).toEqual({ words: ['caliphate open', 'iraq cut'], agree: false });
    expect(passage(by(said('cut', '2017-03-07'), 'police'), by(said('cut', '2017-03-01')))).toMatchObject({
      agree: true,
    });
  });
});
