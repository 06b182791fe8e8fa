import type { Axis, Condition } from '../api/situation.js';
import { type IconName, isIcon } from '../marks/icon.jsx';
import type { Parties } from '../marks/parties.js';
import { dayNear } from '../words/sentences.js';
import type { Words } from '../words/words.jsx';

/** Something that a place suffers or is in, with its drawing, its words and the day it was seen. */
export interface State {
  readonly icon: IconName;
  readonly text: string;
  readonly seen: string | null;
}

const told = (axis: Axis | undefined): axis is Axis =>
  axis !== undefined && axis.state !== 'unknown' && axis.state !== 'intact';

/** The states of a thing in words: damaged, cut to whom. Intact and unknown ones are left out. */
export function statesOf(condition: Condition | undefined, parties: Parties, words: Words): readonly State[] {
  const { integrity, passage } = condition ?? {};
  return [integrity, passage].filter(told).map((axis) => {
    const icon = isIcon(axis.state) ? axis.state : 'late';
    return { icon, text: wordsOfAxis(axis, parties, words), seen: axis.lastEvidence };
  });
}

export function wordsOfAxis(axis: Axis, parties: Parties, words: Words): string {
  const who = words.list([...new Set(axis.closedTo.map((actor) => parties.nameOf(actor)))]);
  const text =
    axis.state === 'cut' && who !== '' ? words.say('condition.cut-to', { who }) : words.sayOf('condition', axis.state);
  return axis.inferred ? words.say('condition.inferred', { what: text }) : text;
}

/** "Damaged, seen 8 Mar". */
export const stateText = ({ text, seen }: State, asked: string, words: Words): string =>
  seen === null ? text : words.say('condition.seen', { what: text, day: dayNear(seen, asked, words) });
