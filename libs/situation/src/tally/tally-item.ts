import type { FigureBasis, Period } from './figure.js';
import type { Grade } from '../report/grade.js';
import type { ActorId, PlaceId, ReportId } from '../ids.js';
import type { Involvement } from '../report/report.js';
import type { Measure, Unit } from './measures.js';
import type { Range } from './range.js';

/** What makes a reader look twice. Flags never change a number. */
export const tallyFlags = [
  'disjoint_accounts',
  'low_above_best',
  'low_above_high',
  'best_above_high',
  'not_published',
  'spread',
  'undated_left_out',
  'part_left_out',
  'part_above_whole',
  'overlapping_totals',
  'revised_down',
  'total_reaches_outside',
  'partly_outside',
  'placed_elsewhere',
  'several_places',
  'from_before_window',
  'stock_beside_flows',
  'derived',
  'order_assumed',
  'summed',
  'sum_incomplete',
  'parts_summed',
  'left_out_by_policy',
] as const;
export type TallyFlag = (typeof tallyFlags)[number];

/** What the reports of one incident come to, for one measure and group: counted once. */
export interface TallyItem extends Range {
  /** The incident, or the single report. */
  readonly incident: string;
  readonly measure: Measure;
  readonly group: string;
  readonly unit: Unit;
  readonly basis: FigureBasis;
  readonly places: readonly PlaceId[];
  readonly period: Period;
  readonly overnight: boolean;
  readonly lowExclusive: boolean;
  readonly flags: readonly TallyFlag[];
  readonly reports: readonly ReportId[];
  /** Who takes part, by any report of the incident that gives a figure; each once, in order of role and actor. */
  readonly actors: readonly Involvement[];
  /** The leading report's grade, and when that report first gave the figure. */
  readonly grade: Pick<Grade, 'reliability' | 'credibility'>;
  readonly toldMs: number;
  /** Reports of other incidents whose figure contains this one. */
  readonly partOf: readonly ReportId[];
  /** Who said it first, of a running total; totals of one origin make a series. */
  readonly origin?: string;
  /** The totals of several origins that are accounts of this one; it is no row of its own. */
  readonly accounts?: readonly TallyItem[];
  /** The group that it counts itself, where it is counted again under a group that this one is part of. */
  readonly countedAs?: string;
  /** Where groups are rolled up: the one that it counts, then those of them that this one is part of. */
  readonly groups?: readonly string[];
  /**
   * Where totals name who did it: who did this, each with those of the doers named by totals that it is part of, `unit/army`. None
   * of a total of what anybody did, and of an incident of which nobody knows whose it is.
   */
  readonly doers?: readonly string[];
  /** The parts of the actor asked about that take part, where that actor itself does not. */
  readonly through?: readonly ActorId[];
  /** What its accounts tell apart by place and days; absent where none of them does. */
  readonly parts?: ItemParts;
  /** True of an item that is a part of one; it is no row of its own. */
  readonly isPart?: true;
  /** True of what the policy of a question sets aside: it is told of and never counted. No row of a read model is. */
  readonly leftOut?: true;
}

/** A part of an item: its own place, days and numbers. */
export type ItemPart = Omit<
  TallyItem,
  | 'incident'
  | 'measure'
  | 'group'
  | 'unit'
  | 'basis'
  | 'actors'
  | 'origin'
  | 'accounts'
  | 'parts'
  | 'isPart'
  | 'leftOut'
>;

/** The parts of an item. */
export interface ItemParts {
  readonly parts: readonly ItemPart[];
  /** True when every account speaks of these parts alone: they add up to the item. Else the item has its own numbers. */
  readonly addUp: boolean;
}
