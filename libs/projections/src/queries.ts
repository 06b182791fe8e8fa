export {
  type ControlItem,
  type ControlPeriod,
  controlItems,
  controlTimeline,
  type ValidAt,
} from './control/control.query.js';
export {
  actorAncestors,
  actorPage,
  actorsNamed,
  type GazetteerPage,
  placePage,
  placeParents,
  placesNamed,
  registeredIds,
} from './gazetteer/gazetteer.query.js';
export type { EditionScope, ReportReference } from './paging.js';
export {
  bodyDigestOf,
  CursorInvalid,
  externalIdsOf,
  reportById,
  type ReportHistory,
  reportPage,
  type ReportView,
} from './reports/reports.query.js';
export { figuresKnown, type TallyItemQuestion, tallyItems } from './tallies/tallies.query.js';
