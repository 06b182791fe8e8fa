import { actor } from '../sides/actors.fixture.js';
import type { Involvement } from './report.js';
import { type Telling, Voices } from './voices.js';

const voices = new Voices([
  actor('turkey', { opposes: 'sdf' }),
  actor('minister', { parents: 'turkey', aliases: ['Turkish minister'] }),
  actor('sdf', { aliases: ['the fighters'] }),
  actor('p-silo', { parents: 'sdf', name: 'Talal Silo', aliases: ['SDF spokesman'] }),
  actor('clans', { aliases: ['the fighters'] }),
  actor('reuters', { name: 'Reuters' }),
  actor('state-agency', { name: 'Anka', aliases: ['state media'], parents: 'turkey' }),
]);
const telling = (source: Partial<Telling['source']>, ...actors: readonly Involvement[]): Telling => ({
  source: { outlet: 'Reuters', chain: [], seenByOutlet: false, ...source },
  actors,
  reportedAt: '2017-03-07T12:00Z',
});
const speaker: Involvement = { role: 'speaker', actor: 'minister' };
const names = (told: Telling) => voices.of(told).map(({ kind, name }) => `${kind} ${name}`);
const through = (outlet: string, ...chain: readonly string[]): string[] => names(telling({ outlet, chain }));

describe('whose account a report is', () => {
  it('is what its source is said to speak for, else what the roles say', () => {
    expect(voices.speakersOf(telling({ speaksFor: ['sdf'], chain: ['Turkish minister'] }, speaker))).toEqual(['sdf']);
    expect(voices.speakersOf(telling({ chain: ['SDF'] }, speaker, { role: 'reported_by', actor: 'sdf' }))).toEqual([
      'minister',
      'sdf',
    ]);
    expect(voices.speakersOf(telling({}, { role: 'by', actor: 'sdf' }))).toEqual([]);
  });

  it('is nobody’s where the list is empty, whatever the roles and the chain say', () => {
    expect(voices.speakersOf(telling({ speaksFor: [], chain: ['SDF'] }, speaker))).toEqual([]);
    expect(names(telling({ speaksFor: [], chain: ['SDF'] }, speaker))).toEqual(['outlet Reuters']);
  });

  it('is that of sides, each once, and of the outlet where it speaks alone or saw it', () => {
    expect(names(telling({}, speaker))).toEqual(['side turkey']);
    expect(names(telling({ speaksFor: ['minister', 'turkey', 'sdf'] }))).toEqual(['side sdf', 'side turkey']);
    expect(names(telling({}))).toEqual(['outlet Reuters']);
    expect(names(telling({ outlet: ' Reu\u00adters\u200f' }))).toEqual(['outlet Reuters']);
    expect(names(telling({ speaksFor: ['sdf'], seenByOutlet: true }))).toEqual(['side sdf', 'outlet Reuters']);
    expect(names(telling({ seenByOutlet: true }))).toEqual(['outlet Reuters']);
  });

  it.each([
    ['the first registered voice; those behind it pass it on', ['a man', 'Turkish minister', 'SDF'], 'side turkey'],
    ['under the longest name that it begins with', ['SDF spokesman Talal Silo'], 'side sdf'],
    ['past a name that two actors bear', ['The fighters', 'Turkish minister'], 'side turkey'],
    ['the outlet where nobody is registered', ['a man', 'a driver'], 'outlet Wire'],
    ['the outlet where its own people come first', ['Wire correspondent', 'SDF'], 'outlet Wire'],
  ])('is, where the desk does not say, %s', (_who, chain, voice) => {
    expect(through('Wire', ...chain)).toEqual([voice]);
  });

  it('is the outlet’s where a registered voice names it, under any of its names', () => {
    expect(through('Reuters', 'REUTERS narrative', 'SDF')).toEqual(['outlet Reuters']);
    expect(through('Reuters', 'Agency', 'reuters')).toEqual(['outlet Reuters']);
    expect(through('SDF Times', 'SDF Times', 'Turkish minister')).toEqual(['outlet SDF Times']);
    expect(through('SDF', 'SDF spokesman')).toEqual(['side sdf']);
    expect(through('Turkey', 'Turkey Today')).toEqual(['side turkey']);
  });

  it('is its side’s where the outlet is a part of one, or a party itself', () => {
    expect(through('Anka', 'a driver')).toEqual(['side turkey']);
    expect(through('State media', 'Anka reporter')).toEqual(['side turkey']);
    expect(through('sdf', 'a driver')).toEqual(['side sdf']);
    expect(through('Ankara Post', 'a driver')).toEqual(['outlet Ankara Post']);
  });
});
