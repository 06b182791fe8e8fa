import { useState } from 'react';
import { addressOf } from '../url/address.js';
import { fullDay } from '../words/days.js';
import { unknown_answer } from '../marks/form.js';
import { verdictOf } from '../words/sentences.js';
import { useWords, type Words } from '../words/words.jsx';
import { Menu } from './menu.jsx';
import { knownWords, useView, type View } from './view.jsx';

const told_ms = 2_000;

/** Copies an address: of what will be answered whenever it is opened, or of exactly this, alone or as a citation. */
export function Cite() {
  const words = useWords();
  const view = useView();
  const [copied, setCopied] = useState(false);
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), told_ms);
  };
  const { asked, knownDay, path } = view;
  const live = address(path, { d: asked.d, k: undefined, linked: false });
  const exactly = address(path, { d: asked.d, k: knownDay, linked: false });
  return (
    <Menu label={words.say(copied ? 'top.copied' : 'top.cite')}>
      <button type="button" onClick={() => void copy(live)}>
        {words.say('cite.live')}
      </button>
      <button type="button" onClick={() => void copy(exactly)}>
        {words.say('cite.exactly')}
      </button>
      <button type="button" onClick={() => void copy(`${citationOf(view, words)}\n${exactly}`)}>
        {words.say('cite.citation')}
      </button>
    </Menu>
  );
}

const address = (...question: Parameters<typeof addressOf>): string =>
  location.origin + addressOf(...question) + location.hash;

/** The open place's answer, or the question, with the position of the log. */
function citationOf({ asked, knownDay, question, situation, parties }: View, words: Words): string {
  const k = knownWords({ ...asked, k: knownDay }, words);
  const dates = { d: fullDay(asked.d, words.language), k };
  const place = question.place === undefined ? undefined : situation?.placeOf.get(question.place);
  if (place === undefined) return words.say('ask.title', dates);
  const answer = situation?.control.get(place.id);
  return words.say('place.cited', {
    ...dates,
    name: place.name,
    answer: verdictOf(answer ?? unknown_answer, parties, words),
    n: answer?.reports.length ?? 0,
    position: situation?.position ?? '',
  });
}
