import type { Figure } from './figure.js';
import type { Grade } from './grade.js';
import type { EventId, ReportId } from './ids.js';
import type { RestoredVersion } from './report-versions.js';
import type { Involvement } from './report.js';

/** A figure of one version of a report, and over which known times that version stood. */
export interface KnownFigure {
  readonly figure: Figure;
  readonly reportId: ReportId;
  readonly eventId: EventId;
  readonly grade: Grade;
  /** Who takes part in what the report tells. */
  readonly actors: readonly Involvement[];
  /** The first voice of the chain of attribution, as printed; the outlet where it names nobody. */
  readonly origin?: string;
  readonly knownFromMs: number;
  readonly knownToMs: number;
  /** When the version was made known, where a link has it belong to this incident only from later on. */
  readonly versionFromMs?: number;
  /** When the report first gave it in this incident, where not everything is given that the report ever said. */
  readonly firstToldMs?: number;
  /** Of a reinstated report: the version it is again, which it stands as. */
  readonly restores?: RestoredVersion;
  /** It happened within less than 24 hours across a midnight: its count belongs whole to its last day. */
  readonly overnight: boolean;
}
