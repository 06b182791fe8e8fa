import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TallyExplanationDto } from 'sitrep-api';
import { readAll } from '../api/ask.js';
import { type Asked, listParams } from '../api/situation.js';
import { useView } from '../shell/view.jsx';
import { type CountRow, countRows } from './count-rows.js';
import { pinOf, rowsOfPins } from './pins.js';

/** What is counted of people. */
export const counted_measures = [
  'killed',
  'wounded',
  'killed_or_wounded',
  'captured',
  'missing',
  'released',
  'detained',
  'displaced',
  'returned',
  'deployed',
];

/** Every count of people up to the world date, as known on the known date. */
export function useCounts(): readonly CountRow[] | undefined {
  const { asked, desk } = useView();
  const { data } = useQuery(countsOf(asked));
  return useMemo(() => data && countRows(data, desk.pins), [data, desk.pins]);
}

const countsOf = (asked: Asked) => ({
  queryKey: ['counts', asked],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const of = { ...listParams(asked), policy: asked.policy };
    const params = { measure: counted_measures.join(','), to: asked.d, ...of, limit: 100 };
    return (await readAll<TallyExplanationDto>('/v1/tallies/explanation', params, signal)).items;
  },
  placeholderData: keepPreviousData<readonly TallyExplanationDto[] | undefined>,
  staleTime: 60_000,
});

const most_unpinned = 5;

/** The counts in sight: those that the address pins, or else the first of the desk. */
export function useCountsInSight(): readonly CountRow[] | undefined {
  const { asked, desk, question } = useView();
  const pins = useMemo(() => question.pins.map(pinOf), [question.pins]);
  const places = [...new Set([undefined, ...pins.map(({ place }) => place)])];
  const found = useQueries({
    queries: places.map((place) => countsOf(place === undefined ? asked : { ...asked, within: place })),
  });
  const [all] = found;
  if (all?.data === undefined) return undefined;
  if (pins.length === 0) return countRows(all.data, desk.pins).slice(0, most_unpinned);
  return rowsOfPins(pins, (place) => countRows(found[places.indexOf(place)]?.data ?? [], []));
}
