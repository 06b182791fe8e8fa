import { useSyncExternalStore } from 'react';

const slot = 'sitrep.keys';
const listeners = new Set<() => void>();

/** Whether keys without a modifier do something; who speaks to the computer, or rests on keys, switches them off. */
export const areKeysOn = (): boolean => localStorage.getItem(slot) !== 'off';

function turnKeys(on: boolean): void {
  localStorage.setItem(slot, on ? 'on' : 'off');
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether single keys are on, and what turns them. */
export const useSingleKeys = (): readonly [boolean, (on: boolean) => void] => [
  useSyncExternalStore(subscribe, areKeysOn),
  turnKeys,
];
