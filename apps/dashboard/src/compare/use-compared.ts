import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Situation, situationOf } from '../api/situation.js';
import { type Difference, differencesOf } from '../changes/difference.js';
import { useView } from '../shell/view.jsx';
import { askedBeside, isBefore, type Second, secondOf } from './second-question.js';

/** Two situations side by side, the earlier one first. */
export interface Compared {
  readonly second: Second;
  /** Undefined until both answers are there. */
  readonly sides: { readonly before: Situation; readonly after: Situation } | undefined;
  readonly differences: ReadonlyMap<string, Difference>;
  readonly error: Error | null;
}

/** The compare that the address asks for; undefined where it asks for none. */
export function useCompared(): Compared | undefined {
  const { asked, knownDay, question, situation } = useView();
  const client = useQueryClient();
  const second = useMemo(() => secondOf(question.vs), [question.vs]);
  const beside = useMemo(() => (second === undefined ? asked : askedBeside(asked, second)), [asked, second]);
  const {
    data: other,
    isPlaceholderData,
    error,
  } = useQuery({ ...situationOf(beside, client), enabled: second !== undefined });
  return useMemo(() => {
    if (second === undefined) return undefined;
    if (situation === undefined || other === undefined || isPlaceholderData)
      return { second, sides: undefined, differences: new Map(), error };
    const [before, after] = isBefore(asked, knownDay, second) ? [other, situation] : [situation, other];
    const differences = new Map(differencesOf(before, after, asked.within).map((one) => [one.place.id, one]));
    return { second, sides: { before, after }, differences, error };
  }, [second, situation, other, isPlaceholderData, asked, knownDay, error]);
}
