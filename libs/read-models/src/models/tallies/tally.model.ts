import { type CountedItem, tallyModel } from '#situation';
import type { ReadModel } from '../../drive/read-model.js';
import { figuresIn, type StoredFigure } from './figures-in.js';
import { figures, tallySpans } from './tally.table.js';

/** What was counted in every incident, as it was known; each item is a lane. */
export const tally: ReadModel<StoredFigure, CountedItem> = {
  name: 'tally',
  model: tallyModel,
  statements: ({ versions, memberships }, zoneOf) => figuresIn(versions, memberships, zoneOf),
  said: figures,
  answers: tallySpans,
  lock: 'incident',
  isOfPlaces: false,
  isOfIncidents: true,
};
