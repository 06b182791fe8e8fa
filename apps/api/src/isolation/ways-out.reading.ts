import {
  type AxisItem,
  type ConditionItem,
  conditionClaimsAbout,
  type ControlItem,
  type ToldClaim,
} from '#read-models/queries';
import {
  type AxisState,
  axisOf,
  type ConditionAxis,
  type ConditionClaim,
  type Confidence,
  type Day,
  exitWords,
  groupBy,
  isHolding,
  judgeExit,
  type Party,
  type PlaceId,
  type Route,
  type Surroundings,
  type WayState,
} from '#situation';
import { conditionsUnder } from '../conditions/condition-reading.js';
import { controlUnder } from '../control/control-reading.js';
import { hearConditions, hearControl, type ClaimsOfPlace, type Hearing, voicesUnder } from '../reading/heard-claims.js';
import type { PartyExitDto } from './isolation-answer.dto.js';
import { lastDated } from './last-dated.js';

/** A way out, what is known of it, and what is remarked. */
export interface WayOut {
  readonly route: Route;
  readonly condition: ConditionItem & { readonly passage: AxisItem };
  readonly control: Omit<ControlItem, 'place'>;
  /** The days that its answers are compared by. */
  readonly lastDated: Readonly<Record<ConditionAxis | 'control', Day | null>>;
  /** Of the claims that the answer about its passage rests on. */
  readonly remarks: readonly string[];
}

/** Returns who holds the place. Throws if the place is not registered. */
export async function controlOf(hearing: Hearing, place: PlaceId): Promise<ControlItem> {
  const [item] = await controlUnder(hearing, { place, limit: 1 });
  if (item === undefined) throw new Error(`the place ${place} is registered and yet has no control`);
  return item;
}

/** Returns what is known of these ways, in order of id. */
export async function waysWith(hearing: Hearing, routes: readonly Route[]): Promise<readonly WayOut[]> {
  const places = routes.map(({ id }) => id);
  const conditions = await conditionsUnder(hearing, { places, limit: Math.max(1, places.length) });
  const held = await Promise.all(places.map((place) => controlOf(hearing, place)));
  const claims = await conditionClaimsAbout(hearing.scope, { places, knownAtMs: hearing.knownAtMs });
  const voices = await voicesUnder(hearing);
  const ofConditions = await hearConditions(hearing, places, voices, claims);
  // Who is seen to hold a way needs no second look.
  const unseen = held.filter(({ lastEvidence }) => lastEvidence === null).map(({ place }) => place.id);
  const ofControl = await hearControl(hearing, unseen, voices);
  const remarked = groupBy(claims, ({ claim }) => claim.place);
  const control = new Map(held.map(({ place, ...holding }) => [place.id, holding]));
  const routeOf = new Map(routes.map((route) => [route.id, route]));
  return conditions.flatMap(({ passage, ...condition }) => {
    const route = routeOf.get(condition.place.id);
    const holding = control.get(condition.place.id);
    if (passage === null || route === undefined || holding === undefined) return [];
    const remarks = remarksOn(passage, remarked.get(route.id) ?? []);
    const days = {
      passage: onAxis(passage, 'passage', ofConditions(route.id)),
      integrity: condition.integrity && onAxis(condition.integrity, 'integrity', ofConditions(route.id)),
      control: lastDated(holding, ofControl(route.id)),
    };
    return [{ route, condition: { ...condition, passage }, control: holding, lastDated: days, remarks }];
  });
}

const remarksOn = ({ reports }: AxisItem, claims: readonly ToldClaim<ConditionClaim>[]): readonly string[] => {
  const resting = new Set(reports.map(({ id }) => id));
  const notes = claims
    .filter(({ claim, reportId }) => axisOf(claim.state) === 'passage' && resting.has(reportId))
    .flatMap(({ claim }) => claim.note ?? []);
  return [...new Set(notes)];
};

const onAxis = (item: AxisItem, axis: ConditionAxis, claims: ClaimsOfPlace<ConditionClaim>): Day | null =>
  lastDated(item, claims, ({ state }) => axisOf(state) === axis && item.states.includes(state));

const axisState = (axis: AxisItem, dated: Day | null): AxisState => ({
  ...axis,
  confidence: axis.confidence as Confidence | null,
  lastDated: dated,
});

/** Returns what a way out is judged by. */
export const wayState = ({ condition: { passage, integrity }, control, lastDated: days }: WayOut): WayState => ({
  passage: axisState(passage, days.passage),
  integrity: integrity === null ? null : axisState(integrity, days.integrity),
  control: { ...control, confidence: control.confidence as Confidence | null, lastDated: days.control },
});

/** Returns a way out as a party finds it. */
export function exitFor(way: WayOut, party: Party, around: Surroundings): PartyExitDto {
  const { remains, reason, confidence } = judgeExit(wayState(way), party, around);
  const { route, condition, control, remarks } = way;
  const { id, name, kind } = condition.place;
  return {
    place: { id, name },
    kind,
    remains,
    reason,
    because: exitWords[reason],
    confidence,
    means: route.means,
    remarks,
    heldBy: isHolding(control.status) ? control.holders : [],
    underFire: control.conditions.some((one) => one === 'under_fire' || one === 'under_attack'),
  };
}
