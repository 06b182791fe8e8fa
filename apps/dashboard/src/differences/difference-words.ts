import type { DifferenceDto } from 'sitrep-api';
import { groupName } from '../counts/group-name.js';
import { dayOf, fullDay } from '../words/days.js';
import { amountOf, unitOf } from '../words/sentences.js';
import type { Words } from '../words/words.jsx';

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
  const last = lastOf(member);
  const name = words.sayOf('member', last, undefined, label);
  const about = entry === null ? '' : aboutOf(member, entry, naming);
  const what = about === '' ? name : words.say('difference.about', { name, about });
  const text = (value: unknown): string | undefined =>
    value === null || (Array.isArray(value) && value.length === 0) ? undefined : valueText(member, value, naming);
  return { what, before: text(before), after: text(after), isTyped: typed_members.includes(last) };
}

const lastOf = (member: string): string => member.split('.').at(-1) ?? member;

/** Which entry of a list it is: whom and what a figure counts, of which place a claim speaks, which part an actor plays. */
function aboutOf(member: string, entry: Readonly<Record<string, string>>, naming: Naming): string {
  const { words } = naming;
  const { measure, group, place, role } = entry;
  if (!member.includes('.')) return '';
  if (measure !== undefined) {
    const counted = words.sayOf('measure', measure);
    return group === undefined ? counted : words.say('counts.of', { group: groupIn(group, naming), measure: counted });
  }
  if (role !== undefined) return words.sayOf('role', role);
  return place === undefined ? '' : naming.place(place);
}

const groupIn = (group: string, { words, actor }: Naming): string => groupName(group, words, actor);

const actor_members = ['actor', 'holders', 'takenFrom', 'formations', 'closedTo', 'closedBy', 'speaksFor'];
const place_members = ['place', 'places'];
const typed_members = ['summary', 'externalId', 'note', 'wording', 'groupWording', 'chain', 'outlet', 'verification'];
const day_members = ['effective', 'windowFrom', 'windowTo', 'since'];
/** The members whose values have words of their own, and in which family of messages these stand. */
const families: Readonly<Record<string, string>> = {
  type: 'type',
  extent: 'share',
  nature: 'nature',
  conditions: 'condition',
  state: 'condition',
  status: 'status',
  measure: 'measure',
  basis: 'basis',
  anonymity: 'anonymity',
};

/** A value in words: ids by their names, days as days, a number as wide as it is known. */
function valueText(member: string, value: unknown, naming: Naming): string {
  const last = lastOf(member);
  const { words } = naming;
  if (Array.isArray(value)) return words.list(value.map((one) => valueText(member, one, naming)));
  if (typeof value === 'object' && value !== null) return partText(member, value as Part, naming);
  if (typeof value === 'boolean') return words.say(value ? 'difference.yes' : 'difference.no');
  const text = String(value);
  if (actor_members.includes(last)) return naming.actor(text);
  if (place_members.includes(last)) return naming.place(text);
  if (last === 'group') return groupIn(text, naming);
  if (day_members.includes(last)) return dayText(text, naming);
  if (last === 'confidence') return words.sayOf('place', `level-${text}`);
  const family = families[last];
  return family === undefined ? text : words.sayOf(family, text);
}

const dayText = (moment: string, { words, zone }: Naming): string =>
  /^\d{4}-/.test(moment) ? fullDay(dayOf(moment, zone), words.language) : words.sayOf('difference', moment);

function partText(member: string, part: Part, naming: Naming): string {
  const { words } = naming;
  switch (member) {
    case 'figures.amount':
      return amountIn(part, words);
    case 'figures': {
      const what = words.sayOf('measure', String(part['measure']));
      return words.say('difference.figure', {
        number: amountIn({ ...part, unit: unitOf(String(part['measure']), part['unit'] as string | undefined) }, words),
        what,
        group: groupIn(String(part['group'] ?? 'anyone'), naming),
      });
    }
    case 'actors':
      return words.say('difference.about', {
        name: words.sayOf('role', String(part['role'])),
        about: naming.actor(String(part['actor'])),
      });
    case 'control': {
      const holders = (part['holders'] ?? []) as readonly string[];
      const who = words.list(holders.map((id) => naming.actor(id))) || words.say('report.nobody');
      return words.sayOf('report', `effect-${String(part['effect'])}`, {
        place: naming.place(String(part['place'])),
        who,
      });
    }
    case 'condition': {
      const about = words.sayOf('condition', String(part['state']));
      return words.say('difference.about', { name: naming.place(String(part['place'])), about });
    }
    case 'grade':
      return `${String(part['reliability'])}${String(part['credibility'])}`;
    case 'occurred':
    case 'figures.period':
      return spanText(part, naming);
    default:
      return Object.values(part).map(String).join(', ');
  }
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

function spanText({ from, to }: Part, naming: Naming): string {
  const { words } = naming;
  const [first, last] = [from, to].map((at) => (typeof at === 'string' ? dayText(at, naming) : undefined));
  if (first === undefined)
    return last === undefined ? words.say('reports.undated') : words.say('counts.to', { day: last });
  if (last === undefined) return words.say('counts.since', { day: first });
  return first === last ? first : words.say('counts.span', { from: first, to: last });
}
