import type { ReadModel } from '../drive/read-model.js';
import type { Columns } from '../table/column.js';
import type { Table } from '../table/table.js';
import { condition } from './condition/condition.model.js';
import { control } from './control/control.model.js';
import { actors, places } from './gazetteer/gazetteer.table.js';
import { incidentLinks, incidentStays } from './incidents/incidents.table.js';
import { draftEvents } from './reports/drafts.table.js';
import { reportEvents, reportVersionRows } from './reports/reports.table.js';
import { tally } from './tallies/tally.model.js';

/** The read models, in the order in which they are locked and resolved. Nothing else names one. */
export const models: readonly ReadModel[] = [control, condition, tally];

/** The tables of what was reported and registered, which the read models are made from. */
const sources: readonly Table[] = [
  places,
  actors,
  draftEvents,
  reportEvents,
  reportVersionRows,
  incidentLinks,
  incidentStays,
];

/** Every table of an edition that holds what anybody is told. */
export const readModelTables = (among: readonly ReadModel[] = models): readonly Table<Columns>[] => [
  ...sources,
  ...among.flatMap(({ said, answers, supports }) => [
    said.table,
    answers.table,
    ...(supports === undefined ? [] : [supports.table]),
  ]),
];
