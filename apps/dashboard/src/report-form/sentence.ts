import { whomOf } from '../counts/group-name.js';
import { fullDay } from '../words/days.js';
import { withoutIsolates } from '../words/direction.js';
import { amountOf } from '../words/sentences.js';
import type { Words } from '../words/words.jsx';
import type { Asks } from './asks.js';
import { amountOfAnswer, roleOfHolder } from './draft.js';
import type { FigureAnswer, FormState } from './form-state.js';

/** How the names of ids are found. */
export interface Names {
  place(id: string): string;
  actor(id: string): string;
}

/** The report as one sentence: "Iraqi Army cut Mosul to Tal Afar road to Islamic State on 8 March 2017, says Reuters." */
export function sentenceOf(form: FormState, asks: Asks, names: Names, words: Words): string {
  const list = (role: string): string => words.list((form.actors[role] ?? []).map((actor) => names.actor(actor)));
  let sentence = happenedOf(form, asks, names, words, list);
  if (form.day !== 'unknown')
    sentence = words.say('form.says-when', { sentence, day: fullDay(form.day, words.language) });
  const facts = [
    ...form.suffers.map((name) => words.sayOf('suffers', name)),
    ...form.figures.map((figure) => figureText(figure, names, words)),
  ];
  if (facts.length > 0) sentence = words.say('form.says-with', { sentence, what: words.list(facts) });
  const source = form.voice.trim() || form.outlet.trim() || words.say('report.unnamed');
  const whole = withoutIsolates(words.say('form.says-source', { sentence, source }));
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}

/** Who did what to whom, and where. */
function happenedOf(form: FormState, asks: Asks, names: Names, words: Words, list: (role: string) => string): string {
  const place = form.place === undefined ? words.say('form.somewhere') : names.place(form.place);
  const { effect, cuts, roles } = asks;
  const holders = list(roleOfHolder(effect, roles));
  const who = holders === '' ? words.say('form.someone') : holders;
  if (cuts) return withTo(words.say('form.says-cut', { who, place }), list('against'), words);
  if (effect === 'gained') {
    const sentence = words.say('form.says-gained', { who, place });
    const loser = list('from');
    return loser === '' ? sentence : words.say('form.says-from', { sentence, loser });
  }
  if (effect === 'observed' && holders !== '') return words.say('form.says-held', { who, place });
  const by = list('by');
  const against = list('against');
  let sentence = words.say('form.says-other', { what: words.sayOf('type', form.type ?? ''), place });
  if (by !== '') sentence = words.say('form.says-by', { sentence, who: by });
  if (against !== '') sentence = words.say('form.says-against', { sentence, whom: against });
  return sentence;
}

const withTo = (sentence: string, whom: string, words: Words): string =>
  whom === '' ? sentence : words.say('form.says-to', { sentence, whom });

/** "more than 20 civilians killed". */
function figureText(figure: FigureAnswer, names: Names, words: Words): string {
  const {
    low = null,
    best = null,
    high = null,
    lowExclusive = false,
  } = amountOfAnswer(figure) as { low?: number; best?: number; high?: number; lowExclusive?: boolean };
  const group = whomOf(figure, words, (id) => names.actor(id)) ?? '';
  return words.say('form.says-figure', {
    number: amountOf({ low, best, high, lowExclusive }, words),
    group,
    measure: words.sayOf('measure', figure.measure),
  });
}
