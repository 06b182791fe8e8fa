import { controlClaimsIn } from '#read-models';
import { controlClaimsAbout, placesNamed } from '#read-models/queries';
import {
  anchorClaim,
  type AnchoredClaim,
  controlChange,
  type ControlChangeKind,
  type ControlClaim,
  type ControlEvidence,
  type Day,
  endOfDayMs,
  evidenceAge,
  gatherEvidence,
  isDay,
  localDay,
  resolveControl,
  type TimeZone,
  toInstant,
} from '#situation';
import { addressOf, momentParameter } from './addresses.js';
import { changedClaims, type ChangedClaims } from './claims-by-place.js';
import type { FoundChange } from './found-change.js';
import { last_known_ms, most_moments_compared, type Reckoning } from './reckoning.js';

type ChangedControl = ChangedClaims<ControlClaim> & { readonly name: string; readonly zone: TimeZone };

/**
 * Finds what each new event changed about who holds a place, at the moments in the world that its claims speak of. Both answers
 * are of the same moment, so nothing differs by the passing of time.
 */
export async function controlChanges(reckoning: Reckoning): Promise<readonly FoundChange[]> {
  const { scope, steps } = reckoning;
  const { places: touched, changes } = await changedClaims(steps, controlClaimsIn, (places) =>
    controlClaimsAbout(scope, { places, knownAtMs: last_known_ms }),
  );
  const named = await placesNamed(scope, touched);
  const found: FoundChange[] = [];
  for (const one of changes) {
    const { name = one.place, timeZone: zone = 'UTC' as TimeZone } = named.get(one.place) ?? {};
    found.push(...changesOf(reckoning, { ...one, name, zone }));
  }
  return found;
}

/** A moment in the world, as it is asked about, and the earliest moment at which the claim behind it can be so. */
interface ComparedMoment {
  readonly at: string;
  readonly ms: number;
  readonly beginMs: number;
}

function changesOf(reckoning: Reckoning, place: ChangedControl): readonly FoundChange[] {
  const { zone } = place;
  const reading = { zone, sideOf: (actor: string, day: Day) => reckoning.sides.of(actor, day) };
  const [before, after] = [gatherEvidence(place.before, reading), gatherEvidence(place.after, reading)];
  const found = new Map<string, FoundChange>();
  for (const moment of momentsOf(place)) {
    const change = changeAt(reckoning, place, { before, after }, moment);
    // The same step at a later moment is the same change.
    if (change !== undefined && !found.has(change.step)) found.set(change.step, change);
  }
  return [...found.values()];
}

function momentsOf({ changed, zone }: ChangedControl): readonly ComparedMoment[] {
  const moments = changed.map((known) => momentOf(anchorClaim(known, zone), zone));
  return [...new Map(moments.map((moment) => [moment.ms, moment])).values()]
    .sort((a, b) => a.ms - b.ms)
    .slice(-most_moments_compared);
}

/** A claim that gives a day is compared at the end of the day. Fighting is compared on the day it begins. */
function momentOf(anchored: AnchoredClaim, zone: TimeZone): ComparedMoment {
  const { claim, effectiveMs, windowFromMs, windowToMs, reportedAtMs, beginMs } = anchored;
  const isFight = claim.effect === 'contested';
  const given = isFight ? claim.windowFrom : claim.effective;
  const ms = [isFight ? windowFromMs : effectiveMs, windowToMs, reportedAtMs].find(Number.isFinite) ?? reportedAtMs;
  const earliest = Number.isFinite(beginMs) ? beginMs : ms;
  if (given !== undefined && given !== 'open' && !isDay(given)) return { at: toInstant(ms), ms, beginMs: earliest };
  const day = localDay(ms, zone);
  return { at: day, ms: endOfDayMs(day, zone), beginMs: earliest };
}

function changeAt(
  reckoning: Reckoning,
  place: ChangedControl,
  evidence: { readonly before: ControlEvidence; readonly after: ControlEvidence },
  { at, ms, beginMs }: ComparedMoment,
): FoundChange | undefined {
  const day = localDay(ms, place.zone);
  const holdingAt = (of: ControlEvidence, atMs: number) => holding(of, atMs, day, reckoning.agedAfterDays);
  const [earlier, later] = [holdingAt(evidence.before, ms), holdingAt(evidence.after, ms)];
  const kind = controlChange(earlier, later, place.added, (actors) => reckoning.sides.ofAll(actors, day));
  if (kind === undefined) return undefined;
  // Who held a place before a gain is told by the gain itself.
  const before =
    kind === 'changedHands' && earlier.status === 'unknown' ? holdingAt(evidence.after, beginMs - 1) : earlier;
  return {
    kind,
    place: { id: place.place, name: place.name },
    places: [place.place],
    actors: [...new Set([...before.holders, ...later.holders])],
    at,
    detail: {},
    before,
    after: later,
    reportIds: reportsMaking(earlier.reports, later.reports, place),
    cause: place.step.cause,
    href: addressOf('/v1/control', { place: place.place, ...momentParameter(at) }),
    step: stepOf(kind, before, later),
  };
}

function holding(evidence: ControlEvidence, atMs: number, day: Day, agedAfterDays: number) {
  const { answer, supports } = resolveControl(evidence, atMs);
  return {
    status: answer.status as string,
    holders: answer.holders,
    conditions: answer.conditions as readonly string[],
    extent: answer.extent ?? null,
    transition: answer.transition ?? null,
    stale: answer.stale,
    confidence: answer.confidence ?? null,
    lastEvidence: answer.lastEvidence ?? null,
    ...evidenceAge(answer.lastEvidence ?? null, day, agedAfterDays),
    reports: [...new Set(supports.map(({ reportId }) => reportId))],
  };
}

type Holding = ReturnType<typeof holding>;

const stepOf = (kind: ControlChangeKind, before: Holding, after: Holding): string =>
  JSON.stringify([
    kind,
    ...[before, after].map((one) => [one.status, one.holders, one.conditions, one.extent, one.stale]),
  ]);

/** The report of the event where its new claim makes the later answer; else the reports that one answer alone rests on. */
export function reportsMaking(
  before: readonly string[],
  after: readonly string[],
  { step, added }: Pick<ChangedClaims<unknown>, 'step' | 'added'>,
): readonly string[] {
  if (added.length > 0 && after.includes(step.reportId)) return [step.reportId];
  const differing = [...before.filter((id) => !after.includes(id)), ...after.filter((id) => !before.includes(id))];
  return differing.length > 0 ? differing : [step.reportId];
}
