import { groupBy } from '../group-by.js';
import type { KnownFigure } from './known-figure.js';
import { above, floorOf, isSingle, type Range } from './range.js';
import { byStanding, partKey } from './tally-accounts.js';
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
    const all = [...figures, ...changed];
    const versions = groupBy(all, ({ eventId, knownFromMs }) => `${eventId} ${knownFromMs}`);
    this.isPlain =
      all.every(({ figure }) => figure.subsetOf === undefined && figure.basis !== 'cumulative') &&
      [...versions.values()].every((parts) => new Set(parts.map(nameOf)).size === 1) &&
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
function isCovered(one: KnownFigure, standing: readonly KnownFigure[]): boolean {
  const { figure, actors } = one;
  const named = new Set(standing.flatMap((other) => other.actors.map(asText)));
  const better = standing.filter((other) => byStanding(other, one) < 0);
  return (
    better.length > 0 &&
    (figure.best === undefined || better.some((other) => other.figure.best !== undefined)) &&
    actors.every((actor) => named.has(asText(actor))) &&
    placesOf(one).every((place) => standing.some((other) => placesOf(other).includes(place))) &&
    isInOrder(figure) &&
    areNumbersCovered(
      figure,
      standing.map((other) => other.figure),
    )
  );
}

/**
 * True if neither the bounds, nor whether accounts are disjoint, nor whether the low is exclusive hangs on this account: each of
 * its numbers is between those of others, and those are in order, so that what contradicts it contradicts one of them.
 */
function areNumbersCovered(one: Reported, others: readonly Reported[]): boolean {
  const { low, best, high } = one;
  const floor = floorOf(one);
  const ordered = others.filter(isInOrder);
  const hasLow = (is: (other: number) => boolean) => ordered.some((other) => other.low !== undefined && is(other.low));
  const hasHigh = (is: (other: number) => boolean) =>
    ordered.some((other) => other.high !== undefined && is(other.high));
  const isReached = (other: Reported): boolean => floorOf(other) === floor && !isExclusive(other);
  return (
    others.some((other) => other.low !== undefined || other.best !== undefined || other.high !== undefined) &&
    (low === undefined || (hasLow((other) => other <= low) && hasLow((other) => other >= low))) &&
    (high === undefined || (hasHigh((other) => other >= high) && hasHigh((other) => other <= high))) &&
    (best === undefined || !isSingle(one) || others.some((other) => isSingle(other) && other.best === best)) &&
    (floor === undefined || isExclusive(one) || hasLow((other) => other < floor) || others.some(isReached))
  );
}

/** True if no two figures of a report stand at one time. */
function areInTurn(figures: readonly KnownFigure[]): boolean {
  const inOrder = [...figures].sort((a, b) => a.knownFromMs - b.knownFromMs);
  return inOrder.every(({ knownToMs }, index) => knownToMs <= (inOrder[index + 1]?.knownFromMs ?? end_of_time_ms));
}

const nameOf = ({ figure, ordinal }: KnownFigure): string => `${ordinal ?? 0} ${partKey(figure)}`;

type Reported = Range & { readonly lowExclusive: boolean };

const isExclusive = ({ low, lowExclusive }: Reported): boolean => low !== undefined && lowExclusive;
const isInOrder = ({ low, best, high }: Range): boolean => !above(low, best) && !above(low, high) && !above(best, high);
const placesOf = ({ figure: { place, amongPlaces = [] } }: KnownFigure): readonly string[] =>
  place === undefined ? amongPlaces : [place];
const asText = (value: unknown): string => JSON.stringify(value);
