import { asksOf, no_type } from './asks.js';
import { emptyForm, type FormState } from './form-state.js';
import { lacksDay, missingOf } from './missing.js';

const seized = asksOf({
  ...no_type,
  type: 'building_recaptured',
  mayDoToControl: 'may_change_holder',
  family: 'territory',
  asks: [{ role: 'by', question: 'Who did it?', required: false }],
});
const answered: FormState = {
  ...emptyForm('2017-03-08'),
  type: 'building_recaptured',
  place: 'museum',
  outlet: 'Desk',
  actors: { by: ['iraq'] },
};

describe('what a form still asks before it is sent', () => {
  it('is nothing of a whole report', () => {
    expect(missingOf(answered, seized, undefined)).toEqual({});
  });

  it('is who holds the place by now, until somebody is named or nobody is said to be', () => {
    const unnamed = { ...answered, actors: {} };
    expect(missingOf(unnamed, seized, undefined)).toEqual({ who: 'form.need-holder' });
    expect(missingOf({ ...unnamed, unnamedIn: 'building_recaptured' }, seized, undefined)).toEqual({});
    // What was said of another type is no answer to this one's question.
    expect(missingOf({ ...unnamed, unnamedIn: 'bridge_captured' }, seized, undefined)).toEqual({
      who: 'form.need-holder',
    });
    expect(missingOf(unnamed, asksOf(no_type), undefined)).toEqual({});
  });

  it('is whether the old words still hold where a correction changes what the answers say', () => {
    const filled = { ...answered, summary: 'Twelve were killed.', reason: 'Misheard.' };
    const corrected = { filled, sentenceBefore: '12 killed', sentence: '21 killed' };
    expect(missingOf(filled, seized, corrected)).toEqual({ summary: 'form.need-summary' });
    expect(missingOf(filled, seized, { ...corrected, sentence: '12 killed' })).toEqual({});
    for (const change of [{ summaryHolds: '21 killed' }, { summary: 'Twenty-one were killed.' }, { summary: '' }])
      expect(missingOf({ ...filled, ...change }, seized, corrected)).toEqual({});
  });

  it('is the same question again once the answers say something else than what the words were said to hold beside', () => {
    const filled = { ...answered, summary: 'Twelve were killed.', reason: 'Misheard.' };
    const corrected = { filled, sentenceBefore: '12 killed', sentence: '31 killed' };
    expect(missingOf({ ...filled, summaryHolds: '21 killed' }, seized, corrected)).toEqual({
      summary: 'form.need-summary',
    });
  });

  it('knows that without a day nothing is claimed', () => {
    expect(lacksDay({ ...answered, day: 'unknown' }, seized)).toBe(true);
    expect(lacksDay(answered, seized)).toBe(false);
  });
});
