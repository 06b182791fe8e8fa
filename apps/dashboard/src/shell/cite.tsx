import { addressOf } from '../url/address.js';
import { dayOf, fullDay } from '../words/days.js';
import { withoutIsolates } from '../words/direction.js';
import { unknown_answer } from '../marks/form.js';
import { verdictOf } from '../words/sentences.js';
import { useCopied } from '../words/use-copied.js';
import { useWords, type Words } from '../words/words.jsx';
import { Menu } from './menu.jsx';
import { knownWords, useView, type View } from './view.jsx';

/** Copies an address: of what will be answered whenever it is opened, or of exactly this, alone or as a citation. */
export function Cite() {
  const words = useWords();
  const [copied, tell] = useCopied();
  return (
    <Menu label={words.say(copied ? 'top.copied' : 'top.cite')}>
      <CiteButtons copied={tell} />
    </Menu>
  );
}

export function CiteButtons({ copied }: { readonly copied: () => void }) {
  const words = useWords();
  const view = useView();
  const { asked, knownDay, path, question, situation } = view;
  const copy = (text: string): void => void navigator.clipboard.writeText(text).then(copied);
  const live = address(path, { d: asked.d, k: undefined, linked: false, at: undefined, snapshot: undefined });
  // A finished edition is pinned by its snapshot; of the live one the position of the log tells what it was.
  const snapshot = situation?.snapshot;
  const pinned =
    snapshot === undefined
      ? { at: question.edition === undefined ? (question.at ?? situation?.position) : undefined }
      : { snapshot, edition: undefined, at: undefined };
  const exactly = address(path, { d: asked.d, k: knownDay, linked: false, ...pinned });
  return (
    <>
      <button type="button" onClick={() => copy(live)}>
        {words.say('cite.live')}
      </button>
      <button type="button" onClick={() => copy(exactly)}>
        {words.say('cite.exactly')}
      </button>
      <button type="button" onClick={() => copy(`${citationOf(view, words)}\n${exactly}`)}>
        {words.say('cite.citation')}
      </button>
    </>
  );
}

const address = (...question: Parameters<typeof addressOf>): string =>
  location.origin + addressOf(...question) + location.hash;

const most_numbers = 3;

/** The open place's answer, or the question, with both dates, the reports it rests on and the position of the log. */
function citationOf({ asked, knownDay, question, situation, parties, desk, path }: View, words: Words): string {
  const k = knownWords({ ...asked, k: knownDay }, words);
  const dates = { d: fullDay(asked.d, words.language), k };
  const [, named] = /^\/places\/([^/]+)$/.exec(path) ?? [];
  const place = situation?.placeOf.get(question.place ?? named ?? '');
  const today = fullDay(dayOf(new Date().toISOString(), desk.zone), words.language);
  const position = situation?.position ?? '';
  if (place === undefined)
    return withoutIsolates(`${words.say('ask.title', dates)}. ${words.say('cite.read', { position, today })}`);
  const answer = situation?.control.get(place.id);
  const numbers = (answer?.reports ?? []).map(({ externalId, id }) => externalId ?? id.slice(0, 8));
  const said = words.say('place.cited', {
    ...dates,
    name: place.name,
    answer: verdictOf(answer ?? unknown_answer, parties, words),
    n: numbers.length,
    numbers: words.commas([...numbers.slice(0, most_numbers), ...(numbers.length > most_numbers ? ['…'] : [])]),
  });
  return withoutIsolates(`${said} ${words.say('cite.read', { position, today })}`);
}
