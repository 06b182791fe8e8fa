import type { Report, SitrepEvent } from '#situation';

const hour_ms = 3_600_000;
const start_ms = Date.parse('2017-01-01T00:00:00Z');
/** Every so many reports the place changes hands. */
const gain_every = 10;

/** `count` reports from number `first` on, an hour apart, dealt out over some places. */
export const observations = (first: number, count: number, places: number): readonly SitrepEvent[] =>
  Array.from({ length: count }, (_, index) => ({ kind: 'reported', data: observation(first + index, places) }));

function observation(number: number, places: number): Report {
  const at = new Date(start_ms + number * hour_ms).toISOString();
  const turn = Math.floor(number / places);
  const place = `place-${number % places}`;
  const holder = Math.floor(turn / gain_every) % 2 === 0 ? 'one' : 'other';
  const gained = turn % gain_every === 0;
  return {
    id: `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
    externalId: `X${number}`,
    type: gained ? 'area_seized' : 'area_held',
    nature: 'event',
    background: false,
    summary: 'A place was seen in somebody’s hands',
    occurred: { from: at, to: at, precision: 'instant' },
    reportedAt: at,
    places: [place],
    actors: [],
    control: [
      {
        place,
        effect: gained ? 'gained' : 'observed',
        status: 'held',
        holders: [holder],
        formations: [],
        effective: at,
        conditions: [],
        confidence: 'high',
      },
    ],
    figures: [],
    source: { outlet: 'bench', chain: ['bench'], anonymity: 'outlet_itself', seenByOutlet: false },
    grade: { reliability: 'B', credibility: 2 },
    related: [],
    contradicts: [],
  };
}
