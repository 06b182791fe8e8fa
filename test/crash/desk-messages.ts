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
      ...{ id: placeId(index), name: `Place ${index}`, kind: 'village' },
      ...{ timeZone: zones[index % zones.length], registeredAt: registered_at },
    },
  }));
  return [...actors, ...places];
}

const placeId = (index: number): string => `place-${index}`;
const instant = (ms: number): string => new Date(ms).toISOString();
const day = (ms: number): string => instant(ms).slice(0, 10);

/** Makes reports, corrections and retractions, each of them valid, some of them late. */
export class DeskMessages {
  private made = 0;
  private readonly reports: { readonly id: string; readonly reportedMs: number }[] = [];

  constructor(
    private readonly dice: Dice,
    private readonly placeCount: number,
  ) {}

  next(): Message {
    const { dice, reports } = this;
    this.made += 1;
    const about = reports.length > 20 && dice.chance(0.25) ? dice.pick(reports.slice(-200)) : undefined;
    if (about === undefined) return this.report();
    const reportedAt = instant(about.reportedMs + dice.between(1, 300) * minute_ms);
    const amendment = { id: dice.uuid(), reportedAt, reason: `Amendment ${this.made}.` };
    if (dice.chance(0.3)) {
      return { id: amendment.id, path: `/v1/reports/${about.id}/retractions`, body: amendment };
    }
    const report = { ...this.draft(about.reportedMs), reportedAt };
    return { id: amendment.id, path: `/v1/reports/${about.id}/corrections`, body: { ...amendment, report } };
  }

  private report(): Message {
    const id = this.dice.uuid();
    const lateMs = this.dice.chance(0.2) ? this.dice.between(1, 600) * minute_ms : 0;
    const reportedMs = first_report_ms + this.made * minute_ms - lateMs;
    this.reports.push({ id, reportedMs });
    return { id, path: '/v1/reports', body: { ...this.draft(reportedMs), id } };
  }

  private draft(reportedMs: number): Record<string, unknown> {
    const { dice } = this;
    const place = placeId(dice.between(0, this.placeCount - 1));
    const happenedMs = reportedMs - dice.between(24, 96) * hour_ms;
    return {
      ...{ summary: `Account ${this.made}.`, reportedAt: instant(reportedMs), places: [place] },
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
