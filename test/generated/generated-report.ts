import type { ConditionClaim, ControlClaim, Figure, Report } from '#situation';
import type { Dice } from '../crash/dice.js';
import { type GeneratedWorld, kindOf, placeId } from './generated-world.js';

export const minute_ms = 60_000;
export const hour_ms = 60 * minute_ms;
export const day_ms = 24 * hour_ms;

export const instant = (ms: number): string => new Date(ms).toISOString();
export const day = (ms: number): string => instant(ms).slice(0, 10);

/** What a report is about: drawn once, so that its corrections speak of the same. */
export interface Subject {
  readonly id: string;
  readonly number: number;
  readonly place: number;
  readonly reportedMs: number;
  readonly happenedMs: number;
  readonly incident?: string;
  /** A report of the same incident whose figure may contain this one's. */
  readonly whole?: string;
}

type Account = Pick<Report, 'type' | 'control' | 'figures' | 'condition'>;

/** A report on the subject, as told at `toldMs`; told again it says something else. */
export function generatedReport(dice: Dice, world: GeneratedWorld, subject: Subject, toldMs: number): Report {
  const { id, number, place, incident } = subject;
  const sides = world.sides(place);
  return {
    id,
    externalId: `G${number}`,
    nature: 'event',
    background: dice.chance(0.05),
    summary: `Account ${number} of what happened at place ${place}, as it was told on the day by those who saw it.`,
    occurred: occurredOf(subject),
    reportedAt: instant(toldMs),
    places: [placeId(place)],
    actors: [
      { role: 'by', actor: sides[0] },
      { role: 'against', actor: sides[1] },
    ],
    ...accountOf(dice, subject, sides),
    source: {
      outlet: dice.pick(['Reuters', 'AFP', 'Rudaw', 'SANA', 'Anadolu']),
      chain: ['a witness'],
      anonymity: 'unnamed',
      seenByOutlet: false,
    },
    grade: { reliability: dice.pick(['A', 'B', 'B', 'C', 'D', 'F']), credibility: dice.pick([1, 2, 2, 3, 4, 6]) },
    ...(incident === undefined
      ? {}
      : { incident: { key: incident, relation: dice.chance(0.95) ? 'same_event' : 'same_topic' } }),
    related: [],
    contradicts: [],
  };
}

function accountOf(dice: Dice, subject: Subject, sides: readonly [string, string]): Account {
  const { place, happenedMs } = subject;
  const kind = kindOf(place);
  if ((kind === 'road' || kind === 'bridge') && dice.chance(0.6))
    return {
      type: 'infrastructure_condition',
      control: [],
      figures: [],
      condition: [conditionOf(dice, subject, sides)],
    };
  switch (dice.between(0, 9)) {
    case 0:
    case 1:
      return { type: 'area_seized', control: [gain(dice, subject, sides)], figures: killed(dice, subject, sides) };
    case 2:
    case 3:
      return { type: 'area_held', control: [observation(dice, subject, sides)], figures: [] };
    case 4:
    case 5:
    case 6:
      return { type: 'clash', control: [fight(dice, subject)], figures: killed(dice, subject, sides) };
    case 7: {
      const period = { from: day(happenedMs - dice.between(5, 40) * day_ms), to: day(happenedMs) };
      const range = rangeOf(dice, 400);
      const { instants: _instants, ...inDays } = figureOf(subject, sides[1], 'killed');
      const total: Figure = { ...inDays, ...range, basis: 'cumulative', period };
      return { type: 'casualties_reported', control: [], figures: [total, ...killed(dice, subject, sides)] };
    }
    case 8: {
      const displaced: Figure = { ...figureOf(subject, 'anyone', 'displaced'), ...rangeOf(dice, 5_000) };
      return { type: 'displacement', control: [], figures: [displaced] };
    }
    default: {
      const strength: Figure = { ...figureOf(subject, sides[0], 'strength'), ...rangeOf(dice, 900), basis: 'snapshot' };
      return { type: 'force_estimate', control: [], figures: [strength] };
    }
  }
}

function claimOf(dice: Dice, { place }: Subject): Omit<ControlClaim, 'effect' | 'holders'> {
  return { place: placeId(place), formations: [], conditions: [], confidence: dice.pick(['low', 'medium', 'high']) };
}

