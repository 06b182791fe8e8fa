import fc from 'fast-check';
import { compareSpans, type Span, type SpanChange } from './spans.js';

const row = (value: string, valid: [number, number], known: [number, number], key = 'bridge'): Span<string> => ({
  key,
  lane: '',
  valid: { fromMs: valid[0], toMs: valid[1] },
  known: { fromMs: known[0], toMs: known[1] },
  value,
});
const compare = (stored: readonly Span<string>[], fresh: readonly Span<string>[]) =>
  compareSpans(stored, fresh, (value) => value);

describe('the change from stored spans to fresh ones', () => {
  const held = row('held', [0, 10], [5, Infinity]);

  it('is nothing where they are equal, in whatever order', () => {
    const other = row('contested', [10, 20], [5, Infinity]);
    expect(compare([held, other], [other, held])).toEqual({ deleted: [], resized: [], inserted: [] });
  });

  it('only resizes a row that stands for a longer or shorter known time', () => {
    const ended = row('held', [0, 10], [5, 8]);
    expect(compare([held], [ended])).toEqual({ deleted: [], resized: [ended], inserted: [] });
    expect(compare([ended], [held])).toEqual({ deleted: [], resized: [held], inserted: [] });
  });

  it.each([
    ['says something else', row('lost', [0, 10], [5, Infinity])],
    ['begins elsewhere', row('held', [1, 10], [5, Infinity])],
    ['ends elsewhere', row('held', [0, 11], [5, Infinity])],
    ['became known at another time', row('held', [0, 10], [6, Infinity])],
  ])('is a deletion and an insertion where a row %s', (_how, fresh) => {
    expect(compare([held], [fresh])).toEqual({ deleted: [held], resized: [], inserted: [fresh] });
  });

  it('tells rows of equal sides apart by what they say', () => {
    const [a, b] = [row('report-a', [0, 10], [5, Infinity]), row('report-b', [0, 10], [5, Infinity])];
    expect(compare([a], [a, b])).toEqual({ deleted: [], resized: [], inserted: [b] });
    expect(compare([a, b], [b])).toEqual({ deleted: [a], resized: [], inserted: [] });
  });

  it('tells keys and lanes apart', () => {
    const road = { ...held, key: 'road' };
    const passage = { ...held, lane: 'passage' };
    expect(compare([held], [road, passage])).toEqual({ deleted: [held], resized: [], inserted: [road, passage] });
  });

  it('applied to what is stored gives exactly the fresh rows, and touches no row that stays', () => {
    const sides = fc.integer({ min: 0, max: 3 });
    const rectangle = fc
      .tuple(fc.constantFrom('a', 'b'), sides, sides, sides, sides)
      .map(([value, valid, width, known, height]) =>
        row(value, [valid, valid + 1 + width], [known, known + 1 + height]),
      );
    // No two rows of a table agree in what it is keyed by.
    const rows = fc.uniqueArray(rectangle, { maxLength: 8, selector: sideOf });
    fc.assert(
      fc.property(rows, rows, (stored, fresh) => {
        const change = compare(stored, fresh);
        expect(asText(applied(stored, change))).toEqual(asText(fresh));
        const same = asText(stored).filter((text) => asText(fresh).includes(text));
        const touched = asText([...change.deleted, ...change.resized, ...change.inserted]);
        expect(touched.filter((text) => same.includes(text))).toEqual([]);
        expect(change.deleted.length + change.resized.length).toBeLessThanOrEqual(stored.length - same.length);
      }),
      { numRuns: 250 },
    );
  });
});

const sideOf = ({ valid, known, value }: Span<string>): string =>
  [valid.fromMs, valid.toMs, known.fromMs, value].join(' ');
const asText = (rows: readonly Span<string>[]): readonly string[] =>
  rows.map((one) => `${sideOf(one)} ${one.known.toMs}`).sort();

/** What a table holds after the change. */
function applied(stored: readonly Span<string>[], change: SpanChange<string>): readonly Span<string>[] {
  const table = new Map(stored.map((one) => [sideOf(one), one]));
  for (const one of change.deleted) expect(table.delete(sideOf(one))).toBe(true);
  for (const one of change.resized) {
    expect(table.has(sideOf(one))).toBe(true);
    table.set(sideOf(one), one);
  }
  for (const one of change.inserted) {
    expect(table.has(sideOf(one))).toBe(false);
    table.set(sideOf(one), one);
  }
  return [...table.values()];
}
