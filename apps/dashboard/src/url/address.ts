import { useMemo, useSyncExternalStore } from 'react';
import { type Question, readQuestion, writeQuestion } from './question.js';

const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listener) => listener());
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
};
const snapshot = (): string => `${location.pathname}${location.search}`;

/** Where the page is: the path says which screen, the query what is asked. */
export interface Address {
  readonly path: string;
  readonly question: Question;
  readonly dropped: readonly string[];
}

export function useAddress(): Address {
  const address = useSyncExternalStore(subscribe, snapshot);
  return useMemo(() => {
    const [path = '/', query = ''] = address.split('?', 2);
    return { path, ...readQuestion(query) };
  }, [address]);
}

/** Replacing keeps the history short, as while a hand is dragged. */
export type Move = 'push' | 'replace';

/** Goes to a screen with the question as it stands, changed. */
export function go(path: string, change: Partial<Question> = {}, move: Move = 'push'): void {
  const address = addressOf(path, change);
  if (address === snapshot()) return;
  if (move === 'push') history.pushState(null, '', address + location.hash);
  else history.replaceState(null, '', address + location.hash);
  tell();
}

/** Changes the question and stays on the screen. */
export const ask = (change: Partial<Question>, move: Move = 'push'): void => go(location.pathname, change, move);

/** The address of a screen with the question as it stands, changed. */
export function addressOf(path: string, change: Partial<Question> = {}): string {
  const query = writeQuestion({ ...readQuestion(location.search).question, ...change });
  return query === '' ? path : `${path}?${query}`;
}

/** Keeps the camera, `zoom/latitude/longitude`, where panning fills no history. */
export function keepCamera(camera: string): void {
  history.replaceState(null, '', `${snapshot()}#map=${camera}`);
}

/** The camera of the address; undefined where it has none that can be read. */
export function readCamera(): { zoom: number; lat: number; lon: number } | undefined {
  const match = /^#map=(\d{1,2}(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/.exec(location.hash);
  if (match === null) return undefined;
  const [zoom, lat, lon] = match.slice(1).map(Number) as [number, number, number];
  return Math.abs(lat) <= 85 && Math.abs(lon) <= 180 ? { zoom, lat, lon } : undefined;
}
