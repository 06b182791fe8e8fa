import { groupBy } from '../group-by.js';
import { areOfOneNumber, decisiveFigures } from './decisive-figures.js';
import type { KnownFigure } from './known-figure.js';
import type { ReportId } from '../ids.js';
import { end_of_time_ms } from '../time/time.js';

/**
 * Whether an item reads the same with and without the figures of some reports, from a known time on, whatever else is reported
 * later: where accounts that stand for good say as much as each of those.
 */
export class CoveredFigures {
  private readonly changed: readonly KnownFigure[];
  private readonly reports: ReadonlySet<ReportId>;
  /** False where accounts are compared part by part, or a later one takes the place of an earlier. */
  private readonly isPlain: boolean;

  constructor(
    private readonly figures: readonly KnownFigure[],
    changed: readonly KnownFigure[],
  ) {
    this.reports = new Set(changed.map(({ reportId }) => reportId));
    // Of a report all is looked at: when it first told of something is said of each version.
    this.changed = [...changed, ...figures.filter(({ reportId }) => this.reports.has(reportId))];
    this.isPlain =
      areOfOneNumber([...figures, ...changed]) &&
      [...groupBy(figures, ({ reportId }) => reportId).values()].every(areInTurn);
  }

  /** True if from `knownMs` on the changed figures make no difference. */
  isQuietFrom(knownMs: number): boolean {
    if (this.changed.length === 0) return true;
    if (!this.isPlain) return false;
    const standing = this.figures.filter(
      ({ reportId, knownFromMs, knownToMs }) =>
        knownFromMs <= knownMs && knownToMs === end_of_time_ms && !this.reports.has(reportId),
    );
    return this.changed.every((one) => one.knownToMs <= knownMs || isCovered(one, standing));
  }
}

/** True if the item reads the same without this figure, given those that stand for good. */
const isCovered = (one: KnownFigure, standing: readonly KnownFigure[]): boolean =>
  !decisiveFigures([...standing, one]).includes(one);

/** True if no two figures of a report stand at one time. */
function areInTurn(figures: readonly KnownFigure[]): boolean {
  const inOrder = [...figures].sort((a, b) => a.knownFromMs - b.knownFromMs);
  return inOrder.every(({ knownToMs }, index) => knownToMs <= (inOrder[index + 1]?.knownFromMs ?? end_of_time_ms));
}
