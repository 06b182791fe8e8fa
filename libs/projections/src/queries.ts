export {
  type AxisItem,
  type ConditionItem,
  conditionItems,
  type ConditionQuestion,
} from './condition/condition.query.js';
export { type ControlItem, type ControlPeriod, controlItems, controlTimeline } from './control/control.query.js';
export {
  actorPage,
  actorsNamed,
  type GazetteerPage,
  placePage,
  placeParents,
  routesOf,
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
export type { ValidAt } from './valid-at.query.js';
export { type TallyItemQuestion, tallyItems } from './tallies/tallies.query.js';
