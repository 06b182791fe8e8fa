import {
  basesAllowedFor,
  catalogue,
  countUnits,
  type Day,
  type DevelopmentType,
  instantMs,
  isDay,
  localDay,
  type Measure,
  measures,
  type Moment,
  type Period,
  type TimeZone,
  type Unit,
} from '#situation';
import { pointerTo, type Violation } from '../http/rejected.js';
import type { DatedDraft } from './draft.dto.js';
import type { FigureDto } from './figure.dto.js';
import { duplicates } from '../intake/body.rules.js';
import { isAfterReport, isReversed, type RuleContext } from './rule-context.js';

/** The unit of a figure that names none: the first of its measure. */
export const unitOf = ({ measure, unit }: { readonly measure: Measure; readonly unit?: Unit }): Unit =>
  unit ?? measures[measure][0];

/** Where a figure is counted: its own place, else the first of the report. */
const zoneOfFigure = (figure: FigureDto, draft: DatedDraft, context: RuleContext): TimeZone =>
  context.zoneOf(figure.place ?? draft.places?.[0]);

/** What cannot be meant in the figures of a draft. Low above best or high is kept: the best curated sources have it. */
export function figureViolations(draft: DatedDraft, context: RuleContext): readonly Violation[] {
  const figures = draft.figures ?? [];
  return [
    ...figures.flatMap((figure, index) => {
      const at = pointerTo('figures', index);
      return [
        ...unitViolations(figure, at),
        ...basisViolations(figure, at, draft.type),
        ...amountViolations(figure, at),
        ...periodViolations(figure, at, zoneOfFigure(figure, draft, context)),
        ...futureViolations(figure, at, draft, zoneOfFigure(figure, draft, context)),
      ];
    }),
    ...duplicates(figures, '/figures', (figure) => countedKey(figure, draft, context)),
  ];
}

function unitViolations({ measure, unit }: FigureDto, at: string): readonly Violation[] {
  const allowed: readonly Unit[] = measures[measure];
  if (unit === undefined || allowed.includes(unit)) return [];
  const detail = `Count ${measure} in ${allowed.join(' or ')}.`;
  return [{ pointer: `${at}/unit`, code: 'unit_not_allowed', detail }];
}

/** What a type only foretells must not count as if it had happened. */
function basisViolations({ basis }: FigureDto, at: string, type: string): readonly Violation[] {
  if (!Object.hasOwn(catalogue, type)) return [];
  const allowed = basesAllowedFor(type as DevelopmentType);
  if (allowed.includes(basis)) return [];
  const detail = `A figure in a report of type ${type} is ${allowed.join(' or ')}.`;
  return [{ pointer: `${at}/basis`, code: 'basis_not_allowed', detail }];
}

function amountViolations(figure: FigureDto, at: string): readonly Violation[] {
  const violations = (['low', 'best', 'high'] as const).flatMap((end) => {
    const detail = adviceOn(figure[end], unitOf(figure));
    return detail === undefined ? [] : [{ pointer: `${at}/${end}`, code: 'amount_not_possible', detail }];
  });
  if (figure.lowExclusive !== true || figure.low !== undefined) return violations;
  const detail = 'Send the low that is not reached, or leave lowExclusive out.';
  return [...violations, { pointer: `${at}/lowExclusive`, code: 'missing', detail }];
}

function adviceOn(amount: number | undefined, unit: Unit): string | undefined {
  if (amount === undefined) return undefined;
  if (amount < 0) return 'Send a number from 0 up.';
  if (amount > Number.MAX_SAFE_INTEGER) return `Send a number of at most ${Number.MAX_SAFE_INTEGER}.`;
  if (unit === 'percent' && amount > 100) return 'Send a percentage from 0 to 100.';
  if (countUnits.has(unit) && !Number.isInteger(amount)) return `Send a whole number of ${unit}.`;
  return undefined;
}

function periodViolations({ period }: FigureDto, at: string, zone: TimeZone): readonly Violation[] {
  const { from, to } = localPeriod(period, zone);
  const detail = 'This instant falls on a day that cannot be stored; send one of the years 1000 to 9000.';
  const unstorable = Object.entries({ from, to })
    .filter(([, day]) => day !== undefined && !isDay(day))
    .map(([end]) => ({ pointer: `${at}/period/${end}`, code: 'not_a_day', detail }));
  if (period?.from === undefined || period.to === undefined || !isReversed(period.from, period.to, zone)) {
    return unstorable;
  }
  return [...unstorable, { pointer: `${at}/period/to`, code: 'reversed', detail: 'to must not lie before from.' }];
}

/** What has not begun cannot have been counted; it can be foretold. */
function futureViolations(
  { period, basis }: FigureDto,
  at: string,
  draft: DatedDraft,
  zone: TimeZone,
): readonly Violation[] {
  if (basis === 'forecast' || period?.from === undefined) return [];
  if (!isAfterReport(period.from, draft.reportedAt, zone)) return [];
  const detail =
    `The period begins at ${period.from}, after reportedAt, ${draft.reportedAt}: nobody has counted what has not ` +
    'happened. Send a period that had begun by then, or basis forecast.';
  return [{ pointer: `${at}/period/from`, code: 'after_report', detail }];
}

/** Two figures that agree in all of this may be one told twice: those told apart by words or by their whole add up. */
function countedKey(figure: FigureDto, draft: DatedDraft, context: RuleContext): string {
  const {
    measure,
    group = 'anyone',
    groupWording = '',
    subsetOf = '',
    basis,
    place = (draft.places ?? []).join(','),
  } = figure;
  const { from = '', to = '' } = localPeriod(figure.period, zoneOfFigure(figure, draft, context));
  return [measure, group, unitOf(figure), basis, place, from, to, subsetOf, groupWording].join('\n');
}

/** A period in local days: an instant becomes the day that it falls on. */
function localPeriod(period: { readonly from?: Moment; readonly to?: Moment } | undefined, zone: TimeZone): Period {
  const dayOf = (moment: Moment): Day => (isDay(moment) ? moment : localDay(instantMs(moment), zone));
  return {
    ...(period?.from === undefined ? {} : { from: dayOf(period.from) }),
    ...(period?.to === undefined ? {} : { to: dayOf(period.to) }),
  };
}
