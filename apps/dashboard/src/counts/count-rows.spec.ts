import type { TallyExplanationDto } from 'sitrep-api';
import { countRows } from './count-rows.js';

const figure = (low: number, place: string, wording: string) => ({
  whole: { low, best: low, high: low },
  counted: true,
  basis: 'cumulative',
  from: '2017-03-01',
  to: '2017-03-07',
  places: [place],
  accounts: [{ wording, lowExclusive: false }],
});
const explained = (combined: number, totals: readonly object[], parts: readonly object[]): TallyExplanationDto =>
  ({
    answer: {
      measure: 'killed',
      group: 'civilians',
      unit: 'people',
      combined: { low: combined, best: combined, high: combined },
      lowExclusive: false,
      flags: [],
    },
    totals,
    itemised: { parts },
  }) as unknown as TallyExplanationDto;
const rowOf = (explanation: TallyExplanationDto) => countRows([explanation], [])[0];

describe('a count', () => {
  const [total, raid, blast] = [
    figure(30, 'mosul', 'thirty'),
    figure(5, 'tikrit', 'five'),
    figure(7, 'raqqa', 'seven'),
  ];

  it('that is one total has its place and its words, whatever is itemised inside', () => {
    expect(rowOf(explained(30, [total], [raid]))).toMatchObject({ places: ['mosul'], wording: 'thirty' });
  });

  it('of several places names none of them, and quotes none of its figures', () => {
    expect(rowOf(explained(12, [], [raid, blast]))).toMatchObject({ places: [], wording: null });
    expect(rowOf(explained(35, [total], [raid]))).toMatchObject({ places: [], wording: null });
  });

  it('of families is another than that of people', () => {
    const people = explained(30, [total], []);
    const families = { ...people, answer: { ...people.answer, unit: 'families' } } as TallyExplanationDto;
    const keys = countRows([people, families], []).map(({ key, unit }) => [key, unit]);
    expect(keys).toEqual([
      ['killed/civilians', 'people'],
      ['killed/civilians/families', 'families'],
    ]);
  });

  it('of one place told twice names the place and quotes nothing', () => {
    expect(rowOf(explained(10, [], [raid, raid]))).toMatchObject({ places: ['tikrit'], wording: null });
  });
});
