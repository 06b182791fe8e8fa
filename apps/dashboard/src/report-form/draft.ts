import type { DevelopmentTypeDto, DraftDto } from 'sitrep-api';
import { endOfDay } from '../words/days.js';
import type { FormState } from './form-state.js';

/** What a type asks beyond what, where, when and who says so. */
export interface Asks {
  /** gained, observed or contested: what it says of the holder; undefined for nothing. */
  readonly effect: 'gained' | 'observed' | 'contested' | undefined;
  /** The states that it may put a thing into. */
  readonly states: readonly string[];
  readonly cuts: boolean;
  readonly counts: boolean;
}

const holding: Readonly<Record<string, Asks['effect']>> = {
  may_change_holder: 'gained',
  may_confirm_holder: 'observed',
  may_mark_contested: 'contested',
};
const counted = ['harm', 'people', 'forces'];

/** The part of a type that the questions come from. */
export interface AskedType extends Pick<DevelopmentTypeDto, 'type' | 'mayDoToControl' | 'family'> {
  readonly conditionStates: readonly string[];
}

/** A cut proves that a way is closed; who sits on it is another report. */
export function asksOf(type: AskedType): Asks {
  const cuts = type.type === 'road_cut';
  return {
    effect: cuts ? undefined : holding[type.mayDoToControl],
    states: cuts ? ['cut'] : type.conditionStates,
    cuts,
    counts: counted.includes(type.family),
  };
}

type Claims = NonNullable<DraftDto['control']>;
type Conditions = NonNullable<DraftDto['condition']>;
type Figures = NonNullable<DraftDto['figures']>;

/** When the source made it known: at the end of the day that was said, for its hour is not known, and never later than now. */
export const reportedAtOf = ({ published }: FormState, zone: string, nowMs: number): string =>
  new Date(published === '' ? nowMs : Math.min(endOfDay(published, zone), nowMs)).toISOString();

/** The report that the answers make. */
export function draftOf(form: FormState, asks: Asks, summary: string, now: string): DraftDto {
  const { id, type = '', place, by, to, day } = form;
  const known = day !== 'unknown';
  const control = controlOf(form, asks);
  const condition = conditionOf(form, asks);
  const figures = figuresOf(form);
  const actors = [
    ...by.map((actor) => ({ role: 'by' as const, actor })),
    ...to.map((actor) => ({ role: asks.effect === 'gained' ? ('from' as const) : ('against' as const), actor })),
  ];
  return {
    id,
    type,
    summary,
    reportedAt: now,
    places: place === undefined ? [] : [place],
    occurred: known ? { precision: 'day', from: day, to: day } : { precision: 'unknown' },
    source: {
      outlet: form.outlet,
      chain: form.voice.trim() === '' ? [] : [form.voice.trim()],
      seenByOutlet: form.seen,
      ...(form.voice.trim() === '' ? {} : { anonymity: 'named' as const }),
    },
    ...(actors.length === 0 ? {} : { actors }),
    ...(control.length === 0 ? {} : { control }),
    ...(condition.length === 0 ? {} : { condition }),
    ...(figures.length === 0 ? {} : { figures }),
    ...(form.grade === '' ? {} : { grade: gradeOf(form.grade) }),
  };
}

function controlOf({ place, by, to, day }: FormState, { effect }: Asks): Claims {
  if (place === undefined || effect === undefined || day === 'unknown') return [];
  if (effect === 'contested') return [{ place, effect, holders: [], windowFrom: day, windowTo: day }];
  if (by.length === 0) return [];
  const [takenFrom] = to;
  if (effect === 'observed') return [{ place, effect, status: 'held', holders: [...by], effective: day }];
  return [{ place, effect, holders: [...by], effective: day, ...(takenFrom === undefined ? {} : { takenFrom }) }];
}

function conditionOf({ place, by, to, day, state }: FormState, { states, cuts }: Asks): Conditions {
  const chosen = states.length === 1 ? states[0] : state;
  if (place === undefined || chosen === undefined || day === 'unknown') return [];
  const closed = cuts ? { closedBy: [...by], closedTo: [...to] } : {};
  return [{ place, state: chosen as Conditions[number]['state'], effective: day, ...closed }];
}

function figuresOf({ measure, group, extent, low, high, place, day }: FormState): Figures {
  if (measure === undefined) return [];
  const [a, b] = [low, high].map((text) => (text.trim() === '' ? undefined : Number(text))) as [number?, number?];
  const amount = {
    exact: a === undefined ? {} : { low: a, best: a, high: a },
    range: { ...(a === undefined ? {} : { low: a }), ...(b === undefined ? {} : { high: b }) },
    above: a === undefined ? {} : { low: a, lowExclusive: true },
    about: a === undefined ? {} : { best: a },
    unsaid: {},
  }[extent];
  return [
    {
      measure: measure as Figures[number]['measure'],
      basis: 'incremental',
      ...amount,
      ...(group === undefined ? {} : { group }),
      ...(place === undefined ? {} : { place }),
      ...(day === 'unknown' ? {} : { period: { from: day, to: day } }),
    },
  ];
}

const gradeOf = (grade: string): NonNullable<DraftDto['grade']> =>
  ({ reliability: grade.charAt(0), credibility: Number(grade.charAt(1)) }) as NonNullable<DraftDto['grade']>;

/** The questions of the form, in order. */
export const questions = ['what', 'where', 'when', 'who', 'source', 'figures', 'reason'] as const;
export type QuestionName = (typeof questions)[number];

const homes: readonly (readonly [RegExp, QuestionName])[] = [
  [/^\/reason/, 'reason'],
  [/^\/type/, 'what'],
  [/^\/places|\/place$/, 'where'],
  [/^\/occurred|effective|window/, 'when'],
  [/^\/(source|grade)/, 'source'],
  [/^\/figures/, 'figures'],
];

/** The question at which a refused field stands. */
export const questionOf = (pointer: string): QuestionName =>
  homes.find(([pattern]) => pattern.test(pointer.replace(/^\/report(?=\/)/, '')))?.[1] ?? 'who';
