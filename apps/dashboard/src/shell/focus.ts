import { useEffect, useLayoutEffect, useRef } from 'react';
import { screenOf } from './screens.js';
import type { View } from './view.jsx';

const stops = 'a[href],button,input,select,textarea,summary,[tabindex]:not([tabindex="-1"])';
const typed = 'input,textarea';

const byId = (id: string): HTMLElement | null => document.getElementById(id);

/** Gives a part of the screen the focus, though Tab does not stop at it. Returns whether it has it. */
export function focusPart(id: string, options?: FocusOptions): boolean {
  const part = byId(id);
  if (part === null) return false;
  part.tabIndex = -1;
  // A screen is called what stands first in the title of the window.
  part.ariaLabel ??= document.title.replace(/ · .*/, '');
  part.focus(options);
  return document.activeElement === part;
}

const toScreen = (): boolean => ['place', 'answers'].some((id) => focusPart(id, { preventScroll: true }));

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

interface Had {
  readonly element: HTMLElement;
  /** Whether it was seen to have the focus. */
  readonly shown: boolean;
}

/** What had the focus last. */
let last: Had | undefined;
/** The screen that was gone to is not there yet. */
let isAwaited = false;

/** In the narrowest part that has any: the same one drawn anew, else the first behind what stood before it, else the last. */
function nextStop(
  { target, previousSibling: before }: MutationRecord,
  { element, shown }: Had,
): HTMLElement | undefined {
  const isBehind = (stop: Element): boolean =>
    before?.isConnected !== true || before.compareDocumentPosition(stop) === Node.DOCUMENT_POSITION_FOLLOWING;
  for (let part = target as Element | null; part !== null && part !== document.body; part = part.parentElement) {
    const all = [...part.querySelectorAll<HTMLElement>(stops)].filter(
      // Without a keyboard a field would bring one up.
      (stop) => stop.checkVisibility() && !stop.matches(':disabled') && (shown || !stop.matches(typed)),
    );
    const isSame = (stop: Element): boolean =>
      stop.tagName === element.tagName && stop.textContent === element.textContent;
    // A choice would take the keys of the page for its own.
    const isNoChoice = (stop: Element): boolean => !stop.matches('select');
    if (all.length > 0) return all.find(isSame) ?? all.find(isBehind) ?? all.findLast(isNoChoice) ?? all.at(-1);
  }
  return undefined;
}

/** Where what has the focus is taken away, what takes its place gets it; where it could not be used for a while, it again. */
function restore(records: readonly MutationRecord[]): void {
  if (isAwaited && toScreen()) return;
  if (last === undefined || !isLost()) return;
  const { element } = last;
  if (element.isConnected) {
    if (!element.matches(':disabled')) element.focus();
    return;
  }
  let gone: MutationRecord | undefined;
  for (const record of records) {
    const lost = gone?.target ?? element;
    if ([...record.removedNodes].some((node) => node.contains(lost))) gone = record;
  }
  if (gone !== undefined) nextStop(gone, last)?.focus();
}

function remember({ target }: FocusEvent): void {
  isAwaited = false;
  const element = target as HTMLElement;
  last = { element, shown: element.matches(':focus-visible') };
}

/** What was left by a press elsewhere is not missed. */
const forget = ({ target }: FocusEvent): void =>
  queueMicrotask(() => {
    const left = target as HTMLElement;
    if (isLost() && left.isConnected && !left.matches(':disabled')) last = undefined;
  });

/** Keeps the focus where the reader is: on the new screen, in the place that was opened, and back where it was opened. */
export function useFocus({ path, question: { place } }: Pick<View, 'path' | 'question'>): void {
  useEffect(() => {
    const watch = new MutationObserver(restore);
    watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', remember);
    document.addEventListener('focusout', forget);
    return () => {
      watch.disconnect();
      document.removeEventListener('focusin', remember);
      document.removeEventListener('focusout', forget);
    };
  }, []);
  const before = useRef({ path, place });
  const opener = useRef<HTMLElement>(undefined);
  useLayoutEffect(() => {
    const { path: left, place: closed } = before.current;
    before.current = { path, place };
    const [was, is] = [screenOf(left), screenOf(path)];
    if (was.name !== is.name) isAwaited = !toScreen();
    else if (was.named !== is.named) toNamed(was.named, is.named);
    if (left !== path || closed === place) return;
    const panel = byId('place');
    if (place === undefined && closed !== undefined && isLost()) returnTo(opener.current, closed);
    if (place === undefined || panel === null || panel.contains(document.activeElement)) return;
    opener.current = last?.element;
    focusPart('place', { preventScroll: true });
  }, [path, place]);
}

/** On a screen that stays: what was opened, or the row of what was closed. */
function toNamed(closed: string | undefined, opened: string | undefined): void {
  const row = document.querySelector<HTMLElement>(`.draft-row[href^="/review/${CSS.escape(closed ?? '')}"]`);
  if (opened === undefined && row !== null) row.focus();
  else if (opened === undefined || !focusPart('draft', { preventScroll: true })) focusPart('answers');
}

/** Where a place was opened, or its mark, or the map. */
function returnTo(opener: HTMLElement | undefined, place: string): void {
  const mark = document.querySelector<SVGElement>(`.pl[data-place="${CSS.escape(place)}"]`);
  const origin = opener?.isConnected === true && opener.matches(stops) ? opener : mark;
  if (origin === null) focusPart('answers');
  else origin.focus();
}
