import type { Violation } from '../http/rejected.js';
import { duplicates, inFutureViolations } from '../intake/body.rules.js';
import type { DecisionDto } from './decision.dto.js';

/** How many reports each decision needs: one alone is linked to nothing. */
const fewest_reports = { reports_linked: 2, reports_unlinked: 1 } as const;
export type DecisionKind = keyof typeof fewest_reports;

/** What cannot be meant in a decision about reports and an incident. */
export function decisionViolations(
  kind: DecisionKind,
  { id, reportIds, reportedAt }: Pick<DecisionDto, 'id' | 'reportIds' | 'reportedAt'>,
  nowMs: number,
): readonly Violation[] {
  const fewest = fewest_reports[kind];
  const named = reportIds.map((reportId) => reportId.toLowerCase());
  const own = id !== undefined && named.includes(id.toLowerCase());
  const few = `Name at least ${fewest === 1 ? 'one report' : 'two reports'}.`;
  const itself = 'Send an id of the decision’s own, or none; this one is a report’s.';
  return [
    ...(named.length < fewest ? [{ pointer: '/reportIds', code: 'too_few', detail: few }] : []),
    ...duplicates(named, '/reportIds'),
    ...(own ? [{ pointer: '/id', code: 'itself', detail: itself }] : []),
    ...inFutureViolations('/reportedAt', reportedAt, nowMs),
  ];
}
