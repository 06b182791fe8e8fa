import { randomUUID } from 'node:crypto';

import type { NewEvent } from '#event-log';

export const newEvent = (changes: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'sitrep.road_cut.v1',
  source: 'https://agency.example/wire',
  time: '2017-03-07T10:00:00Z',
  partitionKey: 'place-mosul',
  body: new TextEncoder().encode('{"note":"x"}'),
  ...changes,
});

/** Events of one place, and so of one partition. */
export const newEvents = (count: number): NewEvent[] => Array.from({ length: count }, () => newEvent());

/** Events of as many places, and so of every partition. */
export const spread = (count: number): NewEvent[] =>
  Array.from({ length: count }, (_, index) => newEvent({ partitionKey: `place-${index}` }));
