import type { Words } from '../words/words.jsx';

/** The name of a group that is counted: of an actor, or one that is no actor of its own. */
export function groupName(group: string, words: Words, nameOf: (actor: string) => string): string {
  const word = words.sayOf('group', group);
  return word === group.replaceAll(/[-_]/g, ' ') ? nameOf(group) : word;
}
