export {
  type ClaimsAsked,
  conditionClaimsAbout,
  controlClaimsAbout,
  type Told,
  type ToldClaim,
} from './models/claims/told-claims.query.js';
export { actorRelations, registeredSpeakers } from './models/gazetteer/actor-relations.query.js';
export { isItemAsked, touchesWindow } from './models/tallies/items-asked.js';
export { countsPlacedElsewhere } from './models/tallies/placed-elsewhere.query.js';
export { actorsOfIncidents } from './models/tallies/incident-actors.query.js';
export { toldFigures } from './models/tallies/told-figures.query.js';
export {
  type AxisItem,
  type ConditionItem,
  conditionItems,
  kindsWithCondition,
  type ConditionPeriod,
  conditionTimeline,
} from './models/condition/condition.query.js';
export { type PartsHeld, partsHeld, type WithParts, withParts } from './models/control/control-parts.query.js';
export { type ControlItem, controlItems } from './models/control/control.query.js';
export {
  type ControlPeriod,
  controlPeriodCount,
  controlPeriods,
  controlTimeline,
  type PeriodsQuestion,
  type PlacePeriod,
} from './models/control/control-periods.query.js';
export {
  type AreaHeld,
  areasHolding,
  statuses_of_held_areas,
  type WithArea,
  withAreas,
} from './models/control/area-control.query.js';
export {
  actorPage,
  type Found,
  type GazetteerCursor,
  type GazetteerPage,
  type PlacePage,
  placePage,
} from './models/gazetteer/gazetteer-page.query.js';
export { actorsShown, namesIn, type PlaceShown, placesShown } from './models/gazetteer/entries-shown.query.js';
export type { MatchRank } from './models/gazetteer/name-search.query.js';
export { nearestLocated } from './models/gazetteer/place-around.query.js';
export { partsOf, placeBounds, placeCount, type PlaceFilter } from './models/gazetteer/place-filter.query.js';
export {
  actorAncestors,
  actorMemberships,
  actorsNamed,
  type NamedPlace,
  placeParents,
  routesOf,
  placesNamed,
  placesWithin,
  registeredIds,
} from './models/gazetteer/gazetteer.query.js';
export { bytesOfEntries, type Kept, readOnce } from './table/kept.js';
export { lastToldMs } from './models/claims/last-told.query.js';
export type { EditionScope, ReportReference } from './table/paging.js';
export { attributionsOf, type ReportAttribution } from './models/reports/attributions.query.js';
export { calledSo } from './models/gazetteer/called.query.js';
export {
  type ReportFacet,
  type ReportFacetCounts,
  reportFacetCounts,
  reportFacets,
} from './models/reports/report-facets.query.js';
export type { NamedTerm, ReportFilter } from './models/reports/report-filter.query.js';
export { CursorInvalid, type ReportOrder, reportOrders } from './models/reports/report-order.js';
export {
  externalIdsOf,
  reportPage,
  reportsKnown,
  reportsMatching,
  type ReportView,
} from './models/reports/reports.query.js';
export {
  momentsAbout,
  retractionOf,
  type StatementMoment,
  type StandingRetraction,
  type WaitingAmendment,
  waitingAmendments,
} from './models/reports/amendments.query.js';
export { actorNames, voicesPrinted } from './models/reports/report-sources.query.js';
export { reportSubjects, type ReportSubject } from './models/reports/report-subjects.query.js';
export { type AmendmentKind, reportById, type ReportHistory } from './models/reports/report-history.query.js';
export {
  type EventCursor,
  eventsMadeKnown,
  type ReportEvent,
  reportEventsBetween,
} from './models/reports/report-events.query.js';
export { type VersionMade, versionsMade } from './models/reports/versions-made.query.js';
export { reportsNaming } from './models/reports/reports-naming.query.js';
export { draftsWithheldAmong, withheldAmong, withheldFrom, withholdsAny } from './models/reports/withheld.query.js';
export { guarded_tables, shownStatement, shownTo, withheld_word } from './models/reports/shown-to.query.js';
export { reportSummaries, type ReportSummary } from './models/reports/report-summaries.query.js';
export {
  type MovedTotal,
  movedTotals,
  type MovedTotalsQuestion,
  type TotalFigure,
} from './models/changes/moved-totals.query.js';
export {
  contradictingReports,
  reportsAgainst,
  type ContradictionFilter,
  type DeclaredPair,
  declaredPairs,
} from './models/contradictions/declared-pairs.query.js';
export {
  contestedStretches,
  disputedStretches,
  type PlacesPage,
} from './models/contradictions/disputed-stretches.query.js';
export {
  decisionsAt,
  endedContests,
  endedCounts,
  type EndedDispute,
  endedStates,
} from './models/contradictions/ended-disputes.query.js';
export { type DisjointCount, disjointCounts } from './models/contradictions/disjoint-counts.query.js';
export { controlClaimsBetween } from './models/changes/claims-between.query.js';
export { toldWithout, type ToldWithout } from './models/changes/told-without.query.js';
export {
  axesDiffering,
  type DifferingAxis,
  type DifferingPlace,
  type DifferingQuestion,
  placesCompared,
  placesDiffering,
} from './models/changes/differing.query.js';
export {
  incidentCount,
  incidentExists,
  incidentFacetCounts,
  type IncidentFilter,
  type IncidentOrder,
  incidentOrders,
  incidentPage,
  membershipsOf,
  reportsOfIncident,
} from './models/incidents/incidents.query.js';
export {
  comparedPlaces,
  type DaysNear,
  type NamedTraits,
  reportTraits,
} from './models/incidents/report-traits.query.js';
export {
  figuresKnown,
  figuresTold,
  type TallyItemQuestion,
  runningTotals,
  tallyItems,
} from './models/tallies/tallies.query.js';
export { figuresOfDraft } from './models/tallies/figures-of-draft.query.js';
export type { ValidAt } from './models/claims/valid-at.query.js';
export { leftOutOf, type Matched } from './models/reports/left-out.query.js';
export { reportCount } from './models/reports/report-sources.query.js';
export {
  actorsCalled,
  countsMostReported,
  coverage,
  holdersSeen,
  languagesOfNames,
  reportedBounds,
} from './models/desk/desk.query.js';
export { stretchesUntil } from './models/control/control-stretches.query.js';
export {
  heldItems,
  type HeldItem,
  type HeldNow,
  heldNowOf,
  heldSinceAt,
  withHeldNow,
} from './models/control/held-now.query.js';
export {
  type MapCondition,
  type MapFound,
  type MapPlace,
  mapAt,
  mapPlaces,
  type MapQuestion,
} from './models/map/map.query.js';
export { placesClaimed, placesTurning, type PlaceTurning, reportFlows } from './models/days/days.query.js';
export {
  type ConditionRectangle,
  conditionRectangles,
  controlRectangles,
  type Rectangle,
  type RectangleCursor,
} from './models/answers/answers.query.js';
export { typesUsed } from './models/reports/report-sources.query.js';
export { placesMoving } from './models/map/map-moves.query.js';
