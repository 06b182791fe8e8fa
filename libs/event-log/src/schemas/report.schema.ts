import {
  actorRoles,
  anonymities,
  claimEffects,
  claimStatuses,
  conditionStates,
  confidences,
  controlConditions,
  developmentTypes,
  extents,
  figureBases,
  incidentRelations,
  measureNames,
  natures,
  precisions,
  units,
} from '#situation';
import { amount, day, flag, grade, instant, listOf, moment, oneOf, record, slug, text, uuid } from './shapes.js';

const claim = record(
  {
    place: slug,
    effect: oneOf(claimEffects),
    holders: listOf(slug, 20),
    formations: listOf(slug, 20),
    conditions: listOf(oneOf(controlConditions), 10),
    confidence: oneOf(confidences),
  },
  {
    status: oneOf(claimStatuses),
    takenFrom: slug,
    effective: moment,
    windowFrom: { anyOf: [moment, { const: 'open' }] },
    windowTo: moment,
    since: moment,
    extent: oneOf(extents),
    note: text(2_000),
  },
);

const conditionClaim = record(
  { place: slug, state: oneOf(conditionStates), effective: moment, confidence: oneOf(confidences) },
  {
    windowFrom: { anyOf: [moment, { const: 'open' }] },
    since: moment,
    closedTo: listOf(slug, 20),
    closedBy: listOf(slug, 20),
    note: text(2_000),
  },
);

const figure = record(
  {
    measure: oneOf(measureNames),
    group: slug,
    lowExclusive: flag,
    unit: oneOf(units),
    basis: oneOf(figureBases),
    period: record({}, { from: day, to: day }),
  },
  {
    groupWording: text(200),
    low: amount,
    best: amount,
    high: amount,
    instants: record({}, { from: instant, to: instant }),
    place: slug,
    subsetOf: uuid,
    wording: text(500),
    note: text(2_000),
  },
);

/** The body of `sitrep.<development type>.v1`. */
export const reportSchema = record(
  {
    id: uuid,
    type: oneOf(developmentTypes),
    nature: oneOf(natures),
    background: flag,
    summary: text(2_000),
    occurred: record({ precision: oneOf(precisions) }, { from: moment, to: moment, derivation: text(500) }),
    reportedAt: instant,
    places: listOf(slug, 50),
    actors: listOf(record({ role: oneOf(actorRoles), actor: slug }), 50),
    control: listOf(claim, 100),
    figures: listOf(figure, 100),
    source: record(
      { outlet: text(200), chain: listOf(text(500), 20), anonymity: oneOf(anonymities), seenByOutlet: flag },
      { speaksFor: listOf(slug, 20) },
    ),
    grade,
    related: listOf(uuid, 100),
    contradicts: listOf(uuid, 100),
  },
  {
    externalId: text(200),
    incident: record({ key: text(200), relation: oneOf(incidentRelations) }),
    verification: text(2_000),
    note: text(2_000),
    condition: listOf(conditionClaim, 100),
    sensitivity: slug,
  },
);
