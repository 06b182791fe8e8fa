import { useQuery } from '@tanstack/react-query';
import type { DraftDto, PreviewDto } from 'sitrep-api';
import { send } from '../api/ask.js';
import { useDaysAround } from './use-days-around.js';

/** What the report would do, on its day and around it, before anything is stored; undefined while too little is answered. */
export function usePreview(draft: DraftDto, ready: boolean) {
  const { reportedAt: _now, ...content } = draft;
  const key = ['preview', content];
  const at = (validAt?: string) => send<PreviewDto>('/v1/reports', draft, { dryRun: true, validAt });
  const { data: preview } = useQuery({
    queryKey: key,
    queryFn: () => at(),
    enabled: ready,
    placeholderData: (before) => before,
    retry: false,
  });
  const around = useDaysAround(ready ? preview : undefined, { key, at });
  return { preview, around };
}
