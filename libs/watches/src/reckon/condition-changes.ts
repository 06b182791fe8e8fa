import { conditionClaimsIn } from '#read-models';
import { conditionClaimsAbout, placesNamed } from '#read-models/queries';
import {
  axesFitting,
  axisOf,
  type ConditionAnswer,
  type ConditionAxis,
  conditionChange,
  type ConditionClaim,
  endOfDayMs,
  gatherCondition,
  isDay,
  type KnownCondition,
  localDay,
  pointsOf,
  settleCondition,
  type TimeZone,
  toInstant,
} from '#situation';
import { addressOf, momentParameter } from './addresses.js';
import { changedClaims, type ChangedClaims } from './claims-by-place.js';
import { reportsMaking } from './control-changes.js';
import type { FoundChange } from './found-change.js';
import { last_known_ms, most_moments_compared, type Reckoning } from './reckoning.js';

/** One axis of a thing, and what one event changed about it. */
interface ChangedAxis extends ChangedClaims<ConditionClaim> {
  readonly name: string;
  readonly axis: ConditionAxis;
  readonly zone: TimeZone;
}

/** As `controlChanges`, of the state that roads, bridges and buildings are in. */
export async function conditionChanges(reckoning: Reckoning): Promise<readonly FoundChange[]> {
  const { scope, steps } = reckoning;
  const { places: touched, changes } = await changedClaims(steps, conditionClaimsIn, (places) =>
    conditionClaimsAbout(scope, { places, knownAtMs: last_known_ms }),
  );
  const named = await placesNamed(scope, touched);
  const found: FoundChange[] = [];
  for (const one of changes) {
    const place = named.get(one.place);
    if (place === undefined) continue;
    const { name, timeZone: zone } = place;
    for (const axis of axesFitting(place.kind)) found.push(...changesOf({ ...ofAxis(one, axis), name, axis, zone }));
  }
  return found;
}

function ofAxis(one: ChangedClaims<ConditionClaim>, axis: ConditionAxis): ChangedClaims<ConditionClaim> {
  const own = (claims: readonly KnownCondition[]) => claims.filter(({ claim }) => axisOf(claim.state) === axis);
  const { before, after, changed, added } = one;
  return { ...one, before: own(before), after: own(after), changed: own(changed), added: own(added) };
}

function changesOf(changed: ChangedAxis): readonly FoundChange[] {
  const found = new Map<string, FoundChange>();
  for (const moment of momentsOf(changed)) {
    const change = changeAt(changed, moment);
    if (change !== undefined && !found.has(change.step)) found.set(change.step, change);
  }
  return [...found.values()];
}

interface ComparedMoment {
  readonly at: string;
  readonly ms: number;
}

function momentsOf({ changed, zone }: ChangedAxis): readonly ComparedMoment[] {
  const moments = changed.flatMap((known) =>
    pointsOf(known, zone)
      .filter(({ seen, toMs }) => seen && Number.isFinite(toMs))
      .map(({ toMs }): ComparedMoment => {
        if (!isDay(known.claim.effective)) return { at: toInstant(toMs), ms: toMs };
        const day = localDay(toMs, zone);
        return { at: day, ms: endOfDayMs(day, zone) };
      }),
  );
  return [...new Map(moments.map((moment) => [moment.ms, moment])).values()]
    .sort((a, b) => a.ms - b.ms)
    .slice(-most_moments_compared);
}

function changeAt(compared: ChangedAxis, { at, ms }: ComparedMoment): FoundChange | undefined {
  const { place, name, axis, zone, added, step } = compared;
  const [before, after] = [compared.before, compared.after].map((claims) => {
    const { answer, supports } = settleCondition(gatherCondition(claims, axis, zone), ms);
    return axisAnswer(answer, [...new Set(supports.map(({ known }) => known.reportId))]);
  }) as [AxisAnswer, AxisAnswer];
  const classification = conditionChange(before, after, added);
  if (classification === undefined) return undefined;
  return {
    kind: classification === 'refined' ? 'refined' : 'condition',
    place: { id: place, name },
    places: [place],
    actors: [...new Set([before, after].flatMap(({ closedTo, closedBy }) => [...closedTo, ...closedBy]))],
    at,
    detail: { axis, classification },
    before,
    after,
    reportIds: reportsMaking(before.reports, after.reports, compared),
    cause: step.cause,
    href: addressOf(`/v1/conditions/${place}/explanation`, momentParameter(at)),
    step: JSON.stringify([axis, classification, before.states, before.state, after.states, after.state]),
  };
}

const axisAnswer = (answer: ConditionAnswer, reports: readonly string[]) => ({
  state: answer.state as string,
  states: answer.states as readonly string[],
  closedTo: answer.closedTo,
  closedBy: answer.closedBy,
  confidence: answer.confidence ?? null,
  lastEvidence: answer.lastEvidence ?? null,
  reports,
});
type AxisAnswer = ReturnType<typeof axisAnswer>;
