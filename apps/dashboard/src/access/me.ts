import { useQuery } from '@tanstack/react-query';
import type { AuthDto, MeDto, SignedOutDto } from 'sitrep-api';
import { read, send } from '../api/ask.js';

type Scope = MeDto['scopes'][number];

/** Who asks, and what they may do. */
export const useMe = () =>
  useQuery({ queryKey: ['me'], queryFn: ({ signal }) => read<MeDto>('/v1/me', {}, signal), staleTime: 60_000 });

/** The name of whoever reads, or what events call them; undefined without a key and without a sign-in. */
export const useOwnName = (): string | undefined => {
  const { data } = useMe();
  return data === undefined || data.anonymous ? undefined : (data.name ?? data.id);
};

/** How people sign in here, and whether this browser is signed in; undefined until that is known. */
export const useAuth = (): AuthDto | undefined =>
  useQuery({ queryKey: ['auth'], queryFn: ({ signal }) => read<AuthDto>('/v1/auth', {}, signal), staleTime: 60_000 })
    .data;

/** Signs this browser out, here and where it signed in. */
export async function signOut(): Promise<void> {
  const { signOut: address } = await send<SignedOutDto>('/v1/auth/logout', {});
  location.assign(address ?? '/');
}

/** Whether the reader may do something; until that is known, nothing is hidden. */
export function useMay(scope: Scope): boolean {
  const { data } = useMe();
  return data === undefined || data.scopes.includes(scope);
}
