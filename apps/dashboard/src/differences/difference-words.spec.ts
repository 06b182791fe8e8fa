import type { DifferenceDto } from 'sitrep-api';
import openapi from '../../../../docs/openapi.json';
import en from '../words/messages/en.json';
import { wordsOf } from '../words/words.jsx';
import { differenceWords, valuesOfMembers } from './difference-words.js';

interface Schema {
  readonly properties: Readonly<Record<string, Property>>;
}
interface Property {
  readonly enum?: readonly string[];
  readonly items?: Property;
}

const schemas = openapi.components.schemas as unknown as Readonly<Record<string, Schema>>;
/** What the API compares entry by entry, and in which schema. */
const lists = [
  ['DraftDto', ''],
  ['FigureDto', 'figures.'],
  ['ClaimDto', 'control.'],
  ['ConditionDto', 'condition.'],
  ['InvolvementDto', 'actors.'],
  ['SourceDto', 'source.'],
] as const;
/** Who the report is, and when a version was made known; `source` and the ends of a number are compared by their members. */
const left_out = ['id', 'reportedAt', 'source', 'figures.low', 'figures.best', 'figures.high', 'figures.lowExclusive'];

const members = lists.flatMap(([schema, path]) =>
  Object.entries(schemas[schema]?.properties ?? {}).map(([name, property]) => ({
    member: path + name,
    values: property.enum ?? property.items?.enum ?? [],
  })),
);

const naming = {
  words: wordsOf('en', en),
  zone: 'Asia/Baghdad',
  place: (id: string) => `place ${id}`,
  actor: (id: string) => `actor ${id}`,
};
const told = (difference: Partial<DifferenceDto>) =>
  differenceWords({ label: 'Label', entry: null, before: null, after: null, ...difference } as DifferenceDto, naming);

describe('what two versions of a report differ in', () => {
  it('is known of every member that a report has by the document of the API', () => {
    const unknown = members.map(({ member }) => member).filter((member) => valuesOfMembers[member] === undefined);
    expect(unknown.filter((member) => !left_out.includes(member))).toEqual([]);
  });

  it('has a name of its own, not that of the API, whatever the member is', () => {
    const named = Object.keys(valuesOfMembers).map((member) => told({ member }).what);
    expect(named.filter((what) => what.startsWith('Label'))).toEqual([]);
  });

  it('has words for every value that is one of a list', () => {
    const messages: Readonly<Record<string, string>> = en;
    const raw = members.flatMap(({ member, values }) => {
      const kind = valuesOfMembers[member] ?? '';
      const family = kind.startsWith('family.') ? kind.slice('family.'.length) : kind === 'level' ? 'place' : kind;
      return values
        .filter((value) => messages[`${family}.${kind === 'level' ? 'level-' : ''}${value}`] === undefined)
        .map((value) => `${member} ${value}`);
    });
    expect(raw).toEqual([]);
  });

  it.each([
    ['figures.place', 'mosul', 'Place of the number', 'place mosul'],
    ['control.place', 'mosul', 'Place', 'place mosul'],
    ['figures.subsetOf', 'civilians', 'Part of the number of', 'Civilians'],
    ['control.effect', 'observed', 'What it does to control', 'seen as it is'],
    ['source.speaksFor', ['iraq'], 'Whose account it is', 'actor iraq'],
    ['sensitivity', 'restricted', 'Sensitivity', 'restricted'],
    [
      'figures.instants',
      { from: '2017-03-08T06:30:00Z', to: '2017-03-08T09:00:00Z' },
      'Hours of the number',
      '8 March 2017, 09:30 to 8 March 2017, 12:00',
    ],
    ['incident', { key: 'E-ROAD', relation: 'same_event' }, 'Incident', 'E-ROAD: the same event'],
    [
      'occurred',
      { from: '2017-03-06', to: '2017-03-12', precision: 'week' },
      'When',
      '6 March 2017 to 12 March 2017, known to the week',
    ],
    [
      'figures',
      { measure: 'distance', group: 'anyone', low: 200, high: 200, unit: 'm' },
      'What it counts',
      '200 m distance',
    ],
    ['related', ['7d9f1d3e-3a3b-5c55-9f0e-0c8d6a3f2b11'], 'Related', '7d9f1d3e'],
  ])('says of %s what it is', (member, after, what, text) => {
    expect(told({ member, after: after as DifferenceDto['after'] })).toMatchObject({ what, after: text });
  });

  it('does not ask of whom a distance is', () => {
    const entry = { measure: 'distance', group: 'anyone' };
    expect(told({ member: 'figures.amount', entry, after: { best: 3 } }).what).not.toContain('Anyone');
    expect(told({ member: 'figures.amount', entry: { measure: 'killed', group: 'anyone' } }).what).toContain('Anyone');
  });
});
