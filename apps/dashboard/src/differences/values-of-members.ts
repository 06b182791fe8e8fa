/** What the value of a member is, by its whole path; the words of a family of messages are named by `family.`. */
export type Value =
  'actor' | 'place' | 'day' | 'group' | 'level' | 'report' | 'typed' | 'flag' | 'parts' | `family.${string}`;

const claimed = { place: 'place', effective: 'day', windowFrom: 'day', since: 'day', confidence: 'level' } as const;

/** Every member that can differ: the API lists the members of a report, of its claims, figures and actors one by one. */
export const valuesOfMembers: Readonly<Record<string, Value>> = {
  summary: 'typed',
  externalId: 'typed',
  type: 'family.type',
  nature: 'family.nature',
  background: 'flag',
  occurred: 'parts',
  places: 'place',
  note: 'typed',
  verification: 'typed',
  sensitivity: 'typed',
  grade: 'parts',
  incident: 'parts',
  related: 'report',
  contradicts: 'report',
  ...within('source', {
    outlet: 'typed',
    chain: 'typed',
    anonymity: 'family.anonymity',
    seenByOutlet: 'flag',
    speaksFor: 'actor',
  }),
  actors: 'parts',
  ...within('actors', { role: 'family.role', actor: 'actor' }),
  control: 'parts',
  ...within('control', {
    ...claimed,
    effect: 'family.effect',
    status: 'family.status',
    holders: 'actor',
    takenFrom: 'actor',
    formations: 'actor',
    windowTo: 'day',
    conditions: 'family.condition',
    extent: 'family.share',
    note: 'typed',
  }),
  condition: 'parts',
  ...within('condition', {
    ...claimed,
    state: 'family.condition',
    closedTo: 'actor',
    closedBy: 'actor',
    note: 'typed',
  }),
  figures: 'parts',
  ...within('figures', {
    amount: 'parts',
    measure: 'family.measure',
    group: 'group',
    groupWording: 'typed',
    unit: 'family.unit-name',
    basis: 'family.basis',
    period: 'parts',
    instants: 'parts',
    place: 'place',
    subsetOf: 'group',
    wording: 'typed',
    note: 'typed',
  }),
};

function within(list: string, members: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [`${list}.${name}`, value]));
}
