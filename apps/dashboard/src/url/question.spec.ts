import { isDay, readQuestion, writeQuestion } from './question.js';

describe('the question in the address', () => {
  it('is read and written back the same', () => {
    const query = 'd=2017-03-08&k=2017-03-09&place=mosul-museum&party=iraq,sdf&status=held&theme=dark&link=1';
    const { question, dropped } = readQuestion(query);
    expect(dropped).toEqual([]);
    expect(question).toMatchObject({ d: '2017-03-08', k: '2017-03-09', party: ['iraq', 'sdf'], linked: true });
    expect(new URLSearchParams(writeQuestion(question))).toEqual(new URLSearchParams(query));
  });

  it('has whose word counts, where, and what is pinned', () => {
    const snapshot = `0190d5a2-7c1e-4b4e-8f0a-3d2c1b0a9f8e.331.10.${'0f'.repeat(32)}`;
    const query =
      `snapshot=${snapshot}&policy=admission-against-interest@1&stance=claimed&within=mosul&grade=A,2` +
      '&recorded=2026-11-30T06:31:00.000Z&pins=killed:islamic-state:mosul,displaced:civilians';
    const { question, dropped } = readQuestion(query);
    expect(dropped).toEqual([]);
    expect(question).toMatchObject({ snapshot, stance: 'claimed', within: 'mosul', grade: ['A', '2'] });
    expect(writeQuestion(question)).toBe(query);
    expect(readQuestion('policy=mine&stance=loud&grade=Z&pins=killed&snapshot=1&recorded=today').dropped).toEqual([
      'snapshot=1',
      'policy=mine',
      'stance=loud',
      'grade=Z',
      'recorded=today',
      'pins=killed',
    ]);
  });

  it('drops what cannot be meant, by name', () => {
    const { question, dropped } = readQuestion('d=2017-02-30&k=soon&status=held,lost&theme=pink&vs=x:1&place=<b>');
    expect(question).toMatchObject({ d: undefined, k: undefined, status: ['held'], theme: undefined });
    expect(dropped).toEqual(['k=soon', 'd=2017-02-30', 'place=<b>', 'status=lost', 'vs=x:1', 'theme=pink']);
  });

  it('takes now as the default of the known date', () => {
    expect(readQuestion('k=now')).toMatchObject({ question: { k: undefined }, dropped: [] });
    expect(writeQuestion(readQuestion('').question)).toBe('');
  });

  it.each([
    ['2016-02-29', true],
    ['2017-02-29', false],
    ['2017-13-01', false],
    ['2017-3-1', false],
  ])('says whether %s is a day', (day, is) => expect(isDay(day)).toBe(is));
});
