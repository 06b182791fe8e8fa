import {
  conditionStates,
  developmentTypes,
  type PlaceKind,
  placeKinds,
  statesAllowedFor,
  statesFitting,
} from '#situation';
import { canonicalReport } from './canonical-report.js';
import type { ConditionDto } from './condition.dto.js';
import { conditionViolations } from './condition.rules.js';
import { sampleContext, sampleDraft } from './draft.sample.js';

const cut: ConditionDto = { place: 'road-raqqa', state: 'cut', effective: '2017-03-06' };
const open: ConditionDto = { ...cut, state: 'open' };
const survey = { ...sampleDraft, type: 'infrastructure_condition' };

const onRoads = { ...sampleContext, kindOf: (): PlaceKind => 'road' };
const found = (...condition: readonly ConditionDto[]): string[] =>
  conditionViolations({ ...survey, condition }, onRoads).map(({ pointer, code }) => `${pointer} ${code}`);

describe('what cannot be meant in a claim about condition', () => {
  it('lets plain claims pass', () => {
    expect(found(cut, { ...cut, state: 'damaged' }, { ...open, effective: '2017-03-05' })).toEqual([]);
  });

  it.each(developmentTypes)('lets a report of type %s tell of the states of the catalogue and no other', (type) => {
    for (const state of conditionStates) {
      const draft = { ...sampleDraft, type, condition: [{ ...cut, state }] };
      const codes = conditionViolations(draft, sampleContext).map(({ code }) => code);
      expect(codes).toEqual(statesAllowedFor(type).includes(state) ? [] : ['state_not_allowed']);
    }
  });

  it.each(placeKinds)('lets a %s be in the states that fit it and no other', (kind) => {
    const context = { ...sampleContext, kindOf: (): PlaceKind => kind };
    for (const state of conditionStates) {
      const codes = conditionViolations({ ...survey, condition: [{ ...cut, state }] }, context).map(({ code }) => code);
      expect(codes).toEqual(statesFitting(kind).includes(state) ? [] : ['state_does_not_fit']);
    }
  });

  it('knows to whom and by whom only of what is cut', () => {
    expect(found({ ...cut, closedTo: ['iraq'], closedBy: ['sdf'] })).toEqual([]);
    expect(found({ ...open, closedTo: ['iraq'], closedBy: ['sdf'] })).toEqual([
      '/condition/0/closedTo not_meant_here',
      '/condition/0/closedBy not_meant_here',
    ]);
    expect(found({ ...cut, closedTo: ['iraq', 'iraq'] })).toEqual(['/condition/0/closedTo/1 duplicate']);
  });

  it('refuses reversed moments and what lies after the report', () => {
    expect(found({ ...cut, since: '2017-03-07' })).toEqual(['/condition/0/since reversed']);
    expect(found({ ...cut, windowFrom: '2017-03-07' })).toEqual(['/condition/0/windowFrom reversed']);
    expect(found({ ...cut, since: '2017-03-01', windowFrom: '2017-03-02' })).toEqual([
      '/condition/0/windowFrom reversed',
    ]);
    expect(found({ ...cut, windowFrom: 'open', since: '2017-03-01' })).toEqual([]);
    expect(found({ ...cut, effective: '2017-03-07' })).toEqual(['/condition/0/effective after_report']);
  });

  it('refuses two claims about one axis of one place at one time', () => {
    expect(found(cut, open)).toEqual(['/condition/1 duplicate']);
    expect(found(cut, { ...open, effective: '2017-03-06T23:59:59.999+03:00' })).toEqual(['/condition/1 duplicate']);
    expect(found(cut, { ...open, place: 'road-mosul' })).toEqual([]);
  });

  it('a report without any reads as reports always did', () => {
    const report = (condition: readonly ConditionDto[]) =>
      canonicalReport({ ...sampleDraft, condition }, 'some-id', sampleDraft.reportedAt);
    expect(report([])).not.toHaveProperty('condition');
    expect(report([{ ...cut, closedTo: [] }]).condition).toEqual([{ ...cut, confidence: 'low' }]);
  });
});
