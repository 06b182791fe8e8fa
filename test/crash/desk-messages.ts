import type { Dice } from './dice.js';

/** Something to post, with an id of the client's choice. */
export interface Message {
  /** The event id it will have in the log; absent on entries of the gazetteer, whose ids are derived. */
  readonly id?: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
const day_ms = 24 * hour_ms;
const first_report_ms = Date.parse('2017-01-01T00:00:00Z');
const registered_at = '2016-12-01T00:00:00Z';
const parties = ['iraq', 'sdf', 'islamic-state', 'tribes'] as const;
const zones = ['Asia/Baghdad', 'UTC', 'Asia/Damascus'] as const;

/** The gazetteer that the reports speak of. */
export function entries(placeCount: number): readonly Message[] {
  const actors = parties.map((id) => ({
    path: '/v1/actors',
    body: { id, name: id, kind: 'state_force', registeredAt: registered_at },
  }));
  const places = Array.from({ length: placeCount }, (_, index) => ({
    path: '/v1/places',
    body: {
      id: placeId(index),
      name: `Place ${index}`,
      kind: 'village',
      timeZone: zones[index % zones.length],
      registeredAt: registered_at,
    },
  }));
  return [...actors, ...places];
}

const placeId = (index: number): string => `place-${index}`;
const instant = (ms: number): string => new Date(ms).toISOString();
const day = (ms: number): string => instant(ms).slice(0, 10);

interface MadeReport {
  readonly id: string;
  readonly reportedMs: number;
  isRecorded?: true;
  /** A retraction of it is undone once, behind all of them. */
  isUndone?: true;
  /** The last amendment of it that is recorded. */
  last?: { readonly id: string; readonly atMs: number };
}

/** Makes reports, corrections, retractions and reinstatements, each of them valid, some late, some that name what they follow. */
export class DeskMessages {
  private made = 0;
  private readonly reports: MadeReport[] = [];
  /** What is noted once a message is acknowledged. */
  private readonly underWay = new Map<string, () => void>();
  /** Reports of which a retraction is recorded that shall be undone. */
  private readonly retracted: { readonly report: MadeReport; readonly atMs: number }[] = [];

  constructor(
    private readonly dice: Dice,
    private readonly placeCount: number,
  ) {}

  next(): Message {
    const { dice, reports } = this;
    this.made += 1;
    const gone = dice.chance(0.05) ? this.retracted.shift() : undefined;
    if (gone !== undefined) return this.reinstatement(gone);
    const about = reports.length > 20 && dice.chance(0.25) ? dice.pick(reports.slice(-200)) : undefined;
    if (about === undefined) return this.report();
    const atMs = about.reportedMs + dice.between(1, 300) * minute_ms;
    const amendment = this.amendment(about, atMs);
    const { reportedAt } = amendment;
    if (dice.chance(0.3)) {
      this.underWay.set(amendment.id, () => {
        this.noteLast(about, amendment.id, atMs);
        if (!about.isRecorded || about.isUndone) return;
        about.isUndone = true;
        this.retracted.push({ report: about, atMs });
      });
      return { id: amendment.id, path: `/v1/reports/${about.id}/retractions`, body: amendment };
    }
    this.underWay.set(amendment.id, () => this.noteLast(about, amendment.id, atMs));
    const report = { ...this.draft(about.reportedMs), reportedAt };
    return { id: amendment.id, path: `/v1/reports/${about.id}/corrections`, body: { ...amendment, report } };
  }

  /** Notes that a message is recorded: from then on others may follow it. */
  acknowledged(id: string): void {
    this.underWay.get(id)?.();
    this.underWay.delete(id);
  }

  /** It undoes what is retracted at its moment, so that moment lies behind the one of the retraction. */
  private reinstatement({ report, atMs }: { readonly report: MadeReport; readonly atMs: number }): Message {
    const amendment = this.amendment(report, atMs + this.dice.between(301, 400) * minute_ms);
    return { id: amendment.id, path: `/v1/reports/${report.id}/reinstatements`, body: amendment };
  }

