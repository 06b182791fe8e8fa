import { printable } from '../terminal/format-table.js';
import type { Decision, Problem } from '#imports';

/** A line that the API did not take. */
export interface Refusal {
  readonly lineNumber: number;
  readonly problems: readonly Problem[];
}

const refusals_kept = 1_000;

/** What became of the lines of one file. */
export class ImportTally {
  recorded = 0;
  present = 0;
  refused = 0;
  /** Reports that wait for an approval, and other readings of such: none of them is counted as recorded. */
  readonly drafts = { new: 0, revised: 0 };
  private readonly refusals: Refusal[] = [];

  constructor(
    /** In the plural: `reports`. */
    readonly kind: string,
    readonly fileName: string,
    /** True where nothing is recorded. */
    private readonly isDry = false,
  ) {}

  count(lineNumber: number, answer: Decision): void {
    if (answer.kind === 'recorded' && answer.draft !== undefined) this.drafts[answer.draft] += 1;
    else this[answer.kind] += 1;
    if (answer.kind === 'refused' && this.refusals.length < refusals_kept) {
      this.refusals.push({ lineNumber, problems: answer.problems });
    }
  }

  /** `198 reports recorded, 0 already there, 0 refused`. */
  summary(): string {
    const noun = this.recorded === 1 ? this.kind.replace(/s$/, '') : this.kind;
    const [recorded, present, refused] = [this.recorded, this.present, this.refused].map((n) => n.toLocaleString('en'));
    const would = this.isDry ? 'would be ' : '';
    const drafts = [this.drafts.new, this.drafts.revised].map((n) => n.toLocaleString('en'));
    const waiting = `; ${drafts[0]} drafts ${would}recorded, ${drafts[1]} ${would}revised`;
    const counts = `${recorded} ${noun} ${would}recorded, ${present} already there, ${refused} ${would}refused`;
    return this.drafts.new + this.drafts.revised === 0 ? counts : counts + waiting;
  }

  /** A line for each thing that is wrong, in the order of the file. */
  complaints(): string[] {
    const refusals = this.refusals.toSorted((a, b) => a.lineNumber - b.lineNumber);
    const complaints = refusals.flatMap(({ lineNumber, problems }) =>
      problems.map(({ pointer, detail }) =>
        printable(`${this.fileName} line ${lineNumber}: ${pointer === '' ? '' : `${pointer}: `}${detail}`),
      ),
    );
    const unlisted = this.refused - refusals.length;
    return unlisted > 0
      ? [...complaints, `${this.fileName}: ${unlisted.toLocaleString('en')} more refused`]
      : complaints;
  }
}
