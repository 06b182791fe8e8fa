import { useQueries } from '@tanstack/react-query';
import type { PreviewDto } from 'sitrep-api';
import { useView } from '../shell/view.jsx';
import { addDays, dayOf } from '../words/days.js';

type Effect = PreviewDto['effect'][number];

/** What a report does to the answers of another day than the one of which it speaks. */
export interface DayAround {
  readonly day: string;
  readonly is: 'before' | 'today';
  readonly effect: readonly Effect[];
}

/** What a preview is asked for: by `key` it is the same report. */
interface Asking {
  readonly key: readonly unknown[];
  at(validAt: string): Promise<PreviewDto>;
}

/**
 * A claim reaches further than its day: what is taken from somebody was theirs before, and it lasts until something says
 * otherwise. Returns what becomes of the answers of the day before and of today, once that is known.
 */
export function useDaysAround(preview: PreviewDto | undefined, { key, at }: Asking): readonly DayAround[] {
  const { situation, desk } = useView();
  const days = (preview?.effect ?? [])
    .filter(({ changes }) => changes)
    .map(({ place, validAt }) => dayOf(validAt, situation?.placeOf.get(place.id)?.timeZone ?? desk.zone))
    .sort();
  const [first, last] = [days[0], days.at(-1)];
  const today = dayOf(new Date().toISOString(), desk.zone);
  const around = [
    ...(first === undefined ? [] : [{ day: addDays(first, -1), is: 'before' as const }]),
    ...(last === undefined || last >= today ? [] : [{ day: today, is: 'today' as const }]),
  ];
  const found = useQueries({
    queries: around.map(({ day }) => ({ queryKey: [...key, 'at', day], queryFn: () => at(day), retry: false })),
  });
  return around.flatMap((one, index) => {
    const effect = found[index]?.data?.effect;
    return effect === undefined ? [] : [{ ...one, effect }];
  });
}
