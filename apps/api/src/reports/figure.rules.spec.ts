import { figureBases, measureNames, measures, units, type Unit } from '#situation';
import { sampleContext, sampleDraft } from './draft.sample.js';
import type { FigureDto } from './figure.dto.js';
import { figureViolations } from './figure.rules.js';

const killed: FigureDto = { measure: 'killed', group: 'islamic-state', best: 4, basis: 'incremental' };
const share: FigureDto = { measure: 'control_share', group: 'iraq', best: 30, basis: 'snapshot' };

const found = (...figures: readonly FigureDto[]): string[] =>
  figureViolations({ ...sampleDraft, figures }, sampleContext).map(({ pointer, code }) => `${pointer} ${code}`);

describe('what cannot be meant in a figure', () => {
  it('lets figures pass, without a number and with zero too', () => {
    const { best: _best, ...wordless } = killed;
    expect(found(killed, { ...share, best: 0 }, { ...wordless, group: 'anyone', wording: 'some' })).toEqual([]);
  });

  it.each(measureNames)('counts %s in its own units only', (measure) => {
    for (const unit of units) {
      const allowed = (measures[measure] as readonly Unit[]).includes(unit);
      expect(found({ ...killed, measure, unit })).toEqual(allowed ? [] : ['/figures/0/unit unit_not_allowed']);
    }
  });

  it.each([
    ['a negative count', { ...killed, low: -1 }, '/figures/0/low'],
    ['a fraction of people', { ...killed, best: 1.5 }, '/figures/0/best'],
    ['more than a number can hold', { ...killed, high: 2 ** 53 }, '/figures/0/high'],
    ['more than all', { ...share, best: 100.5 }, '/figures/0/best'],
    ['a negative share', { ...share, low: -0.5 }, '/figures/0/low'],
  ] as const)('refuses %s', (_what, figure, pointer) => {
    expect(found(figure)).toEqual([`${pointer} amount_not_possible`]);
  });

  it.each(['intention', 'displacement_forecast'])('lets a report of type %s only foretell', (type) => {
    for (const basis of figureBases) {
      const draft = { ...sampleDraft, type, figures: [{ ...killed, basis }] };
      const codes = figureViolations(draft, sampleContext).map(({ pointer, code }) => `${pointer} ${code}`);
      expect(codes).toEqual(basis === 'forecast' ? [] : ['/figures/0/basis basis_not_allowed']);
    }
  });

  it('takes fractions where the unit has them', () => {
    expect(found({ ...share, best: 30.5 }, { measure: 'distance', basis: 'snapshot', best: 0.5, unit: 'km' })).toEqual(
      [],
    );
  });

  it('keeps a low above the best, as the best curated sources have it', () => {
    expect(found({ ...killed, low: 9, best: 4, high: 2 })).toEqual([]);
  });

  it('needs the low that is not reached', () => {
    expect(found({ ...killed, lowExclusive: true })).toEqual(['/figures/0/lowExclusive missing']);
    expect(found({ ...killed, lowExclusive: true, low: 3 })).toEqual([]);
  });

  it('refuses a reversed period', () => {
    expect(found({ ...killed, period: { from: '2017-03-06', to: '2017-03-05' } })).toEqual([
      '/figures/0/period/to reversed',
    ]);
    expect(found({ ...killed, period: { from: '2017-03-06', to: '2017-03-05T22:00Z' } })).toEqual([]);
  });

  it('refuses a period that begins after the report, unless it is foretold', () => {
    const tomorrow = { from: '2017-03-07', to: '2017-03-08' };
    for (const basis of ['incremental', 'cumulative', 'snapshot'] as const)
      expect(found({ ...killed, basis, period: tomorrow })).toEqual(['/figures/0/period/from after_report']);
    expect(found({ ...killed, basis: 'forecast', period: tomorrow })).toEqual([]);
    expect(found({ ...killed, period: { from: '2017-03-01', to: '2017-03-31' } })).toEqual([]);
  });

  it('refuses an instant whose local day lies beyond the years that can be stored', () => {
    // The first instant of the year 1000 far to the east is still the year 999 in Baghdad.
    expect(found({ ...killed, period: { from: '1000-01-01T00:00+18:00' } })).toEqual([
      '/figures/0/period/from not_a_day',
    ]);
    expect(found({ ...killed, period: { from: '1000-01-01', to: '9000-12-31' } })).toEqual([]);
    expect(found({ ...killed, period: { to: '9000-12-31T23:00-12:00' } })).toEqual(['/figures/0/period/to not_a_day']);
  });

  it('refuses two figures of the same thing, however their period is written', () => {
    const period = { from: '2017-03-06', to: '2017-03-06' };
    const same = { from: '2017-03-06T00:00+03:00', to: '2017-03-06T23:00+03:00' };
    expect(found({ ...killed, period }, { ...killed, best: 5, unit: 'people', period: same })).toEqual([
      '/figures/1 duplicate',
    ]);
    expect(found(killed, { ...killed, basis: 'cumulative' }, { ...killed, group: 'civilians' })).toEqual([]);
    expect(found(killed, { ...killed, place: 'mosul' }, { ...killed, measure: 'wounded' })).toEqual([]);
  });

  it('takes two of the same place and days that are told apart in words, or of which one is inside another report', () => {
    expect(found({ ...killed, groupWording: 'snipers' }, { ...killed, groupWording: 'drivers' })).toEqual([]);
    expect(found(killed, { ...killed, subsetOf: 'another report' })).toEqual([]);
  });
});
