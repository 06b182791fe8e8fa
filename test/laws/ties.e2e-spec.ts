import fc from 'fast-check';
import type { SitrepEvent } from '#situation';
import { amendedCampaign } from '../harness/amended-campaign.js';
import { Folding } from '../harness/folding.js';

const moments = ['2017-03-07T09:00:00Z', '2017-03-07T18:00:00Z', '2017-03-09T09:00:00Z', '2017-03-10T12:00:00Z'];

describe('law 1, where nearly everything became known at the same few moments', () => {
  const events = amendedCampaign().map(toldAtFewMoments);
  let folding: Folding;
  let reference: readonly string[];

  beforeAll(async () => {
    folding = await Folding.open();
    reference = await folding.rowsOf([events]);
  });
  afterAll(() => folding.close());

  it('an independent refold gives the same rows', async () => {
    expect(await folding.refoldDifferences(events)).toEqual([]);
  });

  it('any order and batch split give the same rows', async () => {
    const order = fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length });
    await fc.assert(
      fc.asyncProperty(order, fc.constantFrom(1, 7, 60), async (shuffled, size) => {
        const batches = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, turn) =>
          shuffled.slice(turn * size, (turn + 1) * size),
        );
        expect(await folding.rowsOf(batches)).toEqual(reference);
      }),
      { numRuns: 6 },
    );
  });
});

/** The same event, said at one of the few moments that there are. */
function toldAtFewMoments(event: SitrepEvent, index: number): SitrepEvent {
  const reportedAt = moments[(index * 7) % moments.length] ?? '';
  switch (event.kind) {
    case 'reported':
    case 'report_drafted':
      return { ...event, data: { ...event.data, reportedAt } };
    case 'draft_revised':
    case 'report_corrected':
      return { ...event, data: { ...event.data, reportedAt, report: { ...event.data.report, reportedAt } } };
    case 'report_approved':
      return { ...event, data: { ...event.data, reportedAt } };
    case 'report_rejected':
      return { ...event, data: { ...event.data, reportedAt } };
    case 'report_retracted':
      return { ...event, data: { ...event.data, reportedAt } };
    case 'report_reinstated':
      return { ...event, data: { ...event.data, reportedAt } };
    case 'report_graded':
      return { ...event, data: { ...event.data, reportedAt } };
    case 'reports_linked':
      return { ...event, data: { ...event.data, reportedAt } };
    case 'reports_unlinked':
      return { ...event, data: { ...event.data, reportedAt } };
    case 'place_registered':
    case 'actor_registered':
      return event;
  }
}
