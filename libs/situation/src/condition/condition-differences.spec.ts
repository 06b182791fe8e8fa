import { endOfDayMs, type Day } from '../time/time.js';
import { conditionDifferences, momentsOfCondition } from './condition-differences.js';
import type { KnownCondition } from './condition-evidence.js';
import { said } from './conditions.fixture.js';

const zone = 'Asia/Baghdad';
const day = (text: string) => text as Day;
const ninthMs = endOfDayMs(day('2017-03-09'), zone);

const between = (before: readonly KnownCondition[], added: readonly KnownCondition[]) =>
  conditionDifferences({ before, after: [...before, ...added], added }, 'passage', zone);

describe('how two states of the log differ about an axis of a thing', () => {
  const open = said('open', day('2017-03-07'));
  const cut = said('cut', day('2017-03-09'));

  it('is another state, by the report that came in between', () => {
    expect(between([open], [cut]).at(ninthMs)).toMatchObject({
      kind: 'changed',
      before: { state: 'open', reports: [open.reportId] },
      after: { state: 'cut', reports: [cut.reportId] },
      reports: [cut.reportId],
    });
  });

  it('is none of what is said of the other axis, or of nothing new', () => {
    expect(between([open], [said('destroyed', day('2017-03-09'))]).at(ninthMs)?.kind).not.toBe('changed');
    expect(between([open], []).at(ninthMs)).toBeUndefined();
  });

  it('lies at the last moment that differs, and nowhere where none does', () => {
    const untilMs = endOfDayMs(day('2017-03-20'), zone);
    const opened = said('open', day('2017-03-12'));
    const lastMs = between([open, opened], [cut]).lastMs(untilMs);
    expect(lastMs).toBeLessThan(endOfDayMs(day('2017-03-12'), zone));
    expect(between([open, opened], [cut]).at(lastMs)).toBeDefined();
    expect(between([open], []).lastMs(untilMs)).toBe(untilMs);
  });

  it('is compared at the day that a claim gives to its end, or at its instant', () => {
    expect(momentsOfCondition(cut, zone)).toEqual([{ at: '2017-03-09', ms: ninthMs }]);
    const [at] = momentsOfCondition(said('cut', '2017-03-09T09:00:00Z'), zone);
    expect(at).toEqual({ at: '2017-03-09T09:00:00.000Z', ms: Date.parse('2017-03-09T09:00:00Z') });
  });
});
