import fc from 'fast-check';
import {
  canonicalDefinition,
  definitionFaults,
  definitionText,
  type EditionDefinition,
  parseDefinition,
  sliceOf,
} from './edition-definition.js';

const bounds = { head: [12n, 0n, 331n], nowMs: 1_000_000, endOfTodayMs: 1_500_000 };
const codes = (definition: EditionDefinition): readonly string[] =>
  definitionFaults(definition, bounds).map(({ member, code }) => `${member} ${code}`);

const names = fc.array(fc.constantFrom('SANA', 'sana', ' SANA ', 'Reuters', 'AFP'), { maxLength: 4 });
const definitions: fc.Arbitrary<EditionDefinition> = fc.record(
  {
    until: fc.oneof(
      fc.nat().map((knownAtMs) => ({ knownAtMs })),
      fc.nat().map((recordedAtMs) => ({ recordedAtMs })),
      fc.array(fc.nat(999), { minLength: 1, maxLength: 3 }).map((next) => ({ position: next.join('-') })),
    ),
    withoutOutlets: names,
    withoutSources: names,
    withoutSides: names,
    leastGrade: fc.record(
      { reliability: fc.constantFrom('A', 'F'), credibility: fc.constantFrom(1, 6) },
      { requiredKeys: [] },
    ),
    policy: fc.constantFrom('all-sources@1', 'admission-against-interest@1'),
  },
  { requiredKeys: [] },
);

describe('the definition of an edition', () => {
  it('comes back from JSON as it went in, in its one form', () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        const once = canonicalDefinition(definition);
        expect(parseDefinition(JSON.parse(JSON.stringify(definition)))).toEqual(once);
        expect(canonicalDefinition(once)).toEqual(once);
        expect(definitionText(definition)).toBe(definitionText(once));
      }),
    );
  });

  it('means the same whatever the order, the case and the doubles of its names', () => {
    const one = { withoutOutlets: ['SANA', 'Reuters', 'sana '], leastGrade: {} };
    const other = { withoutOutlets: ['reuters', 'Sana'], withoutSources: [] };
    expect(definitionText(one)).toBe(definitionText(other));
    expect(definitionText(one)).not.toBe(definitionText({ withoutSources: ['Reuters', 'SANA'] }));
    expect(canonicalDefinition(one)).toEqual({ withoutOutlets: ['Reuters', 'SANA'] });
  });

  it('tells outlets, sources and sides apart, and no names apart that differ by marks', () => {
    const texts = ['withoutOutlets', 'withoutSources', 'withoutSides'].map((key) =>
      definitionText({ [key]: ['SANA'] }),
    );
    expect(new Set(texts).size).toBe(3);
    expect(definitionText({ withoutSides: ['S\u200fANA', 'sana'] })).toBe(texts[2]);
  });

  it('tells a known date from a recorded instant and from a position', () => {
    const texts = [{ knownAtMs: 5 }, { recordedAtMs: 5 }, { position: '5' }].map((until) => definitionText({ until }));
    expect(new Set(texts).size).toBe(3);
    expect(definitionText({ until: { position: '005-1' } })).toBe(definitionText({ until: { position: '5-1' } }));
  });

  it.each([
    null,
    [],
    'all',
    { until: {} },
    { until: { knownAtMs: 1, recordedAtMs: 2 } },
    { until: { knownAtMs: '2017-03-08' } },
    { until: { position: 'x' } },
    { withoutOutlets: 'SANA' },
    { withoutOutlets: [' '] },
    { withoutSides: 'iraq' },
    { leastGrade: { reliability: 'G' } },
    { leastGrade: { credibility: 0 } },
    { policy: 1 },
    { fromALaterVersion: true },
  ])('is not read from %j', (json) => expect(() => parseDefinition(json)).toThrow(TypeError));

  it('leaves out of the rows what it says, and nothing for its policy', () => {
    const definition: EditionDefinition = {
      until: { knownAtMs: 7 },
      withoutOutlets: ['SANA'],
      withoutSources: ['a witness'],
      leastGrade: { reliability: 'C' },
      policy: 'all-sources@1',
    };
    expect(sliceOf(definition)).toEqual({
      knownUntilMs: 7,
      withoutOutlets: ['SANA'],
      withoutSources: ['a witness'],
      leastGrade: { reliability: 'C' },
    });
    expect(sliceOf({ until: { position: '3' } })).toEqual({});
    expect(sliceOf({ until: { recordedAtMs: 7 } })).toEqual({});
  });

  it('can be built when it is about what there is', () => {
    expect(codes({})).toEqual([]);
    expect(codes({ until: { position: '12-0-330' }, policy: 'all-sources@1' })).toEqual([]);
    expect(codes({ until: { knownAtMs: bounds.endOfTodayMs } })).toEqual([]);
    expect(codes({ until: { recordedAtMs: bounds.nowMs - 1 } })).toEqual([]);
  });

  it('cannot be built of another log, of the future, or with a policy that there is not', () => {
    expect(codes({ until: { position: 'here' } })).toEqual(['until.position not_a_position']);
    expect(codes({ until: { position: '12-0' } })).toEqual(['until.position other_partitions']);
    expect(codes({ until: { position: '12-1-331' } })).toEqual(['until.position beyond_the_log']);
    expect(codes({ until: { knownAtMs: bounds.endOfTodayMs + 1 } })).toEqual(['until.knownAt in_future']);
    expect(codes({ until: { recordedAtMs: bounds.nowMs } })).toEqual(['until.recordedAt in_future']);
    expect(codes({ policy: 'loudest@1' })).toEqual(['policy unknown_policy']);
  });
});
