import { type ComparedCondition, conditionChange, conditionsBetween } from './condition-changes.js';
import { said } from './conditions.fixture.js';
import { lastMsOf, type Moment } from '../time/time.js';

const day = (text: string): Moment => text as Moment;
const axis = (states: string, more: Partial<ComparedCondition> = {}): ComparedCondition => {
  const all = states.split(' ').filter((one) => one !== '');
  return { state: all[0] ?? 'unknown', states: all, closedTo: [], closedBy: [], confidence: 'high', ...more };
};

describe('a change of condition', () => {
  const cut = said('cut', day('2017-03-09'));

  it('changed where the state is another and a claim took effect', () => {
    expect(conditionChange(axis('open'), axis('cut'), [cut])).toBe('changed');
    expect(conditionChange(axis('open', { confidence: 'low' }), axis('cut'), [cut])).toBe('changed');
    expect(conditionChange(axis('open cut', { state: 'disputed' }), axis('cut'), [cut])).toBe('changed');
    expect(conditionChange(axis('open cut', { state: 'transition' }), axis('cut'), [cut])).toBe('changed');
  });

  it('is refined while the earlier state is still in question, and where it is closed to others', () => {
    expect(conditionChange(axis('open'), axis('open cut', { state: 'disputed' }), [cut])).toBe('refined');
    expect(conditionChange(axis('open'), axis('open cut', { state: 'transition' }), [])).toBe('refined');
    expect(conditionChange(axis('cut'), axis('cut', { closedTo: ['a'] }), [cut])).toBe('refined');
  });

  it('is first reported from unknown, and lapses to unknown', () => {
    expect(conditionChange(axis(''), axis('cut'), [cut])).toBe('firstReported');
    expect(conditionChange(axis('destroyed', { state: 'transition' }), axis('destroyed'), [cut])).toBe('firstReported');
    expect(conditionChange(axis('open'), axis(''), [])).toBe('lapsed');
  });

  it('is none where both moments are answered alike', () => {
    expect(conditionChange(axis('cut'), axis('cut'), [cut])).toBeUndefined();
  });

  it('takes the claims that speak from a moment in between', () => {
    const between = {
      fromMs: lastMsOf(day('2017-03-08'), 'Asia/Baghdad'),
      toMs: lastMsOf(day('2017-03-09'), 'Asia/Baghdad'),
    };
    const since = said('cut', day('2017-03-12'), { since: day('2017-03-09') });
    const outside = [said('cut', day('2017-03-08')), said('cut', day('2017-03-10'))];
    expect(conditionsBetween([...outside, cut, since], 'Asia/Baghdad', between)).toEqual([cut, since]);
  });
});
