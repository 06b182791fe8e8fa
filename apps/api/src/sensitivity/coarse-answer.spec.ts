import type { PublicView } from '#platform';
import { coarseAnswer, coarseMoment, idsIn } from './coarse-answer.js';

const view: PublicView = { place: [], time: 'month', source: 'none', count: 'none' };
const [hidden, other, pseudonym] = [1, 2, 3].map((digit) => `${digit}0000000-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
];
const coarse = (answer: unknown) => coarseAnswer(answer, new Map([[hidden, pseudonym]]), view);

describe('a coarse answer', () => {
  it('has a pseudonym in every text that holds the id, and says how many reports are withheld', () => {
    const { answer, withheld } = coarse({
      a: [`/v1/reports/${hidden}`],
      b: `report:${hidden.toUpperCase()}`,
      c: other,
    });
    expect(answer).toEqual({ a: [`/v1/reports/${pseudonym}`], b: `report:${pseudonym}`, c: other });
    expect(withheld).toBe(1);
    expect(idsIn({ a: hidden, b: [`x${other}`, hidden.toUpperCase()] })).toEqual([hidden, other]);
  });

  it('coarsens moments, numbers and remarks of the report, and nothing of one beside it', () => {
    const account = { low: 4, best: 5, wording: 'five', knownFrom: '2020-03-17T10:00:00Z', by: { id: 'key:1' } };
    const { answer } = coarse({
      items: [
        { ...account, report: { id: hidden } },
        { ...account, report: { id: other } },
      ],
    });
    expect(answer).toEqual({
      items: [
        {
          low: null,
          best: null,
          wording: null,
          knownFrom: '2020-03-01T00:00:00.000Z',
          by: null,
          report: { id: pseudonym, withheld: true },
          withheld: true,
        },
        { ...account, report: { id: other } },
      ],
    });
  });

  it('tells of an account what open reports say of it, and of one that is withheld alone nothing', () => {
    const coded = [{ status: 'held', effective: '2020-03-17T05:43:21Z', count: { best: 61 } }];
    const account = (...reports: readonly string[]) => ({ says: '61 since 17 March', coded, reports });
    const { answer } = coarse({ accounts: [account(hidden), account(hidden, other), account(other)] });
    expect(answer).toEqual({
      accounts: [
        { says: 'withheld', coded: [], reports: [pseudonym] },
        {
          says: '61 since 17 March',
          coded: [{ status: 'held', effective: '2020-03-01T00:00:00.000Z', count: { best: 61 } }],
          reports: [pseudonym, other],
        },
        account(other),
      ],
    });
  });

  it('gives a number as its power of ten where the desk has set that', () => {
    const ranged = (told: object) =>
      coarseAnswer({ ...told, report: hidden }, new Map([[hidden, pseudonym]]), { ...view, count: 'range' }).answer;
    expect(ranged({ low: null, best: 61, high: null })).toMatchObject({ low: 10, best: null, high: 99 });
    expect(ranged({ low: 10, high: 99 })).toMatchObject({ low: 10, high: 99 });
    expect(ranged({ low: 0, best: 3, high: 1_200 })).toMatchObject({ low: 0, high: 9_999 });
  });

  it('keeps what an answer comes to, and coarsens of when its last evidence is', () => {
    const row = { status: 'held', best: 9, lastEvidence: '2020-03-17', evidenceAgeDays: 4, origin: 'a voice' };
    expect(coarse({ ...row, reports: [{ id: hidden, externalId: null }] }).answer).toMatchObject({
      status: 'held',
      best: 9,
      lastEvidence: '2020-03-01',
      evidenceAgeDays: null,
      origin: null,
    });
    expect(coarse({ ...row, reports: [{ id: other }] }).answer).toMatchObject(row);
  });

  it.each([
    ['2020-03-18', 'day', '2020-03-18'],
    ['2020-03-18', 'week', '2020-03-16'],
    ['2020-03-18T23:00:00+03:00', 'month', '2020-03-01T00:00:00.000Z'],
    ['2020-03-18', 'year', '2020-01-01'],
    ['open', 'year', 'open'],
  ] as const)('widens %s to its %s: %s', (text, time, wide) => {
    expect(coarseMoment(text, { time })).toBe(wide);
  });

  it('coarsens what is counted by withheld reports alone, and leaves what others count, too', () => {
    const part = { from: '2020-03-17', to: null, places: ['house'], whole: { low: 61, best: 61, high: 61 }, share: 1 };
    const account = (id: string) => ({ report: { id }, low: 61, best: 61, high: 61 });
    const { answer } = coarse({
      parts: [
        { ...part, accounts: [account(hidden)] },
        { ...part, accounts: [account(hidden), account(other)] },
      ],
    });
    expect(answer).toMatchObject({
      parts: [
        { from: '2020-03-01', to: null, places: [], whole: { low: null, best: null, high: null }, share: 1 },
        { from: '2020-03-17', places: ['house'], whole: { low: 61, best: 61, high: 61 } },
      ],
    });
  });
});
