import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import type { ReportHistoryDto, ReportVersionDto } from 'sitrep-api';
import { pathOf, read } from '../api/ask.js';
import { useView } from '../shell/view.jsx';

export type Report = ReportVersionDto;

interface ReportPage {
  readonly items: readonly Report[];
  readonly links: readonly { readonly rel: string; readonly href: string }[];
}

const page_size = 200;

/** The feed under the filters of the address, page after page; words are looked for by the API, in whatever script. */
export function useReports() {
  const { asked, question } = useView();
  const { type, place, outlet, text } = question;
  const q = useDeferredValue(text);
  const filters = { knownAt: asked.k, edition: asked.edition, type, place, outlet, q };
  const params = { ...filters, order: 'latest', limit: page_size };
  return useInfiniteQuery({
    queryKey: ['reports', params],
    queryFn: ({ pageParam, signal }) => read<ReportPage>(pageParam, {}, signal),
    initialPageParam: pathOf('/v1/reports', params),
    getNextPageParam: ({ links }) => links.find(({ rel }) => rel === 'next')?.href,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

export const useReport = (id: string) =>
  useQuery({
    queryKey: ['report', id],
    queryFn: ({ signal }) => read<ReportHistoryDto>(`/v1/reports/${encodeURIComponent(id)}`, {}, signal),
  });
