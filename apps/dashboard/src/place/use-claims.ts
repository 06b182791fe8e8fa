import { useQuery } from '@tanstack/react-query';
import type { ClaimedControlDto, VoiceDto } from 'sitrep-api';
import { readAll } from '../api/ask.js';
import { askedParams } from '../api/situation.js';
import type { Parties } from '../marks/parties.js';
import { useView } from '../shell/view.jsx';

/** What the sides claim of a place. */
export type Claims = Pick<ClaimedControlDto, 'sides' | 'agree'>;

/** What each side claims, by place; undefined where that is not asked for, and until it is there. */
export function useClaims(): ReadonlyMap<string, Claims> | undefined {
  const { asked, question } = useView();
  const { data } = useQuery({
    queryKey: ['claims', asked],
    enabled: question.stance === 'claimed',
    queryFn: async ({ signal }) => {
      const params = { ...askedParams(asked), within: asked.within, stance: 'claimed' };
      const { items } = await readAll<ClaimedControlDto>('/v1/control', params, signal);
      return new Map(items.filter(({ sides }) => sides.length > 0).map((claimed) => [claimed.place.id, claimed]));
    },
    staleTime: 60_000,
  });
  return question.stance === 'claimed' ? data : undefined;
}

/** Whether the sides name different holders. */
export const isDisputed = (claims: Claims | undefined): boolean => claims?.agree === false;

/** Who claims something: a side by its name, an outlet as it is written. */
export const voiceName = ({ kind, name }: VoiceDto, parties: Parties): string =>
  kind === 'side' ? parties.nameOf(name) : name;
