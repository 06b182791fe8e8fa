import type { EditionDto } from 'sitrep-api';
import en from '../words/messages/en.json';
import { wordsOf } from '../words/words.jsx';
import { contentsOf, nameFor, sizeOf } from './edition-words.js';

const words = wordsOf('en', en);
const edition = (definition: EditionDto['definition'], follows = false) =>
  contentsOf({ definition, follows } as EditionDto, 'UTC', words);

describe('an edition in words', () => {
  it('says what is in it, and what is not', () => {
    expect(edition({}, true)).toBe('everything');
    expect(edition({ until: { knownAt: '2017-03-08T23:59:59.999Z' } })).toBe('all known by 8 March 2017');
    expect(edition({ until: { position: '331' } })).toBe('the log up to position 331');
    expect(edition({ without: { sources: ['Iraqi military', 'SANA'], gradesBelow: { reliability: 'C' } } })).toBe(
      'everything when it was ordered, without Iraqi military and SANA, without what is graded below C',
    );
    expect(sizeOf(1_982_464, words)).toBe('2 MB');
  });

  it('has a name that is free', () => {
    expect(nameFor(['without', 'Iraqi military'], [])).toBe('without-iraqi-military');
    expect(nameFor(['without', 'Iraqi military'], ['without-iraqi-military'])).toBe('without-iraqi-military-2');
    expect(nameFor(['الجيش'], ['live'])).toBe('what-if');
  });
});
