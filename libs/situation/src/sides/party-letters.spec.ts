import { partyLetters } from './party-letters.js';

const lettersOf = (...names: readonly { name: string; aliases?: readonly string[] }[]): readonly string[] => [
  ...partyLetters(names.map(({ name, aliases = [] }, index) => ({ id: `a${index}`, name, aliases }))).values(),
];

describe('the letters of a party', () => {
  it('are its shortest abbreviation, else its initials, else its consonants', () => {
    expect(lettersOf({ name: 'Islamic State', aliases: ['Daesh', 'ISIS', 'IS'] })).toEqual(['IS']);
    expect(lettersOf({ name: 'Syrian Democratic Forces' })).toEqual(['SDF']);
    expect(lettersOf({ name: 'Iraq (government)', aliases: ['Abadi government'] })).toEqual(['IRQ']);
    expect(lettersOf({ name: 'Oia' })).toEqual(['OIA']);
  });

  it('are never those of another party', () => {
    expect(lettersOf({ name: 'Iraq' }, { name: 'Iraq' }, { name: 'Irqa' })).toEqual(['IRQ', 'IRQ2', 'IRQ3']);
  });

  it('come from a name in any script, and from the id where a name has no letters', () => {
    expect(lettersOf({ name: 'الدولة الإسلامية' })).toEqual(['اا']);
    expect(lettersOf({ name: '1' })).toEqual(['A0']);
  });
});
