import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { ReportHistoryDto, ReportVersionDto } from 'sitrep-api';
import { pathOf, read } from '../api/ask.js';
import { feedParams } from '../api/feed.js';
import { useView } from '../shell/view.jsx';

export type Report = ReportVersionDto;

interface ReportPage {
  readonly items: readonly Report[];
  readonly links: readonly { readonly rel: string; readonly href: string }[];
}

const page_size = 200;

/** The feed under the filters of the address, page after page; words are looked for by the API, in whatever script. */
function useReports() {
  const { asked, question } = useView();
  const q = useDeferredValue(question.text);
  const params = { ...feedParams(asked, question), q, order: 'latest', limit: page_size };
  return useInfiniteQuery({
    queryKey: ['reports', params],
    queryFn: ({ pageParam, signal }) => read<ReportPage>(pageParam, {}, signal),
    initialPageParam: pathOf('/v1/reports', params),
    getNextPageParam: ({ links }) => links.find(({ rel }) => rel === 'next')?.href,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** The reports of the feed, which does not move under the reader: what comes meanwhile is counted until it is asked for. */
export function useFeed() {
  const found = useReports();
  const { asked, question } = useView();
  const asking = JSON.stringify([feedParams(asked, question), question.text]);
  const [kept, setKept] = useState<{ readonly of: string; readonly first: string | undefined }>();
  const reports = useMemo(() => found.data?.pages.flatMap(({ items }) => items) ?? [], [found.data]);
  const first = found.isPlaceholderData ? undefined : reports[0]?.id;
  // What stands first when the question is asked is the newest until the reader asks for newer ones.
  const top = kept?.of === asking ? kept.first : first;
  useEffect(() => {
    if (first !== undefined && kept?.of !== asking) setKept({ of: asking, first });
  }, [first, kept?.of, asking]);
  const at = reports.findIndex(({ id }) => id === top);
  const fresh = Math.max(0, at);
  const showFresh = (): void => setKept({ of: asking, first });
  return { ...found, reports: reports.slice(fresh), fresh, showFresh };
}

export const useReport = (id: string) =>
  useQuery({
    queryKey: ['report', id],
    queryFn: ({ signal }) => read<ReportHistoryDto>(`/v1/reports/${encodeURIComponent(id)}`, {}, signal),
  });
