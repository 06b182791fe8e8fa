import type { Resting } from './control-answer.js';
import type { AnchoredClaim } from './control-evidence.js';
import type { Fight } from './contest.js';
import type { ReportId } from '../ids.js';
import type { SightingGroup } from './sightings.js';
import type { Stretch } from '../history/stretches.js';

/** What answers over a stretch of valid time rest on. */
export interface RestedSweep {
  readonly within: Stretch;
  readonly resting: RestingStretches;
  /** All fights of the place. */
  readonly fights: readonly Fight[];
}

/** A group of observations, and the stretches over which what is settled rests on those that speak by then. */
interface GroupStretches {
  readonly group: SightingGroup;
  readonly stretches: Stretch[];
}

/** Over which valid time what is settled rests on which claims. */
export class RestingStretches {
  readonly claims: { readonly claim: AnchoredClaim; readonly stretch: Stretch }[] = [];
  readonly groups = new Map<string, GroupStretches>();
  private last: Resting | undefined;
  private claimsSince = new Map<AnchoredClaim, number>();
  private groupsSince = new Map<SightingGroup, number>();

  /** From now on what is settled rests on these. */
  restOn(resting: Resting | undefined, atMs: number): void {
    if (resting === this.last) return;
    this.last = resting;
    this.claimsSince = goneOn(this.claimsSince, resting?.claims ?? [], atMs, (claim, stretch) =>
      this.claims.push({ claim, stretch }),
    );
    this.groupsSince = goneOn(this.groupsSince, resting?.groups ?? [], atMs, (group, stretch) => {
      const known = this.groups.get(group.key);
      if (known === undefined) this.groups.set(group.key, { group, stretches: [stretch] });
      else known.stretches.push(stretch);
    });
  }
}

/** Since when each of `now` has been there; tells of what is there no longer. */
function goneOn<One>(
  since: ReadonlyMap<One, number>,
  now: readonly One[],
  atMs: number,
  leave: (one: One, stretch: Stretch) => void,
): Map<One, number> {
  const going = new Map(now.map((one) => [one, since.get(one) ?? atMs]));
  for (const [one, fromMs] of since) if (!going.has(one) && fromMs < atMs) leave(one, { fromMs, toMs: atMs });
  return going;
}

/** The stretches over which answers rest on each of these reports, or on any, in order and apart. */
export function supportsIn(
  { within, resting, fights }: RestedSweep,
  wanted?: ReadonlySet<ReportId>,
): ReadonlyMap<ReportId, readonly Stretch[]> {
  const found = new Map<ReportId, Stretch[]>();
  const add = ({ reportId }: AnchoredClaim, fromMs: number, toMs: number): void => {
    const stretch = { fromMs: Math.max(fromMs, within.fromMs), toMs: Math.min(toMs, within.toMs) };
    if (stretch.fromMs >= stretch.toMs) return;
    const stretches = found.get(reportId);
    if (stretches === undefined) found.set(reportId, [stretch]);
    else stretches.push(stretch);
  };
  const isWanted = ({ reportId }: AnchoredClaim): boolean => wanted === undefined || wanted.has(reportId);
  for (const { claim, stretch } of resting.claims) if (isWanted(claim)) add(claim, stretch.fromMs, stretch.toMs);
  for (const { group, stretches } of resting.groups.values())
    for (const seen of group.claims)
      if (isWanted(seen))
        for (const { fromMs, toMs } of stretches) add(seen, Math.max(fromMs, group.speaksFromMs(seen)), toMs);
  for (const { claim, endMs } of fights) if (isWanted(claim)) add(claim, claim.windowFromMs, endMs + 1);
  return new Map([...found].map(([reportId, stretches]) => [reportId, joined(stretches)]));
}

/** Stretches that touch or overlap as one, in order. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  if (stretches.length === 1) return stretches;
  const runs: Stretch[] = [];
  for (const stretch of [...stretches].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = runs.at(-1);
    if (last === undefined || last.toMs < stretch.fromMs) runs.push(stretch);
    else runs[runs.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, stretch.toMs) };
  }
  return runs;
}

/** The reports on which answers may rest differently after a sweep than before it, when a sweep covered its stretch. */
export function reportsRestedOnAnew(before: RestedSweep, after: RestedSweep): Set<ReportId> {
  const reports = new Set<ReportId>();
  const add = ({ reportId }: AnchoredClaim): unknown => reports.add(reportId);
  for (const { resting } of [before, after]) for (const { claim } of resting.claims) add(claim);
  for (const key of new Set([...before.resting.groups.keys(), ...after.resting.groups.keys()])) {
    const [was, is] = [before.resting.groups.get(key), after.resting.groups.get(key)];
    const isSame = was !== undefined && is !== undefined && areSame(cut(was.stretches, after.within), is.stretches);
    const [wasOf, isOf] = [was?.group.claims ?? [], is?.group.claims ?? []];
    if (isSame) notInBoth(wasOf, isOf).forEach(add);
    else [...wasOf, ...isOf].forEach(add);
  }
  for (const { claim } of differing(before.fights, after.fights)) add(claim);
  return reports;
}

function notInBoth<One>(some: readonly One[], others: readonly One[]): readonly One[] {
  let start = 0;
  while (start < some.length && some[start] === others[start]) start += 1;
  const left = new Set(some.slice(start));
  const more = others.slice(start).filter((one) => !left.delete(one));
  return [...more, ...left];
}

/** The fights that are in one list alone, or end elsewhere in it. */
function differing(before: readonly Fight[], after: readonly Fight[]): readonly Fight[] {
  const isSame = (one: Fight | undefined, other: Fight | undefined): boolean =>
    one?.claim === other?.claim && one?.endMs === other?.endMs;
  let start = 0;
  while (start < after.length && isSame(before[start], after[start])) start += 1;
  const ends = new Map(before.slice(start).map((fight) => [fight.claim, fight]));
  const others = after.slice(start).filter((fight) => {
    const same = isSame(ends.get(fight.claim), fight);
    ends.delete(fight.claim);
    return !same;
  });
  return [...others, ...ends.values()];
}

const cut = (stretches: readonly Stretch[], within: Stretch): readonly Stretch[] =>
  stretches
    .map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, within.fromMs), toMs: Math.min(toMs, within.toMs) }))
    .filter(({ fromMs, toMs }) => fromMs < toMs);

const areSame = (some: readonly Stretch[], others: readonly Stretch[]): boolean =>
  some.length === others.length &&
  some.every(({ fromMs, toMs }, index) => fromMs === others[index]?.fromMs && toMs === others[index].toMs);
