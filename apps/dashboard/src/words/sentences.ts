import type { Answer } from '../marks/form.js';
import type { Parties } from '../marks/parties.js';
import { fullDay, shortDay } from './days.js';
import type { Words } from './words.jsx';

/** Names of sides, each once, as a list. */
const whoOf = (actors: readonly string[], parties: Parties, words: Words): string =>
  words.list([...new Set(actors.map((actor) => parties.nameOf(actor)))]);

/** The answer as a sentence: "Held by Iraq". */
export function verdictOf(answer: Answer, parties: Parties, words: Words): string {
  const who = whoOf(answer.holders, parties, words);
  const several = answer.holders.length > 1;
  switch (answer.status) {
    case 'held':
      return words.say(answer.extent === null ? 'verdict.held' : `verdict.${answer.extent}`, { who });
    case 'inferred':
      return words.say('verdict.inferred', { who });
    case 'contested':
      if (answer.holders.length === 0) return words.say('verdict.fighting');
      return words.say(several ? 'verdict.contested' : 'verdict.contested-one', { who });
    case 'divided':
      return words.say(several ? 'verdict.divided' : 'verdict.divided-one', { who });
    case 'transition': {
      const { from = [], to = [] } = answer.transition ?? {};
      const gaps = { from: whoOf(from, parties, words), to: whoOf(to, parties, words) };
      return words.say('verdict.transition', gaps);
    }
    default:
      return words.say('verdict.unknown');
  }
}

/** The answer as it stands under a mark: "inferred Islamic State". */
export function briefOf(answer: Answer & { lastEvidence?: string | null }, parties: Parties, words: Words): string {
  const who = words.list(parties.ofAll(answer.holders).map(({ name }) => name));
  switch (answer.status) {
    case 'held':
      if (answer.aged && answer.lastEvidence)
        return words.say('brief.aged', { who, day: fullDay(answer.lastEvidence, words.language) });
      return words.say(answer.extent === null ? 'brief.held' : `brief.${answer.extent}`, { who });
    case 'inferred':
      return words.say('brief.inferred', { who });
    case 'contested':
      if (answer.stale) return words.say('brief.stale');
      return words.say(answer.holders.length === 0 ? 'brief.fighting' : 'brief.contested');
    case 'divided':
      return words.say('brief.divided');
    case 'transition':
      return words.say('brief.transition');
    default:
      return words.say('brief.unknown');
  }
}

const usual_units: Readonly<Record<string, string>> = { distance: 'km', duration: 'days', control_share: 'percent' };

/** The unit of a figure; of one that names none, the unit in which the API takes its measure. */
export const unitOf = (measure: string, unit?: string): string | undefined => unit ?? usual_units[measure];

interface Counted {
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly lowExclusive: boolean;
  /** Of people, shells, strikes and bridges the measure says what is counted. */
  readonly unit?: string | undefined;
}

/** "more than 20", "3,000 to 6,000", "at most 200 m", "134", "not published": never a middle of our own. */
export function amountOf(count: Counted, words: Words): string {
  const { low, best, high, unit = '' } = count;
  const n = (value: number): string => words.sayOf('unit', unit, { n: value }, words.number(value));
  if (low !== null && high !== null)
    return low === high ? n(low) : words.say('counts.range', { low: words.number(low), high: n(high) });
  // A total that only reaches into the days says nothing of them.
  if (low === 0 && best === null) return words.say('counts.not-known');
  if (low !== null) {
    const line = words.say(count.lowExclusive ? 'counts.more-than' : 'counts.at-least', { low: n(low) });
    return best === null || best === low ? line : words.say('counts.with-best', { line, best: words.number(best) });
  }
  if (best !== null) return n(best);
  if (high !== null) return words.say('counts.at-most', { high: n(high) });
  return words.say('counts.not-published');
}

/** "that day", "3 days before". */
export const agoOf = (days: number, words: Words): string =>
  days === 0 ? words.say('place.that-day') : words.say('place.days-before', { n: days });

/** A day without its year where that is the year of the question. */
export const dayNear = (day: string, asked: string, words: Words): string =>
  day.slice(0, 4) === asked.slice(0, 4) ? shortDay(day, words.language) : fullDay(day, words.language);

/** "Under attack and under fire": what stands first alone has a capital. */
export const conditionsText = (names: readonly string[], words: Words): string =>
  words.list(
    names.map((name, index) => {
      const said = words.sayOf('condition', name);
      return index === 0 ? said : said.charAt(0).toLowerCase() + said.slice(1);
    }),
  );
