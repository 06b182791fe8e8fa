import { type ConditionAxis, conditionAxes } from './condition-claim.js';
import { type ConditionEvidence, gatherCondition, type KnownCondition } from './condition-evidence.js';
import { changesOf, OpenRectangles, type Rectangle } from './open-rectangles.js';
import { type ResolvedCondition, resolveCondition } from './resolve-condition.js';
import { type Placed, Runs } from './stretches.js';
import { beginning_of_time_ms, end_of_time_ms, type TimeZone } from './time.js';

/** One axis over a rectangle of valid and known time. */
export interface ConditionSpan extends Rectangle<ResolvedCondition> {
  readonly axis: ConditionAxis;
}

/** The condition over valid time at one known time: in order, without overlap, what is unknown left out. */
export function conditionTimeline(evidence: ConditionEvidence): readonly Placed<ResolvedCondition>[] {
  const turns = evidence.points.flatMap(({ atMs, windowFromMs }) => [atMs, windowFromMs]);
  const starts = [...new Set(turns)].sort((a, b) => a - b);
  const runs = new Runs<ResolvedCondition>(identityOf);
  for (const [index, fromMs] of starts.entries()) {
    const value = resolveCondition(evidence, fromMs);
    if (value.answer.state !== 'unknown') runs.add({ fromMs, toMs: starts[index + 1] ?? end_of_time_ms, value });
  }
  return runs.all;
}

/**
 * The whole history of one place over both clocks, from the set of claims alone; the spans of one axis do not overlap.
 * It is resolved whole at every known time: few reports tell of the condition of any one thing.
 */
export function conditionHistory(claims: readonly KnownCondition[], zone: TimeZone): readonly ConditionSpan[] {
  return conditionAxes.flatMap((axis) => {
    const spans = new OpenRectangles<ResolvedCondition>([], identityOf);
    const standing = new Map<string, KnownCondition>();
    for (const { knownMs, added, removed } of changesOf(claims)) {
      for (const gone of removed) standing.delete(keyOf(gone));
      for (const come of added) standing.set(keyOf(come), come);
      const evidence = gatherCondition([...standing.values()], axis, zone);
      spans.replace(knownMs, beginning_of_time_ms, conditionTimeline(evidence));
    }
    return spans.all().map((span) => ({ ...span, axis }));
  });
}

const keyOf = ({ eventId, ordinal }: KnownCondition): string => `${eventId} ${ordinal}`;

/** Two with equal identities say the same and rest on the same reports. */
const identityOf = (value: ResolvedCondition): string => JSON.stringify(value);
