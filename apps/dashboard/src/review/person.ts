import type { SenderDto } from 'sitrep-api';
import type { Words } from '../words/words.jsx';

/** What somebody is called: by name, else as events name them; who is not known is said to be. */
export const nameOfPerson = (person: SenderDto | null, words: Words): string =>
  person === null ? words.say('review.unknown-person') : (person.name ?? nameOfId(person.id, words));

export const nameOfId = (id: string, words: Words): string => (id === 'anonymous' ? words.say('review.no-key') : id);
