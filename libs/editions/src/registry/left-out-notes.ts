import type { Matched } from '#read-models/queries';

/** What may not be meant: a line for each name that leaves nothing out, or that several actors bear. */
export const leftOutNotes = (matched: readonly Matched[]): readonly string[] =>
  matched.flatMap((one) => {
    if (one.actors.length > 1) return [noteOnShared(one)];
    return one.reports.length > 0 ? [] : [noteOnUnmatched(one)];
  });

function noteOnShared({ kind, name, actors }: Matched): string {
  const memberships = kind === 'side' ? 'nothing stays out for it' : 'only what is printed so stays out';
  return `"${name}" is a name of ${actors.join(' and ')}: ${memberships}. Send the id that is meant.`;
}

function noteOnUnmatched({ kind, name, actors }: Matched): string {
  switch (kind) {
    case 'outlet':
      return `No report is of the outlet "${name}": nothing stays out for it.`;
    case 'source':
      return `No report names the voice "${name}": nothing stays out for it.`;
    case 'side':
      return actors.length === 0
        ? `No registered actor is called "${name}": nothing stays out for that side.`
        : `No report speaks for the side "${name}" alone: nothing stays out for it.`;
  }
}
