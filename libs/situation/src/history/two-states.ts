import type { ReportId } from '../ids.js';

/** What is known about one place in two states of the log: in one, and in a later one that has more events. */
export interface TwoStates<Claim> {
  readonly before: readonly Claim[];
  readonly after: readonly Claim[];
  /** Those of `after` that the events between the two states made. */
  readonly added: readonly Claim[];
}

/** A moment in the world at which two states are compared: as a reader names it, a local day or an instant, and its last ms. */
export interface ComparedMoment {
  readonly at: string;
  readonly ms: number;
}

/** How the answers of two states about one key differ. A place, or an axis of a thing, has one. */
export interface Differences<Difference> {
  /** The difference at one moment, in milliseconds since 1970 UTC; undefined where both states answer alike. */
  at(ms: number): Difference | undefined;
  /** The last moment, at or before `untilMs`, at which the two differ; `untilMs` where they do not. */
  lastMs(untilMs: number): number;
}

/**
 * Returns the reports that made a change: of those with a claim in between the ones that the later answer rests on. Where there
 * is none, the reports that one of the answers rests on and the other does not; failing these, those of both.
 */
export function reportsOfChange(
  before: readonly ReportId[],
  after: readonly ReportId[],
  between: readonly { readonly reportId: ReportId }[],
): readonly ReportId[] {
  const [earlier, later, added] = [before, after, between.map(({ reportId }) => reportId)].map((ids) => new Set(ids));
  const all = [...new Set([...before, ...after])];
  const making = all.filter((id) => later?.has(id) === true && added?.has(id) === true);
  if (making.length > 0) return making;
  const differing = all.filter((id) => earlier?.has(id) !== later?.has(id));
  return differing.length > 0 ? differing : all;
}

/** The moments in order, each once; of more than `most` the latest. */
export const distinctMoments = (moments: readonly ComparedMoment[], most: number): readonly ComparedMoment[] =>
  [...new Map(moments.map((moment) => [moment.ms, moment])).values()].sort((a, b) => a.ms - b.ms).slice(-most);
