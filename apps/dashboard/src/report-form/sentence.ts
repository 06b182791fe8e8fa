import type { Asks } from './draft.js';
import type { FormState } from './form-state.js';
import type { Words } from '../words/words.jsx';
import { fullDay } from '../words/days.js';
import { withoutIsolates } from '../words/direction.js';

/** How the names of ids are found. */
export interface Names {
  place(id: string): string;
  actor(id: string): string;
}

/** The report as one sentence: "Iraqi Army cut Mosul to Tal Afar road to Islamic State on 8 March 2017, says Reuters." */
export function sentenceOf(form: FormState, asks: Asks, names: Names, words: Words): string {
  const place = form.place === undefined ? words.say('form.somewhere') : names.place(form.place);
  const list = (actors: readonly string[]): string => words.list(actors.map((actor) => names.actor(actor)));
  const who = form.by.length === 0 ? words.say('form.someone') : list(form.by);
  const whom = list(form.to);
  let sentence = asks.cuts
    ? words.say('form.says-cut', { who, place })
    : asks.effect === 'gained'
      ? words.say('form.says-gained', { who, place })
      : words.say('form.says-other', { what: words.sayOf('type', form.type ?? ''), place });
  if (whom !== '' && asks.cuts) sentence = words.say('form.says-to', { sentence, whom });
  else if (whom !== '' && asks.effect === 'gained') sentence = words.say('form.says-from', { sentence, loser: whom });
  if (form.day !== 'unknown')
    sentence = words.say('form.says-when', { sentence, day: fullDay(form.day, words.language) });
  const source = form.voice.trim() || form.outlet.trim() || words.say('report.unnamed');
  const whole = withoutIsolates(words.say('form.says-source', { sentence, source }));
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}
