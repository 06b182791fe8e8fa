import type { Words } from '../words/words.jsx';

/** The name of a group that is counted: of an actor, or one that is no actor of its own. */
export function groupName(group: string, words: Words, nameOf: (actor: string) => string): string {
  const word = words.sayOf('group', group);
  return word === group.replaceAll(/[-_]/g, ' ') ? nameOf(group) : word;
}

/** What is counted that is no people. */
const without_people = [
  'control_share',
  'shells',
  'strikes',
  'bridges_destroyed',
  'bridges_captured',
  'distance',
  'duration',
];

/** Of what: a measure, and of whom; a group that is left out is nobody named. */
interface OfWhom {
  readonly measure: string;
  readonly group?: string | undefined;
}

/** The name of the group; undefined where of whom it is, is no question: of a distance, or where nobody is named. */
export const whomOf = (
  { measure, group }: OfWhom,
  words: Words,
  nameOf: (actor: string) => string,
): string | undefined =>
  group === undefined || (group === 'anyone' && without_people.includes(measure))
    ? undefined
    : groupName(group, words, nameOf);

/** "Civilians, killed"; "distance". */
export function countedOf(of: OfWhom, words: Words, nameOf: (actor: string) => string): string {
  const measure = words.sayOf('measure', of.measure);
  const group = whomOf(of, words, nameOf);
  return group === undefined ? measure : words.say('counts.of', { group, measure });
}
