import { unknown_answer } from '../marks/form.js';
import { Parties } from '../marks/parties.js';
import ar from './messages/ar.json';
import en from './messages/en.json';
import { agoOf, amountOf, briefOf, conditionsText, unitOf, verdictOf } from './sentences.js';
import { wordsOf } from './words.jsx';

const words = wordsOf('en', en);
const desk = [
  { id: 'iraq', name: 'Iraq', letters: 'IRQ', colour: 'p2' } as const,
  { id: 'islamic-state', name: 'Islamic State', letters: 'IS', colour: 'p1' } as const,
];
const parties = new Parties(desk, new Map(), '2017-03-08');
const answer = (change: object) => ({ ...unknown_answer, ...change });

describe('an answer in words', () => {
  it.each([
    [{ status: 'held', holders: ['iraq'] }, 'Held by Iraq', 'Iraq'],
    [{ status: 'held', holders: ['iraq'], extent: 'most' }, 'Most of it held by Iraq', 'most of it Iraq'],
    [
      { status: 'held', holders: ['iraq'], aged: true, lastEvidence: '2015-12-31' },
      'Held by Iraq',
      'Iraq, seen 31 December 2015',
    ],
    [{ status: 'inferred', holders: ['islamic-state'] }, 'Inferred: Islamic State', 'inferred Islamic State'],
    [
      { status: 'contested', holders: ['iraq', 'islamic-state'] },
      'Contested between Iraq and Islamic State',
      'contested',
    ],
    [{ status: 'contested', stale: true }, 'Fought over, no holder named', 'fighting, no later report'],
    [{ status: 'divided', holders: ['islamic-state'] }, 'Divided: part of it Islamic State', 'divided'],
    [
      { status: 'transition', transition: { from: ['islamic-state'], to: ['iraq'] } },
      'Changing hands, from Islamic State to Iraq',
      'changing hands',
    ],
    [{ status: 'unknown' }, 'No report yet', 'no report yet'],
  ])('%o', (change, verdict, brief) => {
    expect(verdictOf(answer(change), parties, words)).toBe(verdict);
    expect(briefOf(answer(change), parties, words)).toBe(brief);
  });

  it.each([
    [{ low: 3000, best: null, high: 6000, lowExclusive: false }, '3,000 to 6,000'],
    [{ low: 20, best: null, high: null, lowExclusive: true }, 'more than 20'],
    [{ low: 0, best: null, high: null, lowExclusive: false }, 'not known for these days'],
    [{ low: 24, best: null, high: null, lowExclusive: false }, 'at least 24'],
    [{ low: 12, best: 14, high: null, lowExclusive: false }, 'at least 12, best account 14'],
    [{ low: 20, best: 25, high: null, lowExclusive: true }, 'more than 20, best account 25'],
    [{ low: 134, best: 134, high: 134, lowExclusive: false }, '134'],
    [{ low: null, best: null, high: null, lowExclusive: false }, 'not published'],
    [{ low: null, best: null, high: 200, lowExclusive: false, unit: 'm' }, 'at most 200 m'],
    [{ low: 8.4, best: null, high: 12, lowExclusive: false, unit: 'km' }, '8.4 to 12 km'],
    [{ low: 1, best: null, high: null, lowExclusive: true, unit: 'days' }, 'more than 1 day'],
    [{ low: 60, best: 60, high: 60, lowExclusive: false, unit: 'percent' }, '60%'],
    [{ low: 20, best: null, high: null, lowExclusive: false, unit: 'families' }, 'at least 20 families'],
    [{ low: 20, best: 20, high: 20, lowExclusive: false, unit: 'people' }, '20'],
    [{ low: null, best: null, high: null, lowExclusive: false, unit: 'km' }, 'not published'],
  ])('%o is %s', (count, text) => expect(amountOf(count, words)).toBe(text));

  it('has the unit that a figure names, or else that of its measure', () => {
    expect([unitOf('distance'), unitOf('distance', 'm'), unitOf('duration'), unitOf('killed')]).toEqual([
      'km',
      'm',
      'days',
      undefined,
    ]);
  });

  it('keeps its order in Arabic where it stands between names of another script', () => {
    const arabic = wordsOf('ar', ar);
    expect(verdictOf(answer({ status: 'held', holders: ['iraq'] }), parties, arabic)).toBe(
      '\u2067تحت سيطرة Iraq\u2069',
    );
  });

  it('says how old it is', () => {
    expect([0, 1, 18].map((days) => agoOf(days, words))).toEqual(['that day', '1 day before', '18 days before']);
  });
});

it('lists conditions with a capital at the beginning alone, and with the commas of the language', () => {
  const conditions = ['under_attack', 'under_fire'];
  expect(conditionsText(conditions, words)).toBe('Under attack and under fire');
  const arabic = wordsOf('ar', ar);
  expect(arabic.commas(['الموصل', 'نينوى'])).toBe('الموصل، نينوى');
  expect(arabic.semicolons(['الموصل', 'نينوى'])).toBe('الموصل؛ نينوى');
});
