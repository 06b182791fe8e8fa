import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { read } from './ask.js';
import { type Asked, listParams } from './situation.js';

/** What changed hands on a day, and how many reports became known on it. */
interface DayBucket {
  readonly from: string;
  readonly changedHands: readonly {
    readonly place: { readonly id: string; readonly name: string };
    readonly holders: readonly string[];
    readonly takenFrom: readonly string[];
  }[];
  readonly reportsKnown: number;
}

/**
 * How many reports of one day became known on another. Both are days, or `earlier` and `later` than all days asked for;
 * what happened may be `undated`, or have begun and ended on different days.
 */
export interface Flow {
  readonly occurred: string;
  readonly occurredTo: string;
  readonly known: string;
  readonly count: number;
}

export interface Days {
  readonly items: readonly DayBucket[];
  readonly flows: readonly Flow[];
}

/** Places change hands as the policy has it. */
export const daysParams = (asked: Asked) => ({ ...listParams(asked), policy: asked.policy });

/** What happened and what became known, day by day. */
export const useDays = (from: string, to: string, asked: Asked) =>
  useQuery({
    queryKey: ['days', from, to, daysParams(asked)],
    queryFn: ({ signal }) => read<Days>('/v1/days', { from, to, by: 'day', ...daysParams(asked) }, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
