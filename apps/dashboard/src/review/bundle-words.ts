import type { DraftItemDto } from 'sitrep-api';
import { momentOf } from '../words/days.js';
import type { Words } from '../words/words.jsx';
import { nameOfPerson } from './person.js';

/** What imports call what they send together: by the name of the file and digits of its own. */
const of_import = /^import-(?:(.+)-)?(?:[0-9a-f]{8}|[0-9a-f-]{36})$/;

/** What people call a bundle: the file of an import, or the name that a program gave it. */
export function nameOfBundle(bundle: string, words: Words): string {
  const [whole, file] = of_import.exec(bundle) ?? [];
  return whole === undefined ? bundle : (file ?? words.say('review.an-import'));
}

type Sent = Pick<DraftItemDto, 'bundle' | 'sentAt' | 'sentBy'>;

/** "kobo.csv, 30 November 2026, 14:05, rita": what it is, when it began to come, and who sent it. */
export function bundleText(bundle: string, drafts: readonly Sent[], zone: string, words: Words): string {
  const of = drafts.filter((draft) => draft.bundle === bundle);
  const [first] = of.flatMap(({ sentAt }) => sentAt ?? []).sort();
  const senders = of.map(({ sentBy }) => nameOfPerson(sentBy, words));
  const when = first === undefined ? [] : [momentOf(first, zone, words.language)];
  return words.commas([nameOfBundle(bundle, words), ...when, ...new Set(senders)]);
}
