import fc from 'fast-check';
import type { SitrepEvent } from '#situation';
import { amendedCampaign } from '../harness/amended-campaign.js';
import { Folding } from '../harness/folding.js';

describe('law 1: read models are functions of the set of facts', () => {
  let folding: Folding;
  let reference: readonly string[];
  const events = amendedCampaign();
  const fold = (batches: readonly (readonly SitrepEvent[])[]): Promise<readonly string[]> => folding.rowsOf(batches);

  beforeAll(async () => {
    folding = await Folding.open();
    reference = await fold([events]);
  });
  afterAll(() => folding.close());

  it('the campaign makes rows in every read model', () => {
    const tables = new Set(reference.map((row) => row.split(' ')[0]));
    expect(tables.size).toBe(15);
    expect(reference.length).toBeGreaterThan(900);
  });

  it('one event at a time gives the same rows as all at once', async () => {
    expect(await fold(events.map((event) => [event]))).toEqual(reference);
  });

  it('any order, duplication and batch split give the same rows, amendments before their reports included', async () => {
    const positions = events.map((_event, index) => index);
    const order = fc.tuple(
      fc.shuffledSubarray(positions, { minLength: positions.length, maxLength: positions.length }),
      fc.shuffledSubarray(positions, { maxLength: 60 }),
      fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(order, async ([shuffled, doubled, sizes]) => {
        const sequence = [...shuffled, ...doubled].map((index) => events[index] as SitrepEvent);
        expect(await fold(split(sequence, sizes))).toEqual(reference);
      }),
      { numRuns: 12 },
    );
  });

  it('an independent refold, all at once and in memory, gives the same rows', async () => {
    expect(await folding.refoldDifferences(events)).toEqual([]);
  });

  it('reports in their own order, one by one from the back, end in the same rows', async () => {
    expect(await fold([...events].reverse().map((event) => [event]))).toEqual(reference);
  });
});

/** Cuts a sequence into batches of these sizes, over and over. */
function split<Value>(sequence: readonly Value[], sizes: readonly number[]): readonly (readonly Value[])[] {
  const batches: Value[][] = [];
  for (let start = 0, turn = 0; start < sequence.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    batches.push(sequence.slice(start, start + size));
    start += size;
  }
  return batches;
}
