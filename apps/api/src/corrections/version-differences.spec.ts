import type { Report } from '#situation';
import { labelledMembers } from './difference-labels.js';
import { differencesOfVersions } from './version-differences.js';

const first = {
  id: '7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11',
  type: 'shelling',
  nature: 'event',
  background: false,
  summary: 'Twelve civilians were killed.',
  occurred: { from: '2017-03-08', to: '2017-03-08', precision: 'day' },
  reportedAt: '2017-03-08T10:00:00.000Z',
  places: ['mosul'],
  actors: [{ role: 'by', actor: 'islamic-state' }],
  control: [{ place: 'mosul', effect: 'contested', holders: [], conditions: ['under_fire'], confidence: 'medium' }],
  figures: [
    { measure: 'killed', group: 'civilians', low: 12, best: 12, high: 12, lowExclusive: false, basis: 'incremental' },
    { measure: 'wounded', group: 'civilians', best: 30, lowExclusive: false, basis: 'incremental' },
  ],
  source: { outlet: 'Desk', chain: ['a colonel'], anonymity: 'named', seenByOutlet: false },
  grade: { reliability: 'B', credibility: 2 },
  related: [],
  contradicts: [],
} as unknown as Report;
const [killed, wounded] = first.figures as [Report['figures'][number], Report['figures'][number]];
const changed = (change: Partial<Report>) => differencesOfVersions(first, { ...first, ...change });

describe('the differences of two versions of a report', () => {
  it('are none of a version that was only made known again', () => {
    expect(changed({ reportedAt: '2017-03-09T10:00:00.000Z' as Report['reportedAt'] })).toEqual([]);
  });

  it('tell a number by its figure, all ends together', () => {
    expect(changed({ figures: [{ ...killed, low: 21, best: 21, high: 21 }, wounded] })).toEqual([
      {
        member: 'figures.amount',
        label: 'Number',
        entry: { measure: 'killed', group: 'civilians', basis: 'incremental' },
        before: { low: 12, best: 12, high: 12, lowExclusive: false },
        after: { low: 21, best: 21, high: 21, lowExclusive: false },
      },
    ]);
  });

  it('find a figure again wherever it stands in the list, and when whom it counts is another', () => {
    expect(changed({ figures: [wounded, killed] })).toEqual([]);
    expect(changed({ figures: [{ ...killed, group: 'military' }, wounded] })).toMatchObject([
      { member: 'figures.group', before: 'civilians', after: 'military' },
    ]);
  });

  it('tell what only one version has as an entry of its list', () => {
    expect(changed({ figures: [killed] })).toMatchObject([{ member: 'figures', before: wounded, after: null }]);
    const condition = [{ place: 'mosul', state: 'damaged', effective: '2017-03-08', confidence: 'medium' }];
    expect(changed({ condition } as unknown as Partial<Report>)).toMatchObject([
      { member: 'condition', entry: { place: 'mosul', state: 'damaged' }, before: null, after: condition[0] },
    ]);
  });

  it('tell who did it instead of whom, by the role', () => {
    expect(changed({ actors: [{ role: 'by', actor: 'iraqi-army' }] } as unknown as Partial<Report>)).toMatchObject([
      { member: 'actors.actor', before: 'islamic-state', after: 'iraqi-army' },
    ]);
  });

  it('tell of the source by its members, and of all else as a whole, each under a label', () => {
    const other = {
      ...first,
      summary: 'Fewer.',
      note: 'Said again.',
      source: { ...first.source, outlet: 'Agency' },
      occurred: { precision: 'unknown' },
      grade: { reliability: 'C', credibility: 3 },
    } as unknown as Report;
    const members = differencesOfVersions(first, other).map(({ member }) => member);
    expect(members).toEqual(['summary', 'occurred', 'source.outlet', 'grade', 'note']);
    expect(labelledMembers).toEqual(expect.arrayContaining(members));
  });
});
