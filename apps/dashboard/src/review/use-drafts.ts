import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DraftAnswerDto, DraftItemDto, DraftListDto, RecordedReviewDto } from 'sitrep-api';
import { useMe } from '../access/me.js';
import { minPositionOf, pathOf, read, send } from '../api/ask.js';
import type { Question } from '../url/question.js';

/** How far the review of a draft is; nobody has decided about those of the first three. */
const open_states = ['new', 'in_review', 'needs_work'] as const;
export const draft_states = [...open_states, 'approved', 'rejected'] as const;
type DraftState = (typeof draft_states)[number];

const page_size = 100;
/** So many drafts are looked at for what the queue can be narrowed to. */
const looked_at = 500;

/** How many drafts nobody has decided about; undefined for those who may not decide, and until it is known. */
export function useWaitingDrafts(): number | undefined {
  const mayDecide = useMe().data?.scopes.includes('drafts:decide') ?? false;
  const { data } = useQuery({
    queryKey: ['drafts', 'waiting'],
    queryFn: ({ signal }) => read<DraftListDto>('/v1/drafts', { limit: 1 }, signal),
    enabled: mayDecide,
    staleTime: 60_000,
  });
  return mayDecide ? data?.total : undefined;
}

/** The queue under the filters of the address, page after page. */
export function useDrafts({ state, place, outlet, bundle, assignee }: Question) {
  const params = { state, place, outlet, bundle, assignee, limit: page_size };
  return useInfiniteQuery({
    queryKey: ['drafts', params],
    queryFn: ({ pageParam, signal }) => read<DraftListDto>(pageParam, {}, signal),
    initialPageParam: pathOf('/v1/drafts', params),
    getNextPageParam: ({ links }) => links.find(({ rel }) => rel === 'next')?.href,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** The drafts in these states whatever else narrows the queue: what it can be narrowed to. */
export function useNarrowing({ state }: Question): readonly DraftItemDto[] {
  const params = { state, limit: looked_at };
  const { data } = useQuery({
    queryKey: ['drafts', 'all', params],
    queryFn: ({ signal }) => read<DraftListDto>('/v1/drafts', params, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return data?.items ?? [];
}

export const useDraft = (id: string) =>
  useQuery({
    queryKey: ['drafts', 'one', id],
    queryFn: ({ signal }) => read<DraftAnswerDto>(addressOfDraft(id), {}, signal),
    placeholderData: (before) => (before?.id === id ? before : undefined),
  });

export const addressOfDraft = (id: string): string => `/v1/drafts/${encodeURIComponent(id)}`;

/** What can be done with a draft. Each throws `Refusal`. */
export interface DraftWork {
  /** Resolves once the answers rest on the decision. */
  decide(draft: DraftAnswerDto, as: 'approval' | 'rejection', text: string): Promise<void>;
  setState(id: string, state: DraftState, comment: string): Promise<void>;
  assign(id: string, assignee: string | undefined): Promise<void>;
  comment(id: string, text: string): Promise<void>;
  /** Reads again all that rests on drafts. */
  again(): Promise<void>;
}

export function useDraftWork(): DraftWork {
  const client = useQueryClient();
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['drafts'] });
  const post = async (path: string, body: object): Promise<void> => {
    await send(path, body);
    await again();
  };
  return {
    again,
    decide: async ({ id, revision }, as, text) => {
      const words = text === '' ? {} : { [as === 'approval' ? 'note' : 'reason']: text };
      const key = crypto.randomUUID();
      const { position } = await send<RecordedReviewDto>(
        `${addressOfDraft(id)}/${as}`,
        { revision, ...words },
        {},
        key,
      );
      await settled(position);
      await client.invalidateQueries();
    },
    setState: (id, state, comment) =>
      post(`${addressOfDraft(id)}/state`, { state, ...(comment === '' ? {} : { comment }) }),
    assign: (id, assignee) => post(`${addressOfDraft(id)}/assignment`, assignee === undefined ? {} : { assignee }),
    comment: (id, text) => post(`${addressOfDraft(id)}/comments`, { text }),
  };
}

/** Resolves once the queue rests on a position; also where that takes too long, as it comes to rest on it later. */
export async function settled(position: RecordedReviewDto['position']): Promise<void> {
  const minPosition = minPositionOf(position);
  if (minPosition === undefined) return;
  await read<DraftListDto>('/v1/drafts', { minPosition, limit: 1 }).catch(() => undefined);
}
