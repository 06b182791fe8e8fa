import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChangesDto, KnownChangeDto } from 'sitrep-api';
import { useMemo } from 'react';
import { pathOf, read } from '../api/ask.js';
import { listParams, situationOf } from '../api/situation.js';
import { useView } from '../shell/view.jsx';
import { addDays } from '../words/days.js';
import { type Difference, differencesOf } from './difference.js';
import { worldLists, type WorldLists } from './world-lists.js';

/**
 * What changed in the world from the day before to the world date, as known on the known date; undefined until it is there.
 * `isSettled` is false while the lists are those of the question before.
 */
export function useWorldLists(enabled = true): { readonly lists: WorldLists | undefined; readonly isSettled: boolean } {
  const { asked } = useView();
  const from = addDays(asked.d, -1);
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['changes', from, asked],
    enabled,
    queryFn: ({ signal }) => {
      const params = { from, to: asked.d, ...listParams(asked), policy: asked.policy, limit: 200 };
      return read<ChangesDto>('/v1/changes', params, signal);
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const lists = useMemo(() => data && worldLists(data), [data]);
  return { lists, isSettled: !isPlaceholderData };
}

/** What the day before the known date did not know of the world date. */
export function useKnownChanges(): readonly Difference[] | undefined {
  const { asked, knownDay, situation } = useView();
  const client = useQueryClient();
  const before = useQuery(situationOf({ ...asked, k: addDays(knownDay, -1) }, client));
  return useMemo(
    () =>
      situation === undefined || before.data === undefined
        ? undefined
        : differencesOf(before.data, situation, asked.within),
    [before.data, situation, asked.within],
  );
}

/** All that can be done to a report after it was filed. */
const amendment_kinds: readonly KnownChangeDto['kind'][] = [
  'report_corrected',
  'report_retracted',
  'report_reinstated',
  'report_graded',
  'reports_linked',
  'reports_unlinked',
];

/** What was amended from the day before the known date to it, with what each amendment changed. */
export function useAmended(): readonly KnownChangeDto[] {
  const { asked, knownDay } = useView();
  const knownFrom = addDays(knownDay, -1);
  const { data } = useQuery({
    queryKey: ['amended', knownFrom, asked],
    queryFn: async ({ signal }) => {
      const { knownAt: _moves, ...of } = listParams(asked);
      const asking = { knownFrom, knownTo: knownDay, validAt: asked.d, ...of };
      const params = { ...asking, kinds: 'known', events: amendment_kinds, limit: 1000 };
      const amended: KnownChangeDto[] = [];
      let next: string | undefined = pathOf('/v1/changes', params);
      while (next !== undefined) {
        const { known = [], links }: ChangesDto = await read<ChangesDto>(next, {}, signal);
        amended.push(...known);
        next = links.find(({ rel }) => rel === 'next')?.href;
      }
      return amended;
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return data ?? [];
}
