import { Memberships } from '../sides/memberships.js';
import { SourceNames } from './source-names.js';
import { voicesOfSource } from './voices-of-source.js';

const registry = [
  { id: 'iraq', name: 'Iraq', aliases: ['Iraqi government'], parents: [] },
  {
    id: 'army',
    name: 'Iraqi military',
    aliases: [],
    parents: [{ actor: 'iraq', from: '2017-03-01', to: '2017-03-08' }],
  },
  { id: 'sohr', name: 'SOHR', aliases: ['British-based monitor'], parents: [] },
  { id: 'sina', name: 'SINA', aliases: ['state media'], parents: [] },
  { id: 'sana', name: 'SANA', aliases: ['state media'], parents: [] },
];
const printed = [
  'Iraqi military',
  'Iraqi government spokesman',
  'British-based monitor',
  'SOHR',
  'state media',
  'Reuters',
];
const voicesOf = (source: string) =>
  voicesOfSource(source, printed, new SourceNames(registry), new Memberships(registry));

describe('the voices of a source', () => {
  it('are all names of the actor that is called so, by whichever name it is asked for', () => {
    for (const name of ['sohr', 'SOHR', 'british-based  monitor'])
      expect(voicesOf(name)?.map(({ voices }) => voices)[0]).toEqual(['British-based monitor', 'SOHR']);
  });

  it('are those of its parts too, on the days on which they are parts', () => {
    const own = ['Iraqi government spokesman'];
    expect(voicesOf('Iraqi government')).toEqual([
      { to: '2017-02-28', voices: own },
      { from: '2017-03-01', to: '2017-03-08', voices: ['Iraqi military', ...own] },
      { from: '2017-03-09', voices: own },
    ]);
  });

  it('are what is printed so where nobody, or more than one, is called so', () => {
    expect(voicesOf('reuters')).toEqual([{ voices: ['Reuters'] }]);
    expect(voicesOf('State media')).toEqual([{ voices: ['state media'] }]);
    expect(voicesOf('nobody')).toBeUndefined();
  });
});
