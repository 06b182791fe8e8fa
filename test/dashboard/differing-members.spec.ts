import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { valuesOfMembers } from '../../apps/dashboard/src/differences/values-of-members.js';

interface Property {
  readonly enum?: readonly string[];
  readonly items?: Property;
}
interface Document {
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties: Readonly<Record<string, Property>> }>>;
  };
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, '../..', path), 'utf8'));
const { schemas } = (read('docs/openapi.json') as Document).components;
const messages = read('apps/dashboard/src/words/messages/en.json') as Readonly<Record<string, string>>;

/** What the API compares member by member, and in which schema it stands. */
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

const members = lists
  .flatMap(([schema, path]) =>
    Object.entries(schemas[schema]?.properties ?? {}).map(([name, property]) => ({
      member: path + name,
      values: property.enum ?? property.items?.enum ?? [],
    })),
  )
  .filter(({ member }) => !left_out.includes(member));

describe('the members in which two versions of a report can differ', () => {
  it('are all known to the page', () => {
    expect(members.length).toBeGreaterThan(40);
    expect(members.filter(({ member }) => valuesOfMembers[member] === undefined)).toEqual([]);
  });

  it('have words for every value that is one of a list', () => {
    const keyOf = (member: string, value: string): string => {
      const kind = valuesOfMembers[member] ?? '';
      return kind === 'level' ? `place.level-${value}` : `${kind.replace('family.', '')}.${value}`;
    };
    const raw = members.flatMap(({ member, values }) =>
      values.filter((value) => messages[keyOf(member, value)] === undefined).map((value) => `${member} ${value}`),
    );
    expect(raw).toEqual([]);
  });
});
