import type { Registration, Row, RowFault } from '../formats/prepared-import.js';
import type { Problem } from './read-answer.js';

const refusals_shown = 20;
const vanished_shown = 20;

/** What became of the rows of a file. */
export class RowsOutcome {
  recorded = 0;
  present = 0;
  corrected = 0;
  retracted = 0;
  /** Grades, links and reinstatements. */
  amended = 0;
  refused = 0;
  /** Reports that wait for an approval, and other readings of such. */
  readonly drafts = { new: 0, revised: 0 };
  readonly registered = { place: 0, actor: 0, present: 0 };
  /** Numbers of reports that are there and not in the file, though it is all that there is. */
  readonly vanished: string[] = [];
  isStopped = false;
  private readonly reasons = new Map<string, number>();
  private readonly refusals: string[] = [];
  /** How many of the refused have their faults among `refusals`. */
  private shown = 0;

  constructor(
    readonly format: string,
    readonly isDry: boolean,
  ) {}

  refuse({ line }: Row, faults: readonly RowFault[]): void {
    this.begin();
    // A cell that several members are read from is wrong once.
    const counted = new Set<string>();
    for (const { column, pointer, reason } of faults) {
      const where = [column === '' ? [] : [`column ${column}`], pointer === '' ? [] : [pointer]].flat().join(', ');
      this.note(`line ${line}: ${where === '' ? '' : `${where}: `}${reason}`, column || pointer, reason, counted);
    }
  }

  refuseRegistration({ kind, body }: Registration, problems: readonly Problem[]): void {
    this.begin();
    for (const { pointer, detail } of problems) this.note(`${kind} ${body.id}: ${pointer} ${detail}`, kind, detail);
  }

  /** One more is refused; of the first some every fault is shown. */
  private begin(): void {
    this.refused += 1;
    if (this.refused <= refusals_shown) this.shown = this.refused;
  }

  private note(text: string, where: string, reason: string, counted = new Set<string>()): void {
    if (this.shown === this.refused) this.refusals.push(text);
    // Rows that differ only in what they hold are refused for one reason.
    const alike = `${where === '' ? '' : `${where}: `}${reason.replace(/"[^"]*"/g, '"…"')}`;
    if (counted.has(alike)) return;
    counted.add(alike);
    this.reasons.set(alike, (this.reasons.get(alike) ?? 0) + 1);
  }

  /** The faults of the first refusals, a line each. */
  complaints(): readonly string[] {
    const more = this.refused - this.shown;
    return more > 0 ? [...this.refusals, `and ${more.toLocaleString('en')} more`] : this.refusals;
  }

  summary(): readonly string[] {
    const { place, actor, present } = this.registered;
    const [will, were] = this.isDry ? ['would be ', 'would be '] : ['', ''];
    const count = (number: number): string => number.toLocaleString('en');
    const shown = this.vanished.slice(0, vanished_shown).join(', ');
    return [
      `${count(place)} places and ${count(actor)} actors ${were}registered, ${count(present)} already there`,
      `${count(this.recorded)} reports ${will}recorded, ${count(this.present)} already there, ` +
        `${count(this.corrected)} ${will}corrected, ${count(this.refused)} ${will}refused`,
      ...(this.drafts.new + this.drafts.revised === 0
        ? []
        : [`${count(this.drafts.new)} drafts ${will}recorded, ${count(this.drafts.revised)} ${will}revised`]),
      ...(this.retracted === 0 ? [] : [`${count(this.retracted)} ${will}retracted`]),
      ...[...this.reasons].map(([reason, times]) => `  ${count(times)} × ${reason}`),
      ...(this.vanished.length === 0
        ? []
        : [
            `${count(this.vanished.length)} are there and no longer in the file: ${shown}${this.vanished.length > vanished_shown ? ', …' : ''}`,
          ]),
      ...(this.isStopped ? ['Stopped. Import the same file again to go on.'] : []),
    ];
  }

  toJson(): object {
    const {
      format,
      isDry: dryRun,
      recorded,
      present,
      corrected,
      retracted,
      amended,
      refused,
      registered,
      vanished,
      drafts,
      isStopped,
    } = this;
    const reasons = [...this.reasons].map(([reason, rows]) => ({ reason, rows }));
    return {
      format,
      dryRun,
      stopped: isStopped,
      registered: { places: registered.place, actors: registered.actor, present: registered.present },
      reports: { recorded, present, corrected, retracted, amended, refused, vanished },
      drafts: { recorded: drafts.new, revised: drafts.revised },
      reasons,
    };
  }
}
