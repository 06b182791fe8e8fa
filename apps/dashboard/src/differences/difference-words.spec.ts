import type { DifferenceDto } from 'sitrep-api';
import en from '../words/messages/en.json';
import { wordsOf } from '../words/words.jsx';
import { differenceWords } from './difference-words.js';
import { valuesOfMembers } from './values-of-members.js';

const naming = {
  words: wordsOf('en', en),
  zone: 'Asia/Baghdad',
  place: (id: string) => `place ${id}`,
  actor: (id: string) => `actor ${id}`,
};
const inWords = (difference: Partial<DifferenceDto>) =>
  differenceWords({ label: 'Label', entry: null, before: null, after: null, ...difference } as DifferenceDto, naming);

describe('what two versions of a report differ in', () => {
  it('has a name of its own, not that of the API, whatever the member is', () => {
    const named = Object.keys(valuesOfMembers).map((member) => inWords({ member }).what);
    expect(named.filter((what) => what.startsWith('Label'))).toEqual([]);
  });

  it.each([
    ['figures.place', 'mosul', 'Place of the number', 'place mosul'],
    ['control.place', 'mosul', 'Place', 'place mosul'],
    ['figures.subsetOf', 'civilians', 'Part of the number of', 'Civilians'],
    ['control.effect', 'observed', 'What it does to control', 'seen as it is'],
    ['source.speaksFor', ['iraq'], 'Whose account it is', 'actor iraq'],
    ['sensitivity', 'restricted', 'Sensitivity', 'restricted'],
    [
      'figures.instants',
      { from: '2017-03-08T06:30:00Z', to: '2017-03-08T09:00:00Z' },
      'Hours of the number',
      '8 March 2017, 09:30 to 8 March 2017, 12:00',
    ],
    ['incident', { key: 'E-ROAD', relation: 'same_event' }, 'Incident', 'E-ROAD: the same event'],
    [
      'occurred',
      { from: '2017-03-06', to: '2017-03-12', precision: 'week' },
      'When',
      '6 March 2017 to 12 March 2017, known to the week',
    ],
    [
      'figures',
      { measure: 'distance', group: 'anyone', low: 200, high: 200, unit: 'm' },
      'What it counts',
      '200 m distance',
    ],
    ['related', ['7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11'], 'Related', '7d9f1d3e'],
  ])('says of %s what it is', (member, after, what, text) => {
    expect(inWords({ member, after: after as DifferenceDto['after'] })).toMatchObject({ what, after: text });
  });

  it('does not ask of whom a distance is', () => {
    const entry = { measure: 'distance', group: 'anyone' };
    expect(inWords({ member: 'figures.amount', entry, after: { best: 3 } }).what).not.toContain('Anyone');
    expect(inWords({ member: 'figures.amount', entry: { measure: 'killed', group: 'anyone' } }).what).toContain(
      'Anyone',
    );
  });
});
