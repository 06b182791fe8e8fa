import { type AmendmentMoment, inOrder } from './amendment-order.js';
import type { Grade } from './grade.js';
import type { EventId, ReportId } from '../ids.js';
import type { Report } from './report.js';
import { end_of_time_ms } from '../time/time.js';

/** What a `ReportFact` is, without what it says. */
export interface ReportMoment extends AmendmentMoment {
  readonly kind: 'reported' | 'report_corrected' | 'report_retracted' | 'report_reinstated' | 'report_graded';
}

/** One thing said about a report: the report itself, a correction, a grade, a retraction, a reinstatement. */
export interface ReportFact extends ReportMoment {
  readonly reportId: ReportId;
  /** The whole report, where one is said: in the report itself and in a correction. */
  readonly report?: Report;
  /** The new assessment, of a `report_graded` alone. */
  readonly grade?: Grade;
}

/** The version that a reinstatement brings back. */
export interface RestoredVersion {
  readonly eventId: EventId;
  /** When that version was first made known, milliseconds since 1970 UTC. */
  readonly knownFromMs: number;
}

/** How a report read, and over which known times, half open. An empty stretch was superseded in the same moment. */
export interface ReportVersion {
  readonly eventId: EventId;
  /** The event that said the words: `eventId`, or an event before it when `eventId` only graded or reinstated them. */
  readonly wordsEventId: EventId;
  readonly reportId: ReportId;
  /** 1 is the report as first given. */
  readonly version: number;
  readonly knownFromMs: number;
  readonly knownToMs: number;
  readonly report: Report;
  /** Of a reinstatement alone: what is as if it had never been gone, and so weighs as of when it was first known. */
  readonly restores?: RestoredVersion;
}

/** What stands of a report from one event about it to the next; an empty stretch is one of the same moment. */
export interface ReportTurn<Fact extends ReportMoment = ReportFact> {
  readonly fact: Fact;
  readonly fromMs: number;
  readonly toMs: number;
  /** Who said the words that stand: the report or a correction. */
  readonly words: Fact;
  /** Who gave the grade that stands: the report, a correction or a grade. */
  readonly assessment: Fact;
  /** The retraction in force; absent while the report counts. */
  readonly retraction?: Fact;
}

/**
 * The turns of one report in order, the report first; none without the report. What is dated before it counts from it.
 * `others` are events about the report that count for nothing here, through which the chain of what follows what leads.
 */
export function reportTurns<Fact extends ReportMoment>(
  facts: readonly Fact[],
  others: readonly AmendmentMoment[] = [],
): readonly ReportTurn<Fact>[] {
  const original = facts.find(({ kind }) => kind === 'reported');
  if (original === undefined) return [];
  const amendments = facts.filter(({ kind }) => kind !== 'reported');
  const told = [original, ...inOrder(amendments, [...facts, ...others])];
  const since = (fact: Fact): number => Math.max(fact.reportedAtMs, original.reportedAtMs);
  let standing: Standing<Fact> = { words: original, assessment: original };
  return told.map((fact, index) => {
    standing = changedBy(fact, standing);
    const next = told[index + 1];
    return { fact, fromMs: since(fact), toMs: next === undefined ? end_of_time_ms : since(next), ...standing };
  });
}

type Standing<Fact extends ReportMoment> = Pick<ReportTurn<Fact>, 'words' | 'assessment' | 'retraction'>;

function changedBy<Fact extends ReportMoment>(fact: Fact, standing: Standing<Fact>): Standing<Fact> {
  switch (fact.kind) {
    case 'reported':
    case 'report_corrected':
      return { ...standing, words: fact, assessment: fact };
    case 'report_graded':
      return { ...standing, assessment: fact };
    case 'report_retracted':
      return { ...standing, retraction: standing.retraction ?? fact };
    case 'report_reinstated':
      return { words: standing.words, assessment: standing.assessment };
  }
}

/**
 * The versions of one report, from the set of facts about it; `others` as for `reportTurns`. An amendment whose report is not there yet waits: there are no versions without
 * the report. From a retraction on the report counts for nothing, until a reinstatement: that makes a version with the
 * words and the grade that would stand if it had never been gone, those said meanwhile included.
 *
 * A grade makes a version with the same words and another assessment. Of assessments the one said last stands: a
 * correction carries the whole report, its grade included, so a correction after a grade brings its own, and a grade
 * after a correction holds. Like any version, a graded one counts as known from its own moment where the later known of
 * two decides; a reinstated one counts as the version that it restores.
 */
export function reportVersions(
  facts: readonly ReportFact[],
  others: readonly AmendmentMoment[] = [],
): readonly ReportVersion[] {
  const turns = reportTurns(facts, others);
  const makers = turns.flatMap((turn, index) => (makesVersion(turn, turns[index - 1]) ? [index] : []));
  return makers.flatMap((at, index) => {
    const turn = turns[at] as ReportTurn;
    const report = reportOf(turn);
    if (report === undefined) return [];
    const ended = turns.slice(at, makers[index + 1]).find(({ retraction }) => retraction !== undefined);
    const next = turns[makers[index + 1] ?? turns.length];
    const { eventId, reportId } = turn.fact;
    return {
      eventId,
      wordsEventId: turn.words.eventId,
      reportId,
      version: index + 1,
      report,
      knownFromMs: turn.fromMs,
      knownToMs: ended?.fromMs ?? next?.fromMs ?? end_of_time_ms,
      ...(turn.fact.kind === 'report_reinstated' ? { restores: restoredBy(turn, turns) } : {}),
    };
  });
}

const makesVersion = ({ fact: { kind } }: ReportTurn, before: ReportTurn | undefined): boolean =>
  kind !== 'report_retracted' && (kind !== 'report_reinstated' || before?.retraction !== undefined);

function reportOf({ words: { report }, assessment: { grade } }: ReportTurn): Report | undefined {
  return report === undefined || grade === undefined ? report : { ...report, grade };
}

function restoredBy({ assessment }: ReportTurn, turns: readonly ReportTurn[]): RestoredVersion {
  const first = turns.find(({ fact }) => fact === assessment) as ReportTurn;
  return { eventId: assessment.eventId, knownFromMs: first.fromMs };
}

/** Since when a report has been retracted, and by which retraction; undefined while it counts. */
export function withdrawalOf<Fact extends ReportMoment>(
  facts: readonly Fact[],
  others: readonly AmendmentMoment[] = [],
): { readonly retraction: Fact; readonly sinceMs: number } | undefined {
  const turns = reportTurns(facts, others);
  const retraction = turns.at(-1)?.retraction;
  if (retraction === undefined) return undefined;
  return { retraction, sinceMs: turns.find(({ fact }) => fact === retraction)?.fromMs ?? retraction.reportedAtMs };
}
