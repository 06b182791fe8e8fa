import { useState } from 'react';
import { addressOf } from '../url/address.js';
import { fullDay } from '../words/days.js';
import { unknown_answer } from '../marks/form.js';
import { verdictOf } from '../words/sentences.js';
import { useWords } from '../words/words.jsx';
import { knownWords, useView } from './view.jsx';

/** Copies the address of exactly this, with a citation of the open place. */
export function Cite() {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const view = useView();
  const copy = async (): Promise<void> => {
    const { asked, knownDay, question, situation, parties, path } = view;
    const address = `${location.origin}${addressOf(path, { d: asked.d, k: knownDay })}${location.hash}`;
    const place = question.place === undefined ? undefined : situation?.placeOf.get(question.place);
    const answer = place === undefined ? undefined : situation?.control.get(place.id);
    const cited =
      place === undefined
        ? words.say('ask.title', { d: fullDay(asked.d, words.language), k: knownWords(asked, words) })
        : words.say('place.cited', {
            name: place.name,
            answer: verdictOf(answer ?? unknown_answer, parties, words),
            d: fullDay(asked.d, words.language),
            k: knownWords(asked, words),
            n: answer?.reports.length ?? 0,
            position: situation?.position ?? '',
          });
    await navigator.clipboard.writeText(`${cited}\n${address}`);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <button type="button" className="chip" onClick={() => void copy()}>
      {words.say(copied ? 'top.copied' : 'top.cite')}
    </button>
  );
}
