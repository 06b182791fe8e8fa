import { SourceNames } from './source-names.js';

const actor = (id: string, name: string, ...aliases: string[]) => ({ id, name, aliases });
const names = new SourceNames([
  actor('sohr', 'Syrian Observatory for Human Rights', 'the Observatory', 'British-based monitor'),
  actor('sana', 'SANA', 'Syrian state media'),
  actor('sdf', 'Syrian Democratic Forces', 'SDF'),
  actor('p-talal-silo', 'Talal Silo', 'SDF spokesman'),
  actor('seda', 'صدای کوهستان'),
  { ...actor('liwa-nahr', 'River Brigade'), names: [{ language: 'ar', name: 'لواء النهر' }] },
  actor('army-of-one', 'First Army', 'the army'),
  actor('army-of-two', 'Second Army', 'the army'),
]);

describe('the sources behind the voices of a chain', () => {
  it.each([
    ['SOHR', 'sohr'],
    ['SOHR confirms', 'sohr'],
    ['British-based monitor', 'sohr'],
    ['the  OBSERVATORY, in London', 'sohr'],
    ['Syrian state media', 'sana'],
    ['SANA handout', 'sana'],
    ['صدای کوهستان', 'seda'],
    ['لواء النهر', 'liwa-nahr'],
  ])('"%s" is %s', (voice, source) => {
    expect(names.actorOf(voice)).toBe(source);
  });

  it.each([
    ['RLM', 'لواء\u200f النهر\u200f', 'liwa-nahr'],
    ['LRM', '\u200eSOHR', 'sohr'],
    ['ZWJ and ZWNJ', 'SO\u200dH\u200cR', 'sohr'],
    ['a soft hyphen', 'Syrian Obser\u00advatory for Human Rights', 'sohr'],
    ['a BOM', '\ufeffSANA', 'sana'],
    ['tatweel', 'لـــواء النهــر', 'liwa-nahr'],
    ['tabs and blanks', '\tSyrian \t\u00a0 state\nmedia ', 'sana'],
    ['NFD', 'صدای کوهستان'.normalize('NFD'), 'seda'],
  ])('with %s are the same source', (_mark, voice, source) => {
    expect(names.actorOf(voice)).toBe(source);
  });

  it('the longest name counts: the spokesman is a person', () => {
    expect(names.actorOf('SDF spokesman Talal Silo (voice message)')).toBe('p-talal-silo');
    expect(names.actorOf('SDF commander')).toBe('sdf');
  });

  it.each(['Sanaa radio', 'a monitor', 'Silo', '', '—'])('"%s" is nobody registered', (voice) => {
    expect(names.actorOf(voice)).toBeUndefined();
  });

  it('a name that two bear says nothing', () => {
    expect(names.actorOf('The army')).toBeUndefined();
  });

  it('names each source of a chain once', () => {
    expect(names.actorsAmong(['Syrian military source', 'Syrian state media', 'SANA', 'SOHR'])).toEqual([
      'sana',
      'sohr',
    ]);
  });
});
