import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { situationOf } from '../api/situation.js';
import { addDays } from '../words/days.js';
import type { View } from './view.jsx';

/** So long a hand rests before the days beside it are asked for. */
const rest_ms = 400;

/** Asks for the answers of the day before and of the day after, so that a hand that is moved by a day finds them there. */
export function useNearDays({ asked, question, loading, situation }: View, isTimed: boolean): void {
  const client = useQueryClient();
  const isSettled = isTimed && !loading && situation?.asked === asked;
  useEffect(() => {
    if (!isSettled) return;
    const timer = setTimeout(() => {
      for (const days of [1, -1]) {
        const d = addDays(asked.d, days);
        void client.prefetchQuery(situationOf({ ...asked, d, k: question.linked ? d : asked.k }, client));
      }
    }, rest_ms);
    return () => clearTimeout(timer);
  }, [client, asked, question.linked, isSettled]);
}
