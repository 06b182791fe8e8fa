import { useQuery } from '@tanstack/react-query';
import type { MeDto } from 'sitrep-api';
import { read } from '../api/ask.js';

export type Scope = MeDto['scopes'][number];

const useMe = () =>
  useQuery({ queryKey: ['me'], queryFn: ({ signal }) => read<MeDto>('/v1/me', {}, signal), staleTime: 60_000 });

/** The name that the key was made for; undefined without a key. */
export const useOwnName = (): string | undefined => useMe().data?.name ?? undefined;

/** Whether the reader may do something; until that is known, nothing is hidden. */
export function useMay(scope: Scope): boolean {
  const { data } = useMe();
  return data === undefined || data.scopes.includes(scope);
}
