import { combineTallies } from './combine-tallies.js';
import type { Figure, Period } from './figure.js';
import type { Grade } from '../report/grade.js';
import { groupBy } from '../group-by.js';
import type { Involvement } from '../report/report.js';
import { anchorOf, type KnownFigure } from './known-figure.js';
import type { TallyAnswer } from './tally-answer.js';
import { keyOf } from './item-key.js';
import { itemsKnownAt, type TallyItem } from './tally-items.js';
import type { TallyQuestion } from './tally-totals.js';
import { end_of_time_ms, endOfDayMs, type Day } from '../time/time.js';

/** What a story says about a figure. Bare: people of `group` killed, each report an incident of its own. */
interface Told extends Partial<Omit<Figure, 'period'>> {
  readonly report?: string;
  /** Reports with the same one tell of one incident. */
  readonly incident?: string;
  readonly from?: Day;
  readonly to?: Day;
  /** One day, from and to. */
  readonly on?: Day;
  readonly grade?: `${Grade['reliability']}${Grade['credibility']}`;
  readonly knownFrom?: Day;
  readonly knownTo?: Day;
  readonly overnight?: boolean;
  /** Who said it first; another one for each report where it is left out. */
  readonly origin?: string;
  /** Who takes part, `victim:ypg`. */
  readonly actors?: readonly string[];
}

/** A figure as told, with the incident that it belongs to. */
export interface ToldFigure extends KnownFigure {
  readonly incident: string;
}

/** Known from the end of that day, as in the campaign. */
const knownMs = (day: Day): number => endOfDayMs(day, 'Asia/Baghdad');
let told = 0;
/** The ids sort in the order in which they were told: of equals the later one counts. */
const nextReport = (): string => `report-${String((told += 1)).padStart(6, '0')}`;

export function figure(given: Told): ToldFigure {
  const { report = nextReport(), incident = report, from, to, on, grade = 'B2', ...rest } = given;
  const { knownFrom = '2017-03-01', knownTo, overnight = false, actors = [], origin = report, ...said } = rest;
  const [reliability, credibility] = [...grade] as [Grade['reliability'], string];
  const [first, last] = [from ?? on, to ?? on];
  const period: Period = { ...(first ? { from: first } : {}), ...(last ? { to: last } : {}) };
  return {
    figure: {
      measure: 'killed',
      group: 'ypg',
      unit: 'people',
      basis: 'incremental',
      lowExclusive: false,
      place: 'mosul',
      period,
      ...said,
    },
    reportId: report,
    eventId: report,
    incident,
    overnight,
    origin,
    actors: actors.map((part) => {
      const [role, actor = ''] = part.split(':');
      return { role: role as Involvement['role'], actor };
    }),
    grade: { reliability, credibility: Number(credibility) as Grade['credibility'] },
    knownFromMs: knownMs(knownFrom),
    knownToMs: knownTo === undefined ? end_of_time_ms : knownMs(knownTo),
  };
}

/** The same number low, best and high. */
export const exactly = (count: number): Pick<Figure, 'low' | 'best' | 'high'> => ({
  low: count,
  best: count,
  high: count,
});

/** The counts of incidents as known at the end of a day. */
export function itemsOf(figures: readonly ToldFigure[], knownAt: Day = '2017-04-01'): readonly TallyItem[] {
  return [...groupBy(figures, ({ incident }) => incident)]
    .flatMap(([incident, all]) => itemsKnownAt(incident, all, knownMs(knownAt)))
    .map((item) => ({ item, key: keyOf({ ...item, ...anchorOf(item.places) }) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}

/** Mosul lies in Iraq, Raqqa in Syria, and both in the region. */
const areas: Readonly<Record<string, string>> = { mosul: 'iraq', iraq: 'region', raqqa: 'syria', syria: 'region' };
export const isWithin = (place: string, area: string): boolean =>
  place === area || (areas[place] !== undefined && isWithin(areas[place], area));

export interface Asked extends Partial<Omit<TallyQuestion, 'window' | 'isWithin'>>, Period {
  readonly knownAt?: Day;
}

/** The answers for a window. */
export function answersTo(figures: readonly ToldFigure[], asked: Asked = {}): readonly TallyAnswer[] {
  const { knownAt, interval = 'prorate', area, ...window } = asked;
  const within = area === undefined ? {} : { area };
  return combineTallies(itemsOf(figures, knownAt), { window, interval, isWithin, ...within });
}

/** The one answer for a window; a story about one measure and group has no other. */
export function answerTo(...question: Parameters<typeof answersTo>): TallyAnswer {
  const [answer, ...others] = answersTo(...question);
  if (answer === undefined || others.length > 0) throw new Error(`expected one answer, got ${others.length + 1}`);
  return answer;
}
