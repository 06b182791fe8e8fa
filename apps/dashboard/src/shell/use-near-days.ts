import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { situationOf } from '../api/situation.js';
import { addDays } from '../words/days.js';
import type { View } from './view.jsx';

/** So long a hand rests before the days beside it are asked for. */
const rest_ms = 400;
const near_days = [1, -1, 2, -2, 3, -3];

/** Asks for the answers of the days around, the nearest first, so that a hand that is moved by a day finds them there. */
export function useNearDays({ asked, question, loading, situation }: View, isTimed: boolean): void {
  const client = useQueryClient();
  const isSettled = isTimed && !loading && situation !== undefined;
  useEffect(() => {
    if (!isSettled) return;
    let isOver = false;
    // One after the other: none of them is to hold up what the reader asks for.
    const fetchAll = async (): Promise<void> => {
      for (const days of near_days) {
        if (isOver) return;
        const d = addDays(asked.d, days);
        await client.prefetchQuery(situationOf({ ...asked, d, k: question.linked ? d : asked.k }, client));
      }
    };
    const timer = setTimeout(() => void fetchAll(), rest_ms);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client, asked, question.linked, isSettled]);
}
