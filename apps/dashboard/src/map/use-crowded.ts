import { useMemo } from 'react';
import type { Place } from '../api/situation.js';
import { useView } from '../shell/view.jsx';
import { crowdedIn } from './crowded.js';

/** The crowded cities, and which of them is shown close up: the one of the address, or else the most crowded. */
export function useCrowded(): { readonly crowded: readonly Place[]; readonly place: Place | undefined } {
  const { situation, question } = useView();
  const { places, placeOf } = situation ?? {};
  const crowded = useMemo(() => (places && placeOf ? crowdedIn({ places, placeOf }) : []), [places, placeOf]);
  return { crowded, place: crowded.find(({ id }) => id === question.close) ?? crowded[0] };
}
