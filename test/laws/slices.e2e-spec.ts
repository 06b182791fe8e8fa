import fc from 'fast-check';
import { endOfDayMs, type Report, type SitrepEvent, type Slice } from '#situation';
import { amendedCampaign } from '../harness/amended-campaign.js';
import { Folding } from '../harness/folding.js';

const until = (day: string): Slice => ({ knownUntilMs: endOfDayMs(day, 'Asia/Baghdad') });

const slices: readonly (readonly [string, Slice])[] = [
  ['what was known by 8 March', until('2017-03-08')],
  ['what was known by 12 March, between the amendments', until('2017-03-12')],
  ['no outlet but the others', { withoutOutlets: ['reuters'] }],
  ['no SOHR and no SANA', { withoutSources: ['SOHR', 'SANA'] }],
  ['nothing that speaks for Iraq, and no Iraqi source', { withoutSides: ['iraq'], withoutSources: ['Iraqi military'] }],
  ['nothing that is graded worse than B 3', { leastGrade: { reliability: 'B', credibility: 3 } }],
  ['all of that', { ...until('2017-03-10'), withoutSources: ['SOHR'], leastGrade: { reliability: 'C' } }],
];

describe('an edition of a slice', () => {
  const events = amendedCampaign();
  let folding: Folding;

  beforeAll(async () => {
    folding = await Folding.open();
  });
  afterAll(() => folding.close());

  it.each(slices)('of %s holds what an independent refold of it gives', async (_what, slice) => {
    expect(await folding.refoldDifferences(events, slice)).toEqual([]);
  });

  it.each(slices)('of %s is the same whatever the order and the batches', async (_what, slice) => {
    const reference = await folding.rowsOf([events], slice);
    const order = fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length });
    await fc.assert(
      fc.asyncProperty(order, fc.integer({ min: 1, max: 90 }), async (shuffled, size) => {
        const batches = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, turn) =>
          shuffled.slice(turn * size, (turn + 1) * size),
        );
        expect(await folding.rowsOf(batches, slice)).toEqual(reference);
      }),
      { numRuns: 2 },
    );
  });

  it('counts a name registered after the report like one registered before', async () => {
    const slice = { withoutSources: ['British-based monitor'], withoutSides: ['Abadi government'] };
    const actors = events.filter(({ kind }) => kind === 'actor_registered');
    const others = events.filter(({ kind }) => kind !== 'actor_registered');
    const reference = await folding.rowsOf([[...actors, ...others]], slice);
    expect(await folding.rowsOf([others, actors], slice)).toEqual(reference);
    expect(await folding.rowsOf([others, ...actors.map((one) => [one])], slice)).toEqual(reference);
    expect(await folding.rowsOf([others], slice)).not.toEqual(reference);
  });

  it.each(slices.slice(2, 6))('of %s differs from the whole', async (_what, slice) => {
    expect(await folding.rowsOf([events], slice)).not.toEqual(await folding.rowsOf([events]));
  });

  it.each([0, 1, 2, 3, 4, 5])(
    'settles two contents of one id before it asks which of them are inside (%i)',
    async (number) => {
      const slice = until('2017-03-10');
      const [inside, outside] = [doubled('2017-03-06', number), doubled('2017-03-20', number)];
      const stands = (await folding.rowsOf([[inside, outside]])).join().includes('told on 2017-03-06')
        ? inside
        : outside;
      const reference = await folding.rowsOf([[stands]], slice);
      expect(await folding.rowsOf([[inside, outside]], slice)).toEqual(reference);
      expect(await folding.rowsOf([[outside], [inside]], slice)).toEqual(reference);
    },
  );

  const report = events.flatMap((event) => (event.kind === 'reported' ? [event.data] : []))[0] as Report;

  const doubled = (day: string, number: number): SitrepEvent => ({
    kind: 'reported',
    data: { ...report, summary: `told on ${day} (${number})`, reportedAt: `${day}T10:00:00Z` },
  });
});
