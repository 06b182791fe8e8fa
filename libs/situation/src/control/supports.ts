import type { AnchoredClaim } from './control-evidence.js';
import type { Fight } from './contest.js';
import type { ReportId } from '../ids.js';
import { ReportStretches, restedOnAnew, type RestingStretches } from '../history/resting.js';
import type { Stretch } from '../history/stretches.js';

/** What answers over a stretch of valid time rest on. */
export interface RestedSweep {
  readonly within: Stretch;
  readonly resting: RestingStretches<AnchoredClaim>;
  /** The fights that go on there. */
  readonly fights: readonly Fight[];
}

/** The stretches over which answers rest on each of these reports, or on any, in order and apart. */
export function supportsIn(
  { within, resting, fights }: RestedSweep,
  wanted?: ReadonlySet<ReportId>,
): ReadonlyMap<ReportId, readonly Stretch[]> {
  const found = new ReportStretches(within, wanted);
  found.addResting(resting, reportOf);
  for (const { claim, endMs } of fights)
    if (found.isWanted(claim.reportId)) found.add(claim.reportId, claim.windowFromMs, endMs + 1);
  return found.joined();
}

const reportOf = ({ reportId }: AnchoredClaim): ReportId => reportId;

/** The reports on which answers may rest differently after a sweep than before it, when a sweep covered its stretch. */
export const reportsRestedOnAnew = (before: RestedSweep, after: RestedSweep): ReadonlySet<ReportId> =>
  new Set([
    ...[...restedOnAnew(before.resting, after.resting)].map(reportOf),
    ...differing(before.fights.filter(isWithin(after.within)), after.fights).map(({ claim }) => claim.reportId),
  ]);

/** True of fights that are among those of the stretch. */
const isWithin =
  ({ fromMs, toMs }: Stretch) =>
  ({ claim, endMs }: Fight): boolean =>
    endMs >= fromMs && claim.windowFromMs <= toMs;

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
