import { reportIdOf } from '#event-log';
import { measures } from '#situation';
import { digestOf } from './same-report.js';

const sent = {
  externalId: 'D001',
  type: 'clash',
  summary: 'A clash.',
  occurred: { from: '2017-03-07', to: '2017-03-07' },
  reportedAt: '2017-03-08T00:00:00Z',
  places: ['mosul'],
  figures: [{ measure: 'killed', best: 4, basis: 'incremental', period: { to: '2017-03-07' } }],
  source: { outlet: 'Reuters' },
};
/** As the api reads it back. */
const stored = {
  ...sent,
  id: 'a',
  version: 2,
  knownFrom: '2017-03-08T00:00:00.000Z',
  knownTo: null,
  reportedAt: '2017-03-09',
  nature: 'event',
  background: false,
  actors: [],
  control: [],
  related: [],
  contradicts: [],
  occurred: { to: '2017-03-07', from: '2017-03-07', precision: 'day' },
  figures: [{ ...sent.figures[0], group: 'anyone', lowExclusive: false, unit: 'people' }],
  source: { outlet: 'Reuters', chain: ['Reuters'], anonymity: 'outlet_itself', seenByOutlet: false },
  grade: { reliability: 'F', credibility: 6 },
};

describe('what a report says', () => {
  it('is the same as it was sent and as it is read back, whenever it was made known', () =>
    expect(digestOf(stored)).toBe(digestOf(sent)));

  it('is the same with what the API makes of references, keys, units and instants', () => {
    const [figure] = sent.figures;
    const other = reportIdOf('Reuters', 'D000');
    const written = {
      ...sent,
      related: ['D000'],
      contradicts: [other.toUpperCase()],
      incident: { key: ' E\u00a0ROAD ' },
      figures: [
        {
          ...figure,
          measure: 'control_share',
          subsetOf: 'D000',
          period: { from: '2017-03-05T22:00Z', to: '2017-03-07' },
        },
      ],
    };
    const read = {
      ...stored,
      related: [other],
      contradicts: [other],
      incident: { key: 'E ROAD', relation: 'same_event' },
      figures: [
        {
          ...stored.figures[0],
          measure: 'control_share',
          unit: measures.control_share[0],
          subsetOf: other,
          period: { from: '2017-03-05', to: '2017-03-07' },
          instants: { from: '2017-03-05T22:00Z' },
        },
      ],
    };
    expect(digestOf(read)).toBe(digestOf(written));
    expect(digestOf({ ...read, related: [] })).not.toBe(digestOf(written));
  });

  it.each([
    { summary: 'Another clash.' },
    { figures: [{ ...sent.figures[0], best: 5 }] },
    { figures: [{ ...sent.figures[0], low: 0 }] },
    { occurred: { from: '2017-03-07', to: '2017-03-07', precision: 'week' } },
    { source: { outlet: 'Reuters', chain: ['police', 'Reuters'] } },
    { grade: { reliability: 'B', credibility: 2 } },
  ])('is something else with %j', (change) => expect(digestOf({ ...sent, ...change })).not.toBe(digestOf(stored)));
});
