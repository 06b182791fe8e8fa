export {
  type ClaimsAsked,
  conditionClaimsAbout,
  controlClaimsAbout,
  type Told,
  type ToldClaim,
} from './told-claims.query.js';
export { actorRelations, registeredSpeakers } from './gazetteer/actor-relations.query.js';
export { isItemAsked } from './tallies/items-asked.js';
export { type ToldFigure, toldFigures } from './tallies/told-figures.query.js';
export {
  type AxisItem,
  type ConditionItem,
  conditionItems,
  kindsWithCondition,
  type ConditionPeriod,
  conditionTimeline,
  type ConditionQuestion,
} from './condition/condition.query.js';
export { type PartsHeld, partsHeld, type WithParts, withParts } from './control/control-parts.query.js';
export { type ControlItem, controlItems } from './control/control.query.js';
export {
  type ControlPeriod,
  controlPeriodCount,
  controlPeriods,
  controlTimeline,
  type PeriodsQuestion,
  type PlacePeriod,
} from './control/control-periods.query.js';
export {
  type AreaHeld,
  type AreasQuestion,
  areasHolding,
  statuses_of_held_areas,
  type WithArea,
  withAreas,
} from './control/area-control.query.js';
export {
  actorPage,
  type Found,
  type GazetteerCursor,
  type GazetteerPage,
  type PlacePage,
  placePage,
} from './gazetteer/gazetteer-page.query.js';
export { actorsShown, namesIn, type PlaceShown, placesShown } from './gazetteer/entries-shown.query.js';
export type { MatchRank } from './gazetteer/name-search.query.js';
export { type LocatedPlace, nearestLocated } from './gazetteer/place-around.query.js';
export { placeBounds, placeCount, type PlaceFilter } from './gazetteer/place-filter.query.js';
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
} from './gazetteer/gazetteer.query.js';
export { type Kept, readOnce } from './kept.js';
export { lastToldMs } from './last-told.query.js';
export type { EditionScope, ReportReference } from './paging.js';
export { attributionsOf, type ReportAttribution } from './reports/attributions.query.js';
export { type Called, calledSo } from './gazetteer/called.query.js';
export {
  type FacetCount,
  type ReportFacet,
  type ReportFacetCounts,
  reportFacetCounts,
  reportFacets,
} from './reports/report-facets.query.js';
export type { Around, NamedTerm, ReportFilter } from './reports/report-filter.query.js';
export { CursorInvalid, type ReportOrder, reportOrders } from './reports/report-order.js';
export { externalIdsOf, reportPage, reportsKnown, reportsMatching, type ReportView } from './reports/reports.query.js';
export {
  momentsAbout,
  retractionOf,
  type StatementMoment,
  type StandingRetraction,
  type WaitingAmendment,
  waitingAmendments,
} from './reports/amendments.query.js';
export { actorNames, voicesPrinted } from './reports/report-sources.query.js';
export { reportSubjects, type ReportSubject } from './reports/report-subjects.query.js';
export { type Amendment, type AmendmentKind, reportById, type ReportHistory } from './reports/report-history.query.js';
export { type EventCursor, type ReportEvent, reportEventsBetween } from './reports/report-events.query.js';
export { type NamingQuestion, reportsNaming, type SourcedReport } from './reports/reports-naming.query.js';
export { reportSummaries, type ReportSummary } from './reports/report-summaries.query.js';
export { type MovedTotal, movedTotals, type TotalFigure } from './changes/moved-totals.query.js';
export {
  contradictingReports,
  type ContradictionFilter,
  type DeclaredPair,
  declaredPairs,
} from './contradictions/declared-pairs.query.js';
export { contestedStretches, disputedStretches, type PlacesPage } from './contradictions/disputed-stretches.query.js';
export {
  decisionsAt,
  endedContests,
  endedCounts,
  type EndedDispute,
  endedStates,
} from './contradictions/ended-disputes.query.js';
export { type DisjointCount, disjointCounts } from './contradictions/disjoint-counts.query.js';
export { controlClaimsBetween } from './changes/claims-between.query.js';
export { toldWithout, type ToldWithout } from './changes/told-without.query.js';
export {
  axesDiffering,
  type DifferingAxis,
  type DifferingPlace,
  type DifferingQuestion,
  placesDiffering,
} from './changes/differing.query.js';
export {
  type Belonging,
  type Incident,
  incidentCount,
  incidentExists,
  incidentFacetCounts,
  type IncidentFilter,
  type IncidentMembership,
  type IncidentOrder,
  incidentOrders,
  incidentPage,
  type IncidentQuestion,
  type IncidentReport,
  membershipsOf,
  reportsOfIncident,
} from './incidents/incidents.query.js';
export { comparedPlaces, type NamedTraits, reportTraits } from './incidents/report-traits.query.js';
export {
  figuresKnown,
  figuresTold,
  type TallyItemQuestion,
  tallyItems,
  totalPeriods,
} from './tallies/tallies.query.js';
export type { ValidAt } from './valid-at.query.js';
export { leftOutOf, type Matched } from './reports/left-out.query.js';
export { reportCount } from './reports/report-sources.query.js';
export {
  actorsCalled,
  type Bounds,
  countsMostReported,
  coverage,
  holdersSeen,
  languagesOfNames,
  reportedBounds,
  type SeenHolder,
} from './desk/desk.query.js';
export {
  heldItems,
  type HeldItem,
  type HeldNow,
  heldNowOf,
  heldSinceAt,
  withHeldNow,
} from './control/held-now.query.js';
export {
  type MapCondition,
  type MapFound,
  type MapControl,
  type MapPlace,
  mapAt,
  mapPlaces,
  type MapQuestion,
} from './map/map.query.js';
export { placesTurning, reportFlows } from './days/days.query.js';
export {
  type ConditionRectangle,
  conditionRectangles,
  controlRectangles,
  type Rectangle,
  type RectangleCursor,
} from './answers/answers.query.js';
export { typesUsed } from './reports/report-sources.query.js';
export { placesMoving } from './map/map-moves.query.js';
