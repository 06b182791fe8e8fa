import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { TallyExplanationDto } from 'sitrep-api';
import { readAll } from '../api/ask.js';
import { useView } from '../shell/view.jsx';
import { type CountRow, countRows } from './count-rows.js';

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
  const { data } = useQuery({
    queryKey: ['counts', asked],
    queryFn: async ({ signal }) => {
      const params = {
        measure: counted_measures.join(','),
        to: asked.d,
        knownAt: asked.k,
        edition: asked.edition,
        limit: 100,
      };
      return (await readAll<TallyExplanationDto>('/v1/tallies/explanation', params, signal)).items;
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return data === undefined ? undefined : countRows(data, desk.pins);
}
