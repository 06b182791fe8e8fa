import { isDeepStrictEqual } from 'node:util';
import type { Report } from '#situation';
import { labelledMembers, labelOfMember } from './difference-labels.js';

/** One member of a report that reads otherwise in a later version. */
export interface VersionDifference {
  /** The member by its path of names: `summary`, `source.outlet`, `figures.amount`, `control.holders`. */
  readonly member: string;
  /** What the member is called, in English. */
  readonly label: string;
  /** Of a member of a list, what tells the entry from the others: the measure and group of a figure, the place of a claim. */
  readonly entry: Readonly<Record<string, string>> | null;
  /** The value before; null where the report did not have it. */
  readonly before: unknown;
  /** The value after; null where the report no longer has it. */
  readonly after: unknown;
}

type Part = Readonly<Record<string, unknown>>;

/** What no correction changes in substance: who the report is and when a version was made known. */
const left_out: ReadonlySet<string> = new Set(['id', 'reportedAt']);

/** The lists of a report whose entries are compared one by one: by which members an entry is found again, the closest first. */
const keys_of_lists: Readonly<Record<string, readonly (readonly string[])[]>> = {
  actors: [['role', 'actor'], ['role']],
  control: [['place', 'effect'], ['place']],
  condition: [['place', 'state'], ['place']],
  figures: [['measure', 'group', 'place', 'basis'], ['measure', 'group'], ['measure']],
};

/** The ends of a number are one member: where one of them differs, all are listed. */
const amount = ['low', 'best', 'high', 'lowExclusive'];

/**
 * Returns what differs between two versions of a report, member by member, summary and time first, then
 * the lists, the source and the rest, in the order of `labelledMembers`. Lists of
 * claims, figures and actors are compared entry by entry; an entry that only one version has is a difference of the list.
 */
export function differencesOfVersions(before: Report, after: Report): readonly VersionDifference[] {
  const [was, is] = [before as unknown as Part, after as unknown as Part];
  return namesOf(was, is)
    .filter((name) => !left_out.has(name))
    .flatMap((name) => {
      const keys = keys_of_lists[name];
      if (keys !== undefined) return entriesDiffering(name, keys, entriesOf(was[name]), entriesOf(is[name]));
      if (name === 'source') return membersDiffering(name, null, was[name] as Part, is[name] as Part);
      return differing(name, null, was[name], is[name]);
    })
    .sort((a, b) => rankOf(a.member) - rankOf(b.member));
}

/** Members without a label come last. The order in which a version is stored is no order of its members. */
const rankOf = (member: string): number =>
  labelledMembers.includes(member) ? labelledMembers.indexOf(member) : labelledMembers.length;

const namesOf = (...parts: readonly Part[]): readonly string[] => [...new Set(parts.flatMap(Object.keys))];
const entriesOf = (list: unknown): readonly Part[] => (Array.isArray(list) ? (list as readonly Part[]) : []);

function differing(
  member: string,
  entry: VersionDifference['entry'],
  before: unknown = null,
  after: unknown = null,
): readonly VersionDifference[] {
  return isDeepStrictEqual(before, after) ? [] : [{ member, label: labelOfMember(member), entry, before, after }];
}

const membersDiffering = (name: string, entry: VersionDifference['entry'], was: Part, is: Part) =>
  namesOf(was, is).flatMap((member) => differing(`${name}.${member}`, entry, was[member], is[member]));

function entriesDiffering(
  list: string,
  keys: readonly (readonly string[])[],
  was: readonly Part[],
  is: readonly Part[],
): readonly VersionDifference[] {
  const pairs = pairsOf(keys, was, is);
  const [name = []] = keys;
  return pairs.flatMap(([before, after]) => {
    if (before === undefined || after === undefined)
      return differing(list, entryNamed(name, after ?? before ?? {}), before, after);
    return membersDiffering(list, entryNamed(name, after), withAmount(list, before), withAmount(list, after));
  });
}

/** Each entry with the one it was before, found by the closest key that leads to one; those found nowhere stand alone. */
function pairsOf(
  keys: readonly (readonly string[])[],
  was: readonly Part[],
  is: readonly Part[],
): readonly (readonly [Part | undefined, Part | undefined])[] {
  const found = new Map<Part, Part>();
  const left = new Set(was);
  for (const key of keys)
    for (const entry of is) {
      if (found.has(entry)) continue;
      const match = [...left].find((one) => key.every((name) => one[name] === entry[name]));
      if (match === undefined) continue;
      found.set(entry, match);
      left.delete(match);
    }
  return [
    ...is.map((entry) => [found.get(entry), entry] as const),
    ...[...left].map((entry) => [entry, undefined] as const),
  ];
}

const entryNamed = (key: readonly string[], entry: Part): Readonly<Record<string, string>> =>
  Object.fromEntries(key.flatMap((name) => (typeof entry[name] === 'string' ? [[name, entry[name]]] : [])));

/** A figure with the ends of its number as one member. */
function withAmount(list: string, part: Part): Part {
  if (list !== 'figures') return part;
  const [ends, rest] = [true, false].map((isEnd) =>
    Object.fromEntries(Object.entries(part).filter(([name]) => amount.includes(name) === isEnd)),
  );
  return { amount: ends, ...rest };
}
