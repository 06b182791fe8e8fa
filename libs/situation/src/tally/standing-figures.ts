import { leastOf } from '../extremes.js';
import { arePlain, decisiveFigures } from './decisive-figures.js';
import type { KnownFigure } from './known-figure.js';

/** The figures of one item as known time goes on. Where many stand, those that decide nothing are looked at once. */
export class StandingFigures {
  private readonly inOrder: readonly KnownFigure[];
  private next = 0;
  private decisive: readonly KnownFigure[] = [];
  /** From when on one of those that decide stands no more. */
  private endMs = Number.POSITIVE_INFINITY;

  constructor(private readonly figures: readonly KnownFigure[]) {
    this.inOrder = [...figures].sort((a, b) => a.knownFromMs - b.knownFromMs);
  }

  /** Those that stand and decide what the item comes to, at a known time that is not before the last one asked for. */
  decisiveAt(atMs: number): readonly KnownFigure[] {
    const stands = ({ knownFromMs, knownToMs }: KnownFigure): boolean => knownFromMs <= atMs && atMs < knownToMs;
    const first = this.next;
    while ((this.inOrder[this.next]?.knownFromMs ?? Number.POSITIVE_INFINITY) <= atMs) this.next += 1;
    const isKept = atMs < this.endMs;
    const known = isKept ? [...this.decisive, ...this.inOrder.slice(first, this.next).filter(stands)] : [];
    const isGrowing = isKept && arePlain(known);
    this.decisive = isGrowing ? decisiveFigures(known) : decisiveFigures(this.figures.filter(stands));
    this.endMs = leastOf(this.decisive.map(({ knownToMs }) => knownToMs));
    return this.decisive;
  }
}
