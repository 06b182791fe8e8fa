import {
  areOfOneNumber,
  beginning_of_time_ms,
  type CountedItem,
  decisiveFigures,
  groupBy,
  keyOf,
  tallyModel,
} from '#situation';
import type { Decisive, ReadModel } from '../../drive/read-model.js';
import { figuresIn, type StoredFigure } from './figures-in.js';
import { figures, tallySpans } from './tally.table.js';

/** Of each item the accounts that decide it. They do not suffice where a report tells parts of it, for then all are compared. */
const decisive: Decisive<StoredFigure> = {
  among: (standing) =>
    [...groupBy(standing, ({ figure }) => keyOf(figure)).values()].flatMap((same) => decisiveFigures(same)),
  openFromMs: (_decisive, changed) => (areOfOneNumber(changed) ? beginning_of_time_ms : undefined),
};

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
  decisive,
};
