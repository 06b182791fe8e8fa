import type { DraftDto } from 'sitrep-api';
import { endOfDay } from '../words/days.js';
import type { Asks } from './asks.js';
import type { FigureAnswer, FormState } from './form-state.js';

type Claim = NonNullable<DraftDto['control']>[number];
type Conditions = NonNullable<DraftDto['condition']>;
type Figure = NonNullable<DraftDto['figures']>[number];
type Actors = NonNullable<DraftDto['actors']>;

/** When the source made it known: at the end of the day that was said, for its hour is not known, and never later than now. */
export const reportedAtOf = ({ published }: FormState, zone: string, nowMs: number): string =>
  new Date(published === '' ? nowMs : Math.min(endOfDay(published, zone), nowMs)).toISOString();

/** The report that the answers make. */
export function draftOf(form: FormState, asks: Asks, summary: string, now: string): DraftDto {
  const { id, type = '', place, day } = form;
  const voice = form.voice.trim();
  const lists = {
    actors: actorsOf(form, asks),
    control: controlOf(form, asks),
    condition: conditionOf(form, asks),
    figures: form.figures.map((figure) => figureOf(figure, form)),
  };
  return {
    id,
    type,
    summary,
    reportedAt: now,
    places: place === undefined ? [] : [place],
    occurred: day === 'unknown' ? { precision: 'unknown' } : { precision: 'day', from: day, to: day },
    source: {
      outlet: form.outlet,
      chain: voice === '' ? [] : [voice],
      seenByOutlet: form.seen,
      ...(voice === '' ? {} : { anonymity: 'named' as const }),
      ...(form.speaksFor === undefined ? {} : { speaksFor: [...form.speaksFor] }),
    },
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    ...(form.grade === '' ? {} : { grade: gradeOf(form.grade) }),
  };
}

const actorsOf = ({ actors }: FormState, { roles }: Asks): Actors =>
  roles.flatMap(({ role }) => (actors[role] ?? []).map((actor) => ({ role: role as Actors[number]['role'], actor })));

function controlOf(form: FormState, { effect, roles }: Asks): Claim[] {
  const { place, actors, day, suffers, share } = form;
  if (place === undefined || effect === undefined || day === 'unknown') return [];
  const conditions = suffers.filter((one) => one !== 'contested') as NonNullable<Claim['conditions']>;
  const suffered = conditions.length === 0 ? {} : { conditions };
  const extent = share === 'all' ? {} : { extent: share };
  const holders = [...(actors[roleOfHolder(effect, roles)] ?? [])];
  if (effect === 'gained' && holders.length > 0) {
    const [takenFrom] = actors['from'] ?? [];
    const loser = takenFrom === undefined ? {} : { takenFrom };
    return [{ place, effect, holders, effective: day, ...loser, ...suffered, ...extent }];
  }
  if (effect === 'observed' && holders.length > 0)
    return [{ place, effect, status: 'held', holders, effective: day, ...suffered, ...extent }];
  if (effect !== 'contested' && suffers.length === 0) return [];
  const status = suffers.includes('contested') ? { status: 'contested' as const } : {};
  return [{ place, effect: 'contested', holders: [], ...status, windowFrom: day, windowTo: day, ...suffered }];
}

/** Of a position that is handed over, who gets it; of any other gain, who took it. */
export const roleOfHolder = (effect: Asks['effect'], roles: Asks['roles']): string =>
  effect === 'observed' ? 'holder' : roles.some(({ role }) => role === 'to') ? 'to' : 'by';

function conditionOf({ place, actors, day, state }: FormState, { states, cuts }: Asks): Conditions {
  const chosen = cuts ? states[0] : states.find((one) => one === state);
  if (place === undefined || chosen === undefined || day === 'unknown') return [];
  const closed = chosen === 'cut' ? { closedBy: [...(actors['by'] ?? [])], closedTo: closedTo(actors, cuts) } : {};
  return [{ place, state: chosen as Conditions[number]['state'], effective: day, ...closed }];
}

/** Only a cut asks to whom a way is closed; of a road that was taken the same role says who lost it. */
const closedTo = (actors: FormState['actors'], cuts: boolean): string[] => (cuts ? [...(actors['against'] ?? [])] : []);

/** A number as wide as it is known; nothing where it was not said. */
export function amountOfAnswer({ extent, low, high }: Pick<FigureAnswer, 'extent' | 'low' | 'high'>) {
  const [a, b] = [low, high].map((text) => (text.trim() === '' ? undefined : Number(text))) as [number?, number?];
  const given = a === undefined ? {} : { low: a };
  switch (extent) {
    case 'exact':
      return a === undefined ? {} : { low: a, best: a, high: a };
    case 'range':
      return { ...given, ...(b === undefined ? {} : { high: b }) };
    case 'above':
      return a === undefined ? {} : { low: a, lowExclusive: true };
    case 'about':
      return a === undefined ? {} : { best: a };
    default:
      return {};
  }
}

function figureOf(figure: FigureAnswer, { place, day }: FormState): Figure {
  const { measure, group, basis, since } = figure;
  const from = basis === 'cumulative' ? (since === '' ? {} : { from: since }) : { from: day };
  return {
    measure: measure as Figure['measure'],
    basis: basis as Figure['basis'],
    ...amountOfAnswer(figure),
    ...(group === undefined ? {} : { group }),
    ...(place === undefined ? {} : { place }),
    ...(day === 'unknown' ? {} : { period: { ...from, to: day } }),
  };
}

const gradeOf = (grade: string): NonNullable<DraftDto['grade']> =>
  ({ reliability: grade.charAt(0), credibility: Number(grade.charAt(1)) }) as NonNullable<DraftDto['grade']>;

/** The questions of the form, in order. */
export const questions = ['what', 'where', 'when', 'who', 'state', 'figures', 'source', 'summary', 'reason'] as const;
export type QuestionName = (typeof questions)[number];

const homes: readonly (readonly [RegExp, QuestionName])[] = [
  [/^\/reason/, 'reason'],
  [/^\/summary/, 'summary'],
  [/^\/type/, 'what'],
  [/^\/figures/, 'figures'],
  [/^\/places|\/place$/, 'where'],
  [/^\/occurred|effective|window/, 'when'],
  [/^\/(source|grade|reportedAt)/, 'source'],
  [/^\/condition|\/(conditions|extent)/, 'state'],
];

/** The question at which a refused field stands. */
export const questionOf = (pointer: string): QuestionName =>
  homes.find(([pattern]) => pattern.test(pointer.replace(/^\/report(?=\/)/, '')))?.[1] ?? 'who';
