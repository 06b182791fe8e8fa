import { actor } from '../sides/actors.fixture.js';
import type { Involvement } from './report.js';
import { Sides } from '../sides/sides.js';
import { speakersOf, type Telling, voicesOf } from './voices.js';

const sides = new Sides([actor('turkey'), actor('minister', { parents: 'turkey' }), actor('sdf')]);
const telling = (source: Partial<Telling['source']>, ...actors: readonly Involvement[]): Telling => ({
  source: { outlet: 'Reuters', seenByOutlet: false, ...source },
  ...{ actors, reportedAt: '2017-03-07T12:00Z' },
});
const speaker: Involvement = { role: 'speaker', actor: 'minister' };
const names = (told: Telling) => voicesOf(told, sides).map(({ kind, name }) => `${kind} ${name}`);

describe('whose account a report is', () => {
  it('is what its source is said to speak for, else what the roles say', () => {
    expect(speakersOf(telling({ speaksFor: ['sdf'] }, speaker))).toEqual(['sdf']);
    expect(speakersOf(telling({}, speaker, { role: 'reported_by', actor: 'sdf' }))).toEqual(['minister', 'sdf']);
    expect(speakersOf(telling({}, { role: 'by', actor: 'sdf' }))).toEqual([]);
  });

  it('is nobody’s where the list is empty, whatever the roles say', () => {
    expect(speakersOf(telling({ speaksFor: [] }, speaker))).toEqual([]);
    expect(names(telling({ speaksFor: [] }, speaker))).toEqual(['outlet Reuters']);
  });

  it('is that of sides, each once, and of the outlet where it speaks alone or saw it', () => {
    expect(names(telling({}, speaker))).toEqual(['side turkey']);
    expect(names(telling({ speaksFor: ['minister', 'turkey', 'sdf'] }))).toEqual(['side sdf', 'side turkey']);
    expect(names(telling({}))).toEqual(['outlet Reuters']);
    expect(names(telling({ outlet: ' Reu\u00adters\u200f' }))).toEqual(['outlet Reuters']);
    expect(names(telling({ speaksFor: ['sdf'], seenByOutlet: true }))).toEqual(['side sdf', 'outlet Reuters']);
    expect(names(telling({ seenByOutlet: true }))).toEqual(['outlet Reuters']);
  });
});
