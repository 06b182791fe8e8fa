import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useView } from '../shell/view.jsx';
import { read } from './ask.js';

/** What changed hands in a bucket, by the day that it begins with. */
export interface DayBucket {
  readonly from: string;
  readonly changedHands: readonly {
    readonly place: { readonly id: string; readonly name: string };
    readonly holders: readonly string[];
    readonly takenFrom?: readonly string[];
  }[];
  readonly reportsKnown: number;
}

/** How many reports of one day became known on another; `occurred` is null where the day is not known. */
export interface Flow {
  readonly occurred: string | null;
  readonly known: string;
  readonly count: number;
}

export interface Days {
  readonly buckets: readonly DayBucket[];
  readonly flows: readonly Flow[];
}

/** What happened and what became known, day by day, as known by the known date. */
export function useDays(from: string, to: string) {
  const { asked } = useView();
  return useQuery({
    queryKey: ['days', from, to, asked.k, asked.edition],
    queryFn: ({ signal }) =>
      read<Days>('/v1/days', { from, to, by: 'day', knownAt: asked.k, edition: asked.edition }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
