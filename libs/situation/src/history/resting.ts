import type { ReportId } from '../ids.js';
import type { Stretch } from './stretches.js';

/** Evidence of one kind that an answer rests on together: each of it from when it speaks on. */
export interface RestingGroup<One> {
  /** Equal at two known times for groups of the same evidence, as far as both know the same. */
  readonly key: string;
  /** In the order in which they speak. */
  readonly claims: readonly One[];
  /** The moment from which on one of them speaks. */
  readonly speaksFromMs: (one: One) => number;
}

/** Evidence that an answer rests on: single pieces, and groups, which grow when valid time goes on. */
export interface Resting<One> {
  readonly claims: readonly One[];
  readonly groups: readonly RestingGroup<One>[];
}

interface GroupStretches<One> {
  /** The one that was left last: of one key each has all that those before it have. */
  group: RestingGroup<One>;
  readonly stretches: Stretch[];
}

/** Over which valid time, inside a stretch, answers rest on which evidence. */
export class RestingStretches<One> {
  readonly claims: { readonly claim: One; readonly stretch: Stretch }[] = [];
  readonly groups = new Map<string, GroupStretches<One>>();
  private last: Resting<One> | undefined;
  private claimsSince = new Map<One, number>();
  private groupsSince = new Map<RestingGroup<One>, number>();

  constructor(readonly within: Stretch) {}

  /** From now on answers rest on these. */
  restOn(resting: Resting<One> | undefined, atMs: number): void {
    if (resting === this.last) return;
    this.last = resting;
    this.claimsSince = goneOn(this.claimsSince, resting?.claims ?? [], atMs, (claim, stretch) =>
      this.claims.push({ claim, stretch }),
    );
    this.groupsSince = goneOn(this.groupsSince, resting?.groups ?? [], atMs, (group, stretch) => {
      const known = this.groups.get(group.key);
      if (known === undefined) {
        this.groups.set(group.key, { group, stretches: [stretch] });
        return;
      }
      known.stretches.push(stretch);
      known.group = group;
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

/** The stretches of reports as they are added: cut to a stretch, and joined where they touch. */
export class ReportStretches {
  private readonly found = new Map<ReportId, Stretch[]>();

  constructor(
    private readonly within: Stretch,
    private readonly wanted?: ReadonlySet<ReportId>,
  ) {}

  isWanted(reportId: ReportId): boolean {
    return this.wanted === undefined || this.wanted.has(reportId);
  }

  add(reportId: ReportId, fromMs: number, toMs: number): void {
    const stretch = { fromMs: Math.max(fromMs, this.within.fromMs), toMs: Math.min(toMs, this.within.toMs) };
    if (stretch.fromMs >= stretch.toMs) return;
    const stretches = this.found.get(reportId);
    if (stretches === undefined) this.found.set(reportId, [stretch]);
    else stretches.push(stretch);
  }

  /** Adds all evidence that answers rest on, as far as its report is wanted. */
  addResting<One>({ claims, groups }: RestingStretches<One>, reportOf: (one: One) => ReportId): void {
    for (const { claim, stretch } of claims)
      if (this.isWanted(reportOf(claim))) this.add(reportOf(claim), stretch.fromMs, stretch.toMs);
    for (const { group, stretches } of groups.values())
      for (const one of group.claims)
        if (this.isWanted(reportOf(one)))
          for (const { fromMs, toMs } of stretches)
            this.add(reportOf(one), Math.max(fromMs, group.speaksFromMs(one)), toMs);
  }

  /** Those of each report, in order and apart. */
  joined(): ReadonlyMap<ReportId, readonly Stretch[]> {
    return new Map([...this.found].map(([reportId, stretches]) => [reportId, joined(stretches)]));
  }
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

/**
 * The evidence on which answers may rest differently over the stretch of `after` than before a change, where `before` covers
 * that stretch.
 */
export function restedOnAnew<One>(before: RestingStretches<One>, after: RestingStretches<One>): ReadonlySet<One> {
  const found = new Set<One>();
  for (const { claims } of [before, after]) for (const { claim } of claims) found.add(claim);
  for (const key of new Set([...before.groups.keys(), ...after.groups.keys()])) {
    const [was, is] = [before.groups.get(key), after.groups.get(key)];
    const [wasOf, isOf] = [was?.group.claims ?? [], is?.group.claims ?? []];
    const isSame = was !== undefined && is !== undefined && areSame(cut(was.stretches, after.within), is.stretches);
    for (const one of isSame ? notInBoth(wasOf, isOf) : [...wasOf, ...isOf]) found.add(one);
  }
  return found;
}

function notInBoth<One>(some: readonly One[], others: readonly One[]): readonly One[] {
  let start = 0;
  while (start < some.length && some[start] === others[start]) start += 1;
  const left = new Set(some.slice(start));
  const more = others.slice(start).filter((one) => !left.delete(one));
  return [...more, ...left];
}

const cut = (stretches: readonly Stretch[], within: Stretch): readonly Stretch[] =>
  stretches
    .map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, within.fromMs), toMs: Math.min(toMs, within.toMs) }))
    .filter(({ fromMs, toMs }) => fromMs < toMs);

const areSame = (some: readonly Stretch[], others: readonly Stretch[]): boolean =>
  some.length === others.length &&
  some.every(({ fromMs, toMs }, index) => fromMs === others[index]?.fromMs && toMs === others[index].toMs);
