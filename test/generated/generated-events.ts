import type { EventId, IncidentDecision, Report, ReportId, SitrepEvent } from '#situation';
import { Dice } from '../crash/dice.js';
import { day_ms, generatedReport, hour_ms, instant, minute_ms, type Subject } from './generated-report.js';
import { GeneratedWorld, placeOf } from './generated-world.js';

/** What to generate; the same order always gives the same events. */
export interface GeneratedOrder {
  readonly seed: number;
  /** How many reports; amendments, decisions, doubles and the gazetteer come on top. */
  readonly reports: number;
  /** By default one for eighty reports. */
  readonly places?: number;
  /** How often what happens; by default much more often than at a desk. */
  readonly shares?: GeneratedShares;
  /** True for places in a tree of tens, of which each is spoken of by its rank (Zipf). */
  readonly isWorldwide?: boolean;
  /** Between two reports; 2 by default, which is 720 reports a day. */
  readonly minutesApart?: number;
}

/** Of a hundred reports, by hundredths: told late by days, told twice, and amended. */
export interface GeneratedShares {
  readonly late: number;
  readonly doubles: number;
  readonly amendments: number;
}

const dense_shares: GeneratedShares = { late: 0.15, doubles: 0.005, amendments: 0.08 };
/** As at a desk. */
export const desk_shares: GeneratedShares = { late: 0.1, doubles: 0.02, amendments: 0.03 };

const start_ms = Date.parse('2017-01-01T00:00:00Z');
const remembered = 400;
const standing_incidents = 20;

/**
 * A log as a desk would write it over months, one event at a time: places of very different weight, incidents told
 * several times, fights that overlap, totals, late reports, corrections, retractions, reinstatements, grades, links and unlinks, doubles,
 * reports told anew under their id, and amendments that come before their report. Memory does not grow with the number.
 */
export function* generatedEvents({
  seed,
  reports,
  places,
  shares = dense_shares,
  isWorldwide = false,
  minutesApart = 2,
}: GeneratedOrder): Generator<SitrepEvent> {
  const dice = new Dice(seed);
  const world = new GeneratedWorld(dice, places ?? Math.max(12, Math.ceil(reports / 80)), isWorldwide);
  yield* world.registrations();
  const desk = new GeneratedDesk(dice, world, shares, minutesApart * minute_ms);
  for (let number = 0; number < reports; number += 1) yield* desk.next(number);
}

class GeneratedDesk {
  private readonly subjects: Subject[] = [];
  /** By report: the last event about it. */
  private readonly last = new Map<ReportId, EventId>();

  constructor(
    private readonly dice: Dice,
    private readonly world: GeneratedWorld,
    private readonly shares: GeneratedShares,
    private readonly stepMs: number,
  ) {}

  /** The next report, and whatever is said about earlier ones in between. */
  *next(number: number): Generator<SitrepEvent> {
    const { dice } = this;
    const subject = this.subject(number);
    const event: SitrepEvent = { kind: 'reported', data: this.report(subject, subject.reportedMs) };
    const early = dice.chance(0.004);
    if (early) yield this.amendment(subject, 0);
    yield event;
    if (dice.chance(this.shares.doubles)) yield event;
    if (dice.chance(0.003)) yield { ...event, data: { ...event.data, summary: 'Told anew under the same id.' } };
    this.remember(subject);
    if (dice.chance(0.0005)) {
      yield { kind: 'place_registered', data: placeOf(dice.between(0, this.world.placeCount - 1), 1) };
    }
    if (this.subjects.length < 20) return;
    if (dice.chance(this.shares.amendments)) yield this.amendment(dice.pick(this.subjects), dice.between(1, 20));
    if (dice.chance(0.025)) yield this.decision();
  }

  private subject(number: number): Subject {
    const { dice } = this;
    const lateMs = dice.chance(this.shares.late)
      ? dice.chance(0.1)
        ? dice.between(1, 40) * day_ms
        : this.hours(20)
      : 0;
    const reportedMs = start_ms + number * this.stepMs - lateMs;
    const place = this.world.place();
    const base = { id: dice.uuid(), number, place, reportedMs, happenedMs: reportedMs - this.hours(72) };
    if (dice.chance(0.01)) return { ...base, incident: `standing-${dice.between(0, standing_incidents - 1)}` };
    if (dice.chance(0.4)) return base;
    const other = dice.chance(0.6) ? this.subjects.findLast((one) => one.place === place) : undefined;
    if (other?.incident === undefined) return { ...base, incident: `event-${number}` };
    return { ...base, happenedMs: other.happenedMs, incident: other.incident, whole: other.id };
  }

  private amendment(subject: Subject, hoursLater: number): SitrepEvent {
    const { dice } = this;
    const atMs = subject.reportedMs + hoursLater * hour_ms;
    const id = dice.uuid();
    const told = { id, reportId: subject.id, reportedAt: instant(atMs), ...this.following([subject], id) };
    const reason = 'The desk was told otherwise.';
    if (dice.chance(0.2)) return { kind: 'report_retracted', data: { ...told, reason } };
    if (dice.chance(0.2)) return { kind: 'report_reinstated', data: { ...told, reason } };
    if (dice.chance(0.5))
      return { kind: 'report_corrected', data: { ...told, reason, report: this.report(subject, atMs) } };
    const grade = { reliability: dice.pick(['A', 'C', 'E'] as const), credibility: dice.pick([1, 3, 5] as const) };
    return { kind: 'report_graded', data: { ...told, grade } };
  }

  private decision(): SitrepEvent {
    const { dice } = this;
    const [first, second] = [dice.pick(this.subjects), dice.pick(this.subjects)];
    const id = dice.uuid();
    const decision: IncidentDecision = {
      id,
      reportIds: [first.id, second.id],
      incident: first.incident ?? `linked-${first.number}`,
      ...this.following([first, second], id),
      reportedAt: instant(Math.max(first.reportedMs, second.reportedMs) + this.hours(30)),
      reason: 'The two tell of one development.',
    };
    return dice.chance(0.75)
      ? { kind: 'reports_linked', data: decision }
      : { kind: 'reports_unlinked', data: { ...decision, reason: 'They do not.' } };
  }

  /** Mostly the last event about each of the reports; now and then nothing, as in events of earlier versions. */
  private following(subjects: readonly Subject[], eventId: EventId): { readonly follows?: readonly EventId[] } {
    const follows = [...new Set(subjects.map(({ id }): EventId => this.last.get(id) ?? id))];
    for (const { id } of subjects) this.last.set(id, eventId);
    return this.dice.chance(0.8) ? { follows } : {};
  }

  private report(subject: Subject, toldMs: number): Report {
    return generatedReport(this.dice, this.world, subject, toldMs);
  }

  private remember(subject: Subject): void {
    this.subjects.push(subject);
    if (this.subjects.length <= remembered) return;
    const forgotten = this.subjects.shift();
    if (forgotten !== undefined) this.last.delete(forgotten.id);
  }

  private hours(most: number): number {
    return this.dice.between(1, most * 60) * minute_ms;
  }
}
