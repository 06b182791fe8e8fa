import { useSyncExternalStore } from 'react';
import { KeptHere } from './kept-here.js';

const kept = new KeptHere('sitrep.keys');

/** Whether keys without a modifier do something; who speaks to the computer, or rests on keys, switches them off. */
export const areKeysOn = (): boolean => kept.read() !== 'off';

function turnKeys(on: boolean): void {
  kept.write(on ? 'on' : 'off');
}

/** Whether single keys are on, and what turns them. */
export const useSingleKeys = (): readonly [boolean, (on: boolean) => void] => [
  useSyncExternalStore(kept.subscribe, areKeysOn),
  turnKeys,
];
