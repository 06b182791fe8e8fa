import type { DifferenceDto } from 'sitrep-api';
import { countedOf, groupName, whomOf } from '../counts/group-name.js';
import { dayOf, fullDay, momentOf } from '../words/days.js';
import { amountOf, unitOf } from '../words/sentences.js';
import type { Words } from '../words/words.jsx';
import { type Value, valuesOfMembers } from './values-of-members.js';

/** How ids are named and moments dated. */
export interface Naming {
  readonly words: Words;
  readonly zone: string;
  place(id: string): string;
  actor(id: string): string;
}

/** One member of a report before and after, in words. */
export interface DifferenceInWords {
  /** What it is: "Number: killed, Civilians". */
  readonly what: string;
  /** Undefined where there was nothing. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** True of words that somebody typed, false of those of the page. */
  readonly isTyped: boolean;
}

type Part = Readonly<Record<string, unknown>>;

/** The difference of two versions in the words of the page. */
export function differenceWords(
  { member, label, entry, before, after }: DifferenceDto,
  naming: Naming,
): DifferenceInWords {
  const { words } = naming;
  const name = nameOfMember(member, label, words);
  const about = entry === null ? '' : aboutOf(member, entry, naming);
  const what = about === '' ? name : words.say('difference.about', { name, about });
  const text = (value: unknown): string | undefined =>
    value === null || (Array.isArray(value) && value.length === 0) ? undefined : valueText(member, value, naming);
  return { what, before: text(before), after: text(after), isTyped: (valuesOfMembers[member] ?? 'typed') === 'typed' };
}

/** By the whole path where it has a name of its own, as a place of a figure has; else by its last part. */
function nameOfMember(member: string, label: string, words: Words): string {
  const last = member.split('.').at(-1) ?? member;
  return words.sayOf('member', member, undefined, words.sayOf('member', last, undefined, label));
}

/** Which entry of a list it is: whom and what a figure counts, of which place a claim speaks, which part an actor plays. */
function aboutOf(member: string, entry: Readonly<Record<string, string>>, naming: Naming): string {
  const { words } = naming;
  const { measure, group, place, role } = entry;
  if (!member.includes('.')) return '';
  if (measure !== undefined) return countedOf({ measure, group }, words, naming.actor);
  if (role !== undefined) return words.sayOf('role', role);
  return place === undefined ? '' : naming.place(place);
}

/** A value in words: ids by their names, days as days, a number as wide as it is known. */
function valueText(member: string, value: unknown, naming: Naming): string {
  const { words } = naming;
  if (Array.isArray(value)) return words.list(value.map((one) => valueText(member, one, naming)));
  if (typeof value === 'object' && value !== null) return partText(member, value as Part, naming);
  if (typeof value === 'boolean') return words.say(value ? 'difference.yes' : 'difference.no');
  return singleText(valuesOfMembers[member] ?? 'typed', String(value), naming);
}

function singleText(kind: Value, text: string, naming: Naming): string {
  const { words } = naming;
  if (kind.startsWith('family.')) return words.sayOf(kind.slice('family.'.length), text);
  switch (kind) {
    case 'actor':
      return naming.actor(text);
    case 'place':
      return naming.place(text);
    case 'group':
      return groupName(text, words, naming.actor);
    case 'day':
      return dayText(text, naming);
    case 'level':
      return words.sayOf('place', `level-${text}`);
    case 'report':
      return text.slice(0, 8);
    default:
      return text;
  }
}

const dayText = (moment: string, { words, zone }: Naming): string =>
  /^\d{4}-/.test(moment) ? fullDay(dayOf(moment, zone), words.language) : words.sayOf('difference', moment);

function partText(member: string, part: Part, naming: Naming): string {
  const { words } = naming;
  const text = (name: string): string => String(part[name] ?? '');
  switch (member) {
    case 'figures.amount':
      return amountIn(part, words);
    case 'figures':
      return figureText(part, naming);
    case 'actors':
      return words.say('difference.about', {
        name: words.sayOf('role', text('role')),
        about: naming.actor(text('actor')),
      });
    case 'control': {
      const holders = (part['holders'] ?? []) as readonly string[];
      const who = words.list(holders.map((id) => naming.actor(id))) || words.say('report.nobody');
      return words.sayOf('report', `effect-${text('effect')}`, { place: naming.place(text('place')), who });
    }
    case 'condition': {
      const about = words.sayOf('condition', text('state'));
      return words.say('difference.about', { name: naming.place(text('place')), about });
    }
    case 'grade':
      return text('reliability') + text('credibility');
    case 'incident':
      return words.say('difference.about', { name: text('key'), about: words.sayOf('relation', text('relation')) });
    case 'occurred':
      return occurredText(part, naming);
    case 'figures.instants':
      return momentsText(part, naming);
    case 'figures.period':
      return spanText(part, naming);
    default:
      return Object.values(part).map(String).join(', ');
  }
}

/** "12 killed (Civilians)". */
function figureText(part: Part, { words, actor }: Naming): string {
  const measure = String(part['measure']);
  const group = whomOf({ measure, group: String(part['group'] ?? 'anyone') }, words, actor);
  const number = amountIn({ ...part, unit: unitOf(measure, part['unit'] as string | undefined) }, words);
  const what = words.sayOf('measure', measure);
  return group === undefined ? `${number} ${what}` : words.say('difference.figure', { number, what, group });
}

const amountIn = (part: Part, words: Words): string =>
  amountOf(
    {
      low: (part['low'] as number | undefined) ?? null,
      best: (part['best'] as number | undefined) ?? null,
      high: (part['high'] as number | undefined) ?? null,
      lowExclusive: part['lowExclusive'] === true,
      unit: part['unit'] as string | undefined,
    },
    words,
  );

/** How closely a time is known that is no day: two versions may name the same days and differ in that. */
const rough = ['week', 'month', 'year'];

function occurredText(part: Part, naming: Naming): string {
  const { words } = naming;
  const precision = String(part['precision'] ?? '');
  if (precision === 'instant') return momentsText(part, naming);
  const span = spanText(part, naming);
  return rough.includes(precision) ? words.say(`difference.to-the-${precision as 'week'}`, { span }) : span;
}

function spanText({ from, to }: Part, naming: Naming): string {
  const days = [from, to].map((at) => (typeof at === 'string' ? dayText(at, naming) : undefined));
  return betweenText(days, naming.words);
}

/** With the time of day, by the clocks of the desk. */
function momentsText({ from, to }: Part, { words, zone }: Naming): string {
  const moments = [from, to].map((at) => (typeof at === 'string' ? momentOf(at, zone, words.language) : undefined));
  return betweenText(moments, words);
}

function betweenText([first, last]: readonly (string | undefined)[], words: Words): string {
  if (first === undefined)
    return last === undefined ? words.say('reports.undated') : words.say('counts.to', { day: last });
  if (last === undefined) return words.say('counts.since', { day: first });
  return first === last ? first : words.say('counts.span', { from: first, to: last });
}
