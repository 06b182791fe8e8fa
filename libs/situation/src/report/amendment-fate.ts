import type { AmendmentMoment } from './amendment-order.js';
import type { EventId } from '../ids.js';
import { type ReportMoment, reportTurns } from './report-versions.js';

/** What becomes of an amendment, as `reportVersions` decides it. */
export type AmendmentFate =
  | { readonly state: 'applies' }
  /** Its report is not there yet. */
  | { readonly state: 'waits' }
  /** It changes nothing: another event of the same moment stands, or the report is retracted; or nothing is to undo. */
  | { readonly state: 'without_effect'; readonly supersededBy?: EventId };

/** The fate of an amendment, given everything said about its report, itself included; `others` as for `reportTurns`. */
export function fateOfAmendment(
  eventId: EventId,
  facts: readonly ReportMoment[],
  others: readonly AmendmentMoment[] = [],
): AmendmentFate {
  const turns = reportTurns(facts, others);
  if (turns.length === 0) return { state: 'waits' };
  const at = turns.findIndex(({ fact }) => fact.eventId === eventId);
  const turn = turns[at];
  // What the log has and the rows do not know (yet): nothing else was said that could stand in its place.
  if (turn === undefined) return { state: 'applies' };
  const isOfItsMoment = ({ fromMs }: { readonly fromMs: number }): boolean => fromMs === turn.fromMs;
  const settled = turns.findLast(isOfItsMoment) ?? turn;
  const without = (supersededBy?: ReportMoment): AmendmentFate => ({
    state: 'without_effect',
    ...(supersededBy === undefined ? {} : { supersededBy: supersededBy.eventId }),
  });
  switch (turn.fact.kind) {
    case 'reported':
    case 'report_corrected':
    case 'report_graded': {
      const held = turn.fact.kind === 'report_graded' ? 'assessment' : 'words';
      if (settled[held] !== turn.fact) return without(settled[held]);
      const counts = turns.some(
        (later) => later[held] === turn.fact && later.retraction === undefined && isLong(later),
      );
      return counts ? { state: 'applies' } : without(settled.retraction);
    }
    case 'report_retracted':
      if (settled.retraction === turn.fact) return { state: 'applies' };
      return without(settled.retraction ?? turns.slice(at).find(({ retraction }) => retraction === undefined)?.fact);
    case 'report_reinstated':
      if (turns[at - 1]?.retraction === undefined) return without();
      return settled.retraction === undefined ? { state: 'applies' } : without(settled.retraction);
  }
}

const isLong = ({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): boolean => fromMs < toMs;