function gain(dice: Dice, subject: Subject, [winner, loser]: readonly [string, string]): ControlClaim {
  const { happenedMs } = subject;
  const windowFrom = dice.pick(['open', day(happenedMs - 2 * day_ms), undefined]);
  return {
    ...claimOf(dice, subject),
    effect: 'gained',
    status: 'held',
    holders: [winner],
    takenFrom: loser,
    effective: dice.chance(0.5) ? day(happenedMs) : instant(happenedMs),
    ...(windowFrom === undefined ? {} : { windowFrom }),
  };
}

function observation(dice: Dice, subject: Subject, sides: readonly [string, string]): ControlClaim {
  const { happenedMs } = subject;
  return {
    ...claimOf(dice, subject),
    effect: 'observed',
    status: 'held',
    holders: [dice.pick(sides)],
    effective: day(happenedMs),
    conditions: dice.chance(0.2) ? ['under_fire'] : [],
    ...(dice.chance(0.3) ? { since: day(happenedMs - dice.between(2, 20) * day_ms) } : {}),
    ...(dice.chance(0.1) ? { extent: 'most' as const } : {}),
  };
}

function fight(dice: Dice, subject: Subject): ControlClaim {
  const { happenedMs } = subject;
  const lastsMs = dice.between(0, 20) * day_ms;
  return {
    ...claimOf(dice, subject),
    effect: 'contested',
    holders: [],
    conditions: dice.chance(0.6) ? ['under_attack'] : ['front_line'],
    windowFrom: day(happenedMs),
    ...(dice.chance(0.95) ? { windowTo: day(happenedMs + lastsMs) } : {}),
    ...(dice.chance(0.2) ? { status: 'contested' as const } : {}),
  };
}

function conditionOf(dice: Dice, { place, happenedMs }: Subject, sides: readonly [string, string]): ConditionClaim {
  const state = dice.pick(['open', 'cut', 'cut', 'intact', 'damaged', 'destroyed'] as const);
  return {
    place: placeId(place),
    state,
    effective: day(happenedMs),
    confidence: dice.pick(['medium', 'high']),
    ...(state === 'cut' ? { closedBy: [sides[0]], closedTo: [sides[1]] } : {}),
    ...(dice.chance(0.3) ? { since: day(happenedMs - dice.between(1, 9) * day_ms) } : {}),
  };
}

function killed(dice: Dice, subject: Subject, sides: readonly [string, string]): readonly Figure[] {
  if (dice.chance(0.4)) return [];
  const { whole } = subject;
  const figure = { ...figureOf(subject, dice.pick([...sides, 'anyone']), 'killed'), ...rangeOf(dice, 40) };
  return [whole === undefined || dice.chance(0.8) ? figure : { ...figure, subsetOf: whole }];
}

/** Every third subject is told by the hour: on which day that is hangs on the zone of its place. */
const isByTheHour = ({ number }: Subject): boolean => number % 3 === 0;

function occurredOf(subject: Subject): Report['occurred'] {
  const { happenedMs } = subject;
  if (isByTheHour(subject))
    return { from: instant(happenedMs), to: instant(happenedMs + hour_ms), precision: 'instant' };
  return { from: day(happenedMs), to: day(happenedMs), precision: 'day' };
}

const figureOf = (subject: Subject, group: string, measure: Figure['measure']): Figure => ({
  measure,
  group,
  lowExclusive: false,
  unit: 'people',
  basis: 'incremental',
  place: placeId(subject.place),
  period: { from: day(subject.happenedMs), to: day(subject.happenedMs) },
  ...(isByTheHour(subject) ? { instants: { from: instant(subject.happenedMs), to: instant(subject.happenedMs) } } : {}),
});

function rangeOf(dice: Dice, most: number): Pick<Figure, 'low' | 'best' | 'high' | 'lowExclusive'> {
  const low = dice.between(0, most);
  if (dice.chance(0.05)) return { lowExclusive: false };
  if (dice.chance(0.2)) return { low, lowExclusive: true };
  return { low, best: low + dice.between(0, 5), high: low + dice.between(3, 20), lowExclusive: false };
}
