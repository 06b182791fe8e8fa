import {
  actorRoles,
  anonymities,
  claimEffects,
  claimStatuses,
  confidences,
  controlConditions,
  credibilities,
  developmentTypes,
  extents,
  incidentRelations,
  type Instant,
  isInstant,
  natures,
  precisions,
  reliabilities,
  type Occurred,
  type Report,
} from '#situation';
import { convertConditions } from './condition.conversion.js';
import type { ClaimDraft, ReportDraft } from './drafts.js';
import { convertFigure, lossesNotPublished } from './figure.conversion.js';
import { oneOf } from './one-of.js';
import { onlyKnown } from './only-known.js';
import type { Development, SourceClaim } from './source-rows.js';
import { speakersIn } from './speakers.conversion.js';

/** One reported development as the report that would be posted. */
export function convertReport(development: Development): ReportDraft {
  const { id } = development;
  const type = oneOf(developmentTypes, development.type, `${id}: type`);
  const { outlet, chain, anonymity, seenByOutlet } = development.source;
  const speaksFor = speakersIn(development);
  return onlyKnown<ReportDraft>({
    externalId: id,
    type,
    nature: oneOf(natures, development.kind, `${id}: kind`),
    background: development.background,
    summary: development.summary,
    occurred: convertOccurred(development),
    // Only the day is known; a report counts as known from its end where the desk sits.
    reportedAt: `${development.publishedAt}T23:59:59.999+03:00`,
    places: development.places,
    actors: development.actors.map(({ role, actor }) => ({ role: oneOf(actorRoles, role, `${id}: role`), actor })),
    control: development.control.map((claim) => convertClaim(claim, development)),
    condition: convertConditions(development, type),
    figures: [
      ...development.quantities.map((quantity) => convertFigure(quantity, development)),
      ...lossesNotPublished(development),
    ],
    source: {
      outlet,
      chain,
      anonymity: anonymityOf(anonymity, id),
      seenByOutlet,
      ...(speaksFor === undefined ? {} : { speaksFor }),
    },
    grade: onlyKnown({
      reliability: oneOf(reliabilities, development.reliability, `${id}: reliability`),
      credibility: oneOf(credibilities, development.credibility, `${id}: credibility`),
      reason: development.gradeReason,
    }),
    incident: incidentOf(development),
    related: development.related,
    contradicts: development.contradicts,
    verification: development.verification,
    note: development.note,
  });
}

function convertOccurred(development: Development): Occurred {
  const { id, occurredFrom, occurredTo } = development;
  const hourKnown = [occurredFrom, occurredTo].some((moment) => moment?.includes('T'));
  return onlyKnown<Occurred>({
    from: occurredFrom,
    to: occurredTo,
    precision: hourKnown ? 'instant' : oneOf(precisions, development.occurredPrecision, `${id}: precision`),
    derivation: development.occurredDerivation,
  });
}

function convertClaim(claim: SourceClaim, development: Development): ClaimDraft {
  const { id } = development;
  return onlyKnown<ClaimDraft>({
    place: claim.place,
    effect: oneOf(claimEffects, claim.effect, `${id}: effect`),
    status: claim.status === null ? undefined : oneOf(claimStatuses, claim.status, `${id}: status`),
    holders: claim.holders,
    takenFrom: claim.takenFrom,
    formations: claim.formations,
    effective: claim.effectiveDay,
    windowFrom: claim.windowFrom,
    windowTo: claim.windowTo ?? endOfGain(claim, development),
    since: claim.since,
    conditions: claim.conditions.map((condition) => oneOf(controlConditions, condition, `${id}: condition`)),
    extent: claim.extent === null ? undefined : oneOf(extents, claim.extent, `${id}: extent`),
    confidence: oneOf(confidences, claim.confidence, `${id}: confidence`),
    note: claim.note,
  });
}

/** A gain of one day was complete when what happened was over: a night raid by the morning. */
const endOfGain = ({ effect, effectiveDay }: SourceClaim, { occurredTo }: Development): Instant | undefined =>
  effect === 'gained' && occurredTo !== null && isInstant(occurredTo) && occurredTo.slice(0, 10) === effectiveDay
    ? occurredTo
    : undefined;

const anonymityOf = (text: string, id: string): Report['source']['anonymity'] =>
  text === 'named_in_source_withheld_here' ? 'withheld_here' : oneOf(anonymities, text, `${id}: anonymity`);

/** The source leaves `groupKind` out where one report alone tells of the incident. */
function incidentOf({ id, eventKey, groupKind }: Development): ReportDraft['incident'] | null {
  if (eventKey === null) return null;
  return { key: eventKey, relation: oneOf(incidentRelations, groupKind ?? 'same_event', `${id}: groupKind`) };
}
