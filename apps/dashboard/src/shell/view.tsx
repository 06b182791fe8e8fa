import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useDeferredValue, useMemo } from 'react';
import { type Desk, useDesk } from '../api/desk.js';
import { type Asked, inLanguage, type Situation, situationOf, useActors } from '../api/situation.js';
import { usePinned } from '../api/pinned.js';
import { Parties } from '../marks/parties.js';
import { useAddress } from '../url/address.js';
import type { Question } from '../url/question.js';
import { fullDay } from '../words/days.js';
import { useWords, type Words } from '../words/words.jsx';

/** All that a screen needs to know: what is asked, of whom, and the answers that are there. */
export interface View {
  readonly path: string;
  readonly question: Question;
  readonly dropped: readonly string[];
  readonly desk: Desk;
  readonly asked: Asked;
  /** The known date as a day, also where it is now. */
  readonly knownDay: string;
  readonly parties: Parties;
  /** The answers; of the question before while these are on their way; undefined before the first. */
  readonly situation: Situation | undefined;
  readonly loading: boolean;
  /** When the answers came, by the clock of the browser. */
  readonly loadedAt: number;
}

const Current = createContext<View | undefined>(undefined);
export const ViewProvider = Current.Provider;

export function useView(): View {
  const view = useContext(Current);
  if (view === undefined) throw new Error('There is no view yet.');
  return view;
}

/** The view, or what keeps it from being there. */
export function useNewView(): { view: View | undefined; error: Error | null; again: () => void } {
  const { path, question, dropped } = useAddress();
  const desk = useDesk();
  const actors = useActors();
  const client = useQueryClient();
  const pinned = usePinned(question.at);
  const edition = question.edition ?? pinned.edition;
  const today = new Date().toISOString().slice(0, 10);
  const asked = useMemo<Asked>(() => {
    const d = question.d ?? desk.data?.lastDay ?? today;
    const { snapshot, policy, within } = question;
    return { d, k: question.linked ? d : question.k, edition, snapshot, policy, within };
    // Whatever else the question has is no part of what is asked of the API.
  }, [
    question.d,
    question.k,
    question.linked,
    question.snapshot,
    question.policy,
    question.within,
    edition,
    desk.data?.lastDay,
    today,
  ]);
  const answers = useQuery({ ...situationOf(asked, client), enabled: desk.data !== undefined });
  const { language } = useWords();
  const situation = useMemo(() => answers.data && inLanguage(answers.data, language), [answers.data, language]);
  // While answers are on their way, the sides are those of the day whose answers are shown.
  const shownDay = situation?.asked.d ?? asked.d;
  const parties = useMemo(
    () => new Parties(desk.data?.parties ?? [], actors.data ?? new Map(), shownDay, language),
    [desk.data?.parties, actors.data, shownDay, language],
  );
  const error = desk.error ?? actors.error ?? answers.error;
  const again = (): void => void client.refetchQueries({ type: 'active' });
  const loading = answers.isFetching && (answers.data === undefined || answers.isPlaceholderData);
  const loadedAt = answers.dataUpdatedAt;
  const isThere = actors.data !== undefined;
  const view = useMemo((): View | undefined => {
    if (desk.data === undefined || !isThere) return undefined;
    const knownDay = asked.k ?? desk.data.lastKnown ?? asked.d;
    const shown = { situation, parties, loading, loadedAt };
    return { path, question, dropped, desk: desk.data, asked, knownDay, ...shown };
  }, [path, question, dropped, desk.data, isThere, asked, situation, parties, loading, loadedAt]);
  return { view, error, again };
}

/**
 * Shows what stands in it once what is asked first is drawn: a moved hand draws the map and the bar at once, and the rest in
 * slices between frames, of the last question alone where the hand moves on. What stands in it must be memoised.
 */
export function Later({ children }: { readonly children: ReactNode }) {
  const view = useDeferredValue(useView());
  return <ViewProvider value={view}>{children}</ViewProvider>;
}

/** What a place of an answer is called in the language of the page. */
export function usePlaceName(): (place: { readonly id: string; readonly name: string }) => string {
  const { situation } = useView();
  return ({ id, name }) => situation?.placeOf.get(id)?.name ?? name;
}

/** "now", or "on 9 March 2017". */
export const knownWords = (asked: Asked, words: Words, write = fullDay): string =>
  asked.k === undefined ? words.say('ask.now') : words.say('ask.known-on', { k: write(asked.k, words.language) });