  /** Every second one names the last event about its report that it knows of, of its moment or before. */
  private amendment({ id: reportId, isRecorded, last }: MadeReport, atMs: number) {
    const id = this.dice.uuid();
    const about = { id, reportedAt: instant(atMs), reason: `Amendment ${this.made}.` };
    const known = last !== undefined && last.atMs <= atMs ? last.id : isRecorded && reportId;
    return known && this.dice.chance(0.5) ? { ...about, follows: this.dice.chance(0.5) ? known : [known] } : about;
  }

  private noteLast(report: MadeReport, id: string, atMs: number): void {
    if (report.last === undefined || report.last.atMs <= atMs) report.last = { id, atMs };
  }

  private report(): Message {
    const id = this.dice.uuid();
    const lateMs = this.dice.chance(0.2) ? this.dice.between(1, 600) * minute_ms : 0;
    const reportedMs = first_report_ms + this.made * minute_ms - lateMs;
    const report: MadeReport = { id, reportedMs };
    this.reports.push(report);
    this.underWay.set(id, () => {
      report.isRecorded = true;
    });
    return { id, path: '/v1/reports', body: { ...this.draft(reportedMs), id } };
  }

  private draft(reportedMs: number): Record<string, unknown> {
    const { dice } = this;
    const place = placeId(dice.between(0, this.placeCount - 1));
    const happenedMs = reportedMs - dice.between(24, 96) * hour_ms;
    return {
      summary: `Account ${this.made}.`,
      reportedAt: instant(reportedMs),
      places: [place],
      occurred: { from: day(happenedMs), to: day(happenedMs) },
      source: { outlet: dice.pick(['Reuters', 'AFP', 'Rudaw']) },
      grade: { reliability: dice.pick(['A', 'B', 'C']), credibility: dice.between(1, 4) },
      ...(dice.chance(0.5) ? { incident: { key: `E-${Math.floor(this.made / 5)}` } } : {}),
      ...this.account(place, happenedMs),
    };
  }

  private account(place: string, happenedMs: number): Record<string, unknown> {
    const { dice } = this;
    const party = dice.between(0, parties.length - 1);
    const [holder, other] = [parties[party]!, parties[(party + 1) % parties.length]!];
    const effective = dice.chance(0.5) ? day(happenedMs) : instant(happenedMs);
    const confidence = dice.pick(['low', 'medium', 'high']);
    switch (dice.between(0, 3)) {
      case 0: {
        const windowFrom = dice.pick(['open', day(happenedMs - 2 * day_ms)]);
        const claim = { place, effect: 'gained', holders: [holder], takenFrom: other, effective, windowFrom };
        return { type: 'area_seized', control: [{ ...claim, confidence }], figures: [this.figure(other, happenedMs)] };
      }
      case 1: {
        const since = day(happenedMs - 5 * day_ms);
        const claim = { place, effect: 'observed', holders: [holder], effective, since, confidence };
        return { type: 'area_held', control: [claim] };
      }
      case 2: {
        const window = { windowFrom: day(happenedMs), windowTo: day(happenedMs + day_ms) };
        const claim = { place, effect: 'contested', ...window, conditions: ['under_attack'] };
        return { type: 'clash', control: [claim], figures: [this.figure(holder, happenedMs)] };
      }
      default: {
        const period = { from: day(happenedMs - 9 * day_ms), to: day(happenedMs) };
        const total = { measure: 'wounded', group: holder, low: dice.between(1, 90), basis: 'cumulative', period };
        return { type: 'casualties_reported', figures: [total, this.figure(holder, happenedMs)] };
      }
    }
  }

  private figure(group: string, happenedMs: number): Record<string, unknown> {
    const best = this.dice.between(0, 40);
    const period = { from: day(happenedMs), to: day(happenedMs) };
    return { measure: 'killed', group, low: best, best, high: best + 3, basis: 'incremental', period };
  }
}
