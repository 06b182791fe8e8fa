import { useEffect } from 'react';
import { ask, go } from '../url/address.js';
import { addDays } from '../words/days.js';
import { stepInLists, stepToChange } from './change-steps.js';
import { keyOf } from './key-of.js';
import { key_list_id } from './key-list.jsx';
import { screenOf } from './screens.js';
import { areKeysOn } from './single-keys.js';
import type { View } from './view.jsx';

/** Where somebody writes or chooses; the hands of the time bar are inputs too, and move by the keys of the page. */
const writing = 'input:not(.hand-input),textarea,select,form,dialog,[role=listbox],[role=grid]';
/** Keys that scroll where there is no time bar. */
const scrolling = ['PageUp', 'PageDown', 'Home', 'End', ' '];

/** Of the world, or of what is known. */
type Hand = 'd' | 'k';

/** Moves a hand by days; the known date follows where it is linked. */
export function moveHand(view: View, hand: Hand, days: number, move: 'push' | 'replace' = 'push'): void {
  if (hand === 'd') ask({ d: addDays(view.asked.d, days) }, move);
  else setKnown(view, addDays(view.knownDay, days), move);
}

/** Sets the known date; past the newest it is now. */
export function setKnown(view: View, day: string, move: 'push' | 'replace' = 'push'): void {
  const newest = view.desk.lastKnown;
  ask({ k: newest !== null && day > newest ? undefined : day, linked: false }, move);
}

const compared = ['/', '/table', '/embed'];

/** Puts the day before beside the question, on the map where the screen has no compare; or takes it away. */
export function turnCompare({ asked, question, path }: View): void {
  const vs = question.vs === undefined ? `d:${addDays(asked.d, -1)}` : undefined;
  go(compared.includes(path) ? path : '/', { vs });
}

/** The keys of the page; none while somebody writes. */
export function useKeys(view: View): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const at = event.target as HTMLElement;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      // Arrows and Escape are no characters: they stay (WCAG 2.1.4).
      if (event.key.length === 1 && !areKeysOn()) return;
      if (at.closest(writing) !== null) return;
      const key = keyOf(event);
      if (scrolling.includes(key) && !screenOf(view.path).timed) return;
      if (key === ' ' && at.closest('button,a,summary,[role=button]') !== null) return;
      const action = actions[key];
      const named = action === undefined ? withKey(key) : undefined;
      if (action === undefined && named === undefined) return;
      event.preventDefault();
      action?.(view, event.shiftKey || at.dataset['of'] === 'k' ? 'k' : 'd');
      named?.click();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [view]);
}

/** What of the screen has a key of its own. */
const withKey = (key: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('[data-key]')].find(({ dataset }) => dataset['key'] === key);

/** Opens the list of keys. */
export const showKeys = (): void => document.querySelector<HTMLDialogElement>(`#${key_list_id}`)?.showModal();

const week = 7;
const step = (days: number) => (view: View, hand: Hand) => moveHand(view, hand, days);
const toDay = (d: 'firstDay' | 'lastDay', k: 'firstKnown' | 'lastKnown') => (view: View, hand: Hand) => {
  const day = view.desk[hand === 'd' ? d : k];
  if (day === null) return;
  if (hand === 'd') ask({ d: day });
  else setKnown(view, day);
};

const actions: Readonly<Record<string, (view: View, hand: Hand) => void>> = {
  ArrowLeft: step(-1),
  ArrowRight: step(1),
  PageUp: step(-week),
  PageDown: step(week),
  Home: toDay('firstDay', 'firstKnown'),
  End: toDay('lastDay', 'lastKnown'),
  l: ({ question, asked }) => ask({ linked: !question.linked, k: question.linked ? asked.d : question.k }),
  k: () => ask({ k: undefined, linked: false }),
  n: (view) => void stepToChange(view, true).catch(() => undefined),
  p: (view) => void stepToChange(view, false).catch(() => undefined),
  j: () => stepInLists(true),
  J: () => stepInLists(false),
  ' ': () => document.querySelector<HTMLButtonElement>('.time .play')?.click(),
  '?': showKeys,
  m: () => go('/'),
  c: turnCompare,
  t: () => go('/table'),
  Escape: ({ question, path }) => {
    const { name, named } = screenOf(path);
    if (name === 'review' && named !== undefined) go('/review');
    // Elsewhere it narrows a list.
    else if (name === 'map' && question.place !== undefined) ask({ place: undefined });
    else if (question.vs !== undefined) ask({ vs: undefined });
  },
  '/': () => document.querySelector<HTMLInputElement>('.find input')?.focus(),
};
