import { useQuery } from '@tanstack/react-query';
import type { DraftAnswerDto, PreviewDto } from 'sitrep-api';
import { send } from '../api/ask.js';
import { useDaysAround } from '../report-form/use-days-around.js';
import { addressOfDraft } from './use-drafts.js';

/** What approving a draft would change, as everything stands. */
export function useDraftPreview({ id, revision, decision }: DraftAnswerDto) {
  const key = ['drafts', 'preview', id, revision];
  const at = (validAt?: string) => send<PreviewDto>(`${addressOfDraft(id)}/preview`, {}, { validAt });
  const { data, error } = useQuery({ queryKey: key, queryFn: () => at(), enabled: decision === null, retry: false });
  return { data, error, around: useDaysAround(data, { key, at }) };
}
