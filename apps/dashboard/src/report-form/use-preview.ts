import { useQuery } from '@tanstack/react-query';
import type { DraftDto, PreviewDto } from 'sitrep-api';
import { send } from '../api/ask.js';

/** What the report would do, before anything is stored; undefined while too little is answered. */
export function usePreview(draft: DraftDto, ready: boolean) {
  const { reportedAt: _now, ...content } = draft;
  return useQuery({
    queryKey: ['preview', content],
    queryFn: () => send<PreviewDto>('/v1/reports', draft, { dryRun: true }),
    enabled: ready,
    placeholderData: (before) => before,
    retry: false,
  });
}
