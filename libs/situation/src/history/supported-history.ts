import { groupBy } from '../group-by.js';
import type { ReportId } from '../ids.js';
import { joinRows } from './joined-rows.js';
import { OpenRectangles, type Rectangle } from './open-rectangles.js';
import type { Placed, Stretch } from './stretches.js';

/** All that is answered over both clocks: rectangles that do not overlap, as large as can be. */
export interface Supported<Answer> {
  readonly answers: readonly Rectangle<Answer>[];
  /** For each report the rectangles over which an answer rests on it. */
  readonly supports: readonly Rectangle<ReportId>[];
}

/** Answers and what they rest on, which change as later and later known times come. */
export class SupportedHistory<Answer> {
  private readonly answers: OpenRectangles<Answer>;
  /** Of each report by itself: those of several overlap. */
  private readonly supports = new Map<ReportId, OpenRectangles<ReportId>>();

  constructor(
    standing: Supported<Answer>,
    private readonly identityOf: (answer: Answer) => string,
  ) {
    this.answers = new OpenRectangles(standing.answers, identityOf);
    for (const [reportId, rows] of groupBy(standing.supports, ({ value }) => value))
      this.supports.set(reportId, new OpenRectangles(rows, identity));
  }

  /** From `knownMs` on, valid time within these bounds reads as these answers, and rests on these reports as said here. */
  replace(
    knownMs: number,
    within: Stretch,
    answers: readonly Placed<Answer>[],
    supports: ReadonlyMap<ReportId, readonly Stretch[]>,
    reports: Iterable<ReportId>,
  ): void {
    this.answers.replace(knownMs, within, answers);
    for (const reportId of reports) {
      const rows = this.supports.get(reportId) ?? new OpenRectangles<ReportId>([], identity);
      this.supports.set(reportId, rows);
      const stretches = supports.get(reportId) ?? [];
      rows.replace(
        knownMs,
        within,
        stretches.map((stretch) => ({ ...stretch, value: reportId })),
      );
    }
  }

  /** All rectangles that were open at the beginning or have been made since. */
  all(): Supported<Answer> {
    return { answers: this.answers.all(), supports: [...this.supports.values()].flatMap((rows) => rows.all()) };
  }

  /**
   * Joins the rows up to a known time with what is stored of later ones. They differ at that time up to `differsUntilMs`,
   * not counting supports of reports of `own`.
   */
  joinedAt(
    knownMs: number,
    stored: Supported<Answer>,
    own: ReadonlySet<ReportId>,
  ): { readonly all: Supported<Answer>; readonly differsUntilMs: number } {
    const now = this.all();
    const answers = joinRows(now.answers, stored.answers, knownMs, this.identityOf);
    const supports = joinRows(now.supports, stored.supports, knownMs, identity, (reportId) => own.has(reportId));
    return {
      all: { answers: answers.all, supports: supports.all },
      differsUntilMs: Math.max(answers.differsUntilMs, supports.differsUntilMs),
    };
  }
}

const identity = (reportId: ReportId): ReportId => reportId;
