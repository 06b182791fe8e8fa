import { idOfReference } from '#event-log';
import {
  type ConditionClaim,
  type ControlClaim,
  type DevelopmentType,
  type Figure,
  type Instant,
  isDay,
  type Moment,
  type Occurred,
  type Report,
  type ReportId,
  writtenPeriod,
} from '#situation';
import { withoutUndefined } from '../http/without-undefined.js';
import type { ClaimDto } from './claim.dto.js';
import type { ConditionDto } from './condition.dto.js';
import type { DraftDto, OccurredDto } from './draft.dto.js';
import type { FigureDto } from './figure.dto.js';
import { unitOf } from './figure.rules.js';

/**
 * The report that a draft stands for: defaults filled in, references as report ids, and every
 * property in one order, so that equal drafts give equal bytes. The draft has passed the rules.
 * What the registry says makes no difference: the days of a place are made when projecting.
 */
export function canonicalReport(draft: DraftDto, id: ReportId, reportedAt: Instant): Report {
  const { outlet, chain, anonymity, seenByOutlet, speaksFor } = draft.source;
  const toId = (reference: string): ReportId => idOfReference(reference, outlet);
  return withoutUndefined<Report>({
    id,
    externalId: draft.externalId,
    type: draft.type as DevelopmentType,
    nature: draft.nature ?? 'event',
    background: draft.background ?? false,
    summary: draft.summary,
    occurred: canonicalOccurred(draft.occurred),
    reportedAt,
    places: draft.places ?? [],
    actors: (draft.actors ?? []).map(({ role, actor }) => ({ role, actor })),
    control: (draft.control ?? []).map(canonicalClaim),
    figures: (draft.figures ?? []).map((figure) => canonicalFigure(figure, draft)),
    source: withoutUndefined<Report['source']>({
      outlet,
      chain: chain ?? [outlet],
      anonymity: anonymity ?? 'outlet_itself',
      seenByOutlet: seenByOutlet ?? false,
      speaksFor,
    }),
    grade: canonicalGrade(draft),
    incident: draft.incident && { key: draft.incident.key, relation: draft.incident.relation ?? 'same_event' },
    related: (draft.related ?? []).map(toId),
    contradicts: (draft.contradicts ?? []).map(toId),
    verification: draft.verification,
    note: draft.note,
    condition: listed((draft.condition ?? []).map(canonicalCondition)),
    sensitivity: draft.sensitivity,
  });
}

const canonicalOccurred = ({ from, to, precision, derivation }: OccurredDto): Occurred =>
  withoutUndefined<Occurred>({ from, to, precision: precision ?? precisionOf(from, to), derivation });

function precisionOf(from: Moment | undefined, to: Moment | undefined): Occurred['precision'] {
  if (from === undefined) return 'unknown';
  return [from, to].some((moment) => moment !== undefined && !isDay(moment)) ? 'instant' : 'day';
}

/** F6: neither the source nor the content can be judged. */
const canonicalGrade = ({ grade }: DraftDto): Report['grade'] =>
  withoutUndefined<Report['grade']>({
    reliability: grade?.reliability ?? 'F',
    credibility: grade?.credibility ?? 6,
    reason: grade?.reason,
  });

const canonicalClaim = (claim: ClaimDto): ControlClaim =>
  withoutUndefined<ControlClaim>({
    place: claim.place,
    effect: claim.effect,
    status: claim.status,
    holders: claim.holders ?? [],
    takenFrom: claim.takenFrom,
    formations: claim.formations ?? [],
    effective: claim.effective,
    windowFrom: claim.windowFrom,
    windowTo: claim.windowTo,
    since: claim.since,
    conditions: claim.conditions ?? [],
    extent: claim.extent,
    confidence: claim.confidence ?? 'low',
    note: claim.note,
  });

/** Reports without any say nothing of it, as they did before there were such claims. */
const listed = <Item>(items: readonly Item[] | undefined): readonly Item[] | undefined =>
  items === undefined || items.length === 0 ? undefined : items;

const canonicalCondition = (claim: ConditionDto): ConditionClaim =>
  withoutUndefined<ConditionClaim>({
    place: claim.place,
    state: claim.state,
    effective: claim.effective,
    windowFrom: claim.windowFrom,
    since: claim.since,
    closedTo: listed(claim.closedTo),
    closedBy: listed(claim.closedBy),
    confidence: claim.confidence ?? 'low',
    note: claim.note,
  });

const canonicalFigure = (figure: FigureDto, draft: DraftDto): Figure =>
  withoutUndefined<Figure>({
    measure: figure.measure,
    group: figure.group ?? 'anyone',
    groupWording: figure.groupWording,
    low: amount(figure.low),
    best: amount(figure.best),
    high: amount(figure.high),
    lowExclusive: figure.lowExclusive ?? false,
    unit: unitOf(figure),
    basis: figure.basis,
    ...writtenPeriod(figure.period ?? {}),
    place: figure.place,
    subsetOf: figure.subsetOf === undefined ? undefined : idOfReference(figure.subsetOf, draft.source.outlet),
    wording: figure.wording,
    note: figure.note,
  });

/** Minus zero is zero. */
const amount = (value: number | undefined): number | undefined => (value === 0 ? 0 : value);
