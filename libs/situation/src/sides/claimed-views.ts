import type { ResolvedControl } from '../control/control-answer.js';
import { gatherEvidence, type KnownClaim } from '../control/control-evidence.js';
import type { ConditionAxis } from '../condition/condition-claim.js';
import { gatherCondition, type KnownCondition } from '../condition/condition-evidence.js';
import { groupBy } from '../group-by.js';
import type { ActorId } from '../ids.js';
import { type SettledCondition, settleCondition } from '../condition/resolve-condition.js';
import { resolveControl } from '../control/resolve-control.js';
import { localDay, type TimeZone } from '../time/time.js';
import { type Telling, type Voice, type Voices } from '../report/voices.js';

/** What one voice alone comes to. */
export interface ClaimedBy<Resolved> {
  readonly voice: Voice;
  readonly resolved: Resolved;
}

/** What each voice says, side by side, and whether they agree: null where fewer than two say anything of it. */
export interface ClaimedView<Resolved> {
  readonly claimed: readonly ClaimedBy<Resolved>[];
  readonly agree: boolean | null;
}

/** When, and by whose registry, claims are heard. */
export interface Hearing {
  readonly zone: TimeZone;
  readonly atMs: number;
  readonly voices: Voices;
}

/**
 * Who holds a place by each voice, resolved by the same rules from that voice's claims alone. They agree when all that
 * name a holder name holders of the same sides on the day asked about: one that only tells of fighting contradicts nobody, and neither does one
 * that names a unit where another names the army.
 */
export function claimedControl(
  claims: readonly (KnownClaim & Telling)[],
  { zone, atMs, voices }: Hearing,
): ClaimedView<ResolvedControl> {
  const claimed = byVoice(claims, voices).map(({ voice, heard }) => {
    const evidence = gatherEvidence(heard, { zone, sideOf: (actor, day) => voices.sides.of(actor, day) });
    return { voice, resolved: resolveControl(evidence, atMs) };
  });
  const day = localDay(atMs, zone);
  const holders = claimed.map(({ resolved }) => voices.sides.ofAll(resolved.answer.holders, day));
  return { claimed, agree: areAllEqual(holders) };
}

/** One axis of a thing's condition by each voice; they agree when all that know of a state know of the same states. */
export function claimedCondition(
  claims: readonly (KnownCondition & Telling)[],
  axis: ConditionAxis,
  { zone, atMs, voices }: Hearing,
): ClaimedView<SettledCondition> {
  const claimed = byVoice(claims, voices)
    .map(({ voice, heard }) => ({ voice, evidence: gatherCondition(heard, axis, zone) }))
    .filter(({ evidence }) => evidence.points.length > 0)
    .map(({ voice, evidence }) => ({ voice, resolved: settleCondition(evidence, atMs) }));
  return { claimed, agree: areAllEqual(claimed.map(({ resolved }) => [...resolved.answer.states].sort())) };
}

/** The claims of each voice, sides before outlets, each in order of name. What two voices say is with both. */
function byVoice<Claim extends Telling>(
  claims: readonly Claim[],
  voices: Voices,
): readonly { readonly voice: Voice; readonly heard: readonly Claim[] }[] {
  const heard = claims.flatMap((claim) => voices.of(claim).map((voice) => ({ voice, claim })));
  const order = ({ kind, name }: Voice): string => `${kind === 'side' ? 0 : 1} ${name}`;
  return [...groupBy(heard, ({ voice }) => order(voice))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, all]) =>
      all[0] === undefined ? [] : [{ voice: all[0].voice, heard: all.map(({ claim }) => claim) }],
    );
}

/** Whether all that name anything name the same; null for fewer than two. */
function areAllEqual(all: readonly (readonly ActorId[])[]): boolean | null {
  const naming = all.filter(({ length }) => length > 0).map((names) => names.join());
  return naming.length < 2 ? null : new Set(naming).size === 1;
}
