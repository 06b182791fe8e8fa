import type { PlaceId, ReportId } from '../ids.js';
import type { Day, Instant } from '../time/time.js';
import type { Measure, Unit } from './measures.js';

/**
 * How a figure counts time. Incremental figures may be added to one another; a cumulative one is a running total of
 * its period; a snapshot is so at its period's end; a forecast has not happened and never counts.
 */
export const figureBases = ['incremental', 'cumulative', 'snapshot', 'forecast'] as const;
export type FigureBasis = (typeof figureBases)[number];

/** From and to, both days included; without `from` the start is unknown. Days are local to the figure's place. */
export interface Period {
  readonly from?: Day;
  readonly to?: Day;
}

/**
 * What one report counts. `low`, `best` and `high` are as reported: absent means not given, never zero. With
 * `lowExclusive` the low is not reached ("more than 20"). `subsetOf` names the report whose figure contains this one.
 */
export interface Figure {
  readonly measure: Measure;
  /** Whom it counts: an actor's slug or one of `figureGroups`. */
  readonly group: string;
  /** The group as printed, where it says more than the slug. */
  readonly groupWording?: string;
  readonly low?: number;
  readonly best?: number;
  readonly high?: number;
  readonly lowExclusive: boolean;
  readonly unit: Unit;
  readonly basis: FigureBasis;
  readonly period: Period;
  /**
   * The ends of the period that were told by the hour. Events alone have them, beside days as written: the days of the
   * place are made when projecting, so that they move with its time zone.
   */
  readonly instants?: { readonly from?: Instant; readonly to?: Instant };
  readonly place?: PlaceId;
  readonly subsetOf?: ReportId;
  /** The qualifier as printed: "dozens", "about 25", "more than 20". */
  readonly wording?: string;
  readonly note?: string;
}
