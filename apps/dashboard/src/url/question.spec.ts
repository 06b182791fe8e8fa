import { isDay, readQuestion, writeQuestion } from './question.js';

describe('the question in the address', () => {
  it('is read and written back the same', () => {
    const query = 'd=2017-03-08&k=2017-03-09&place=mosul-museum&party=iraq,sdf&status=held&theme=dark&link=1';
    const { question, dropped } = readQuestion(query);
    expect(dropped).toEqual([]);
    expect(question).toMatchObject({ d: '2017-03-08', k: '2017-03-09', party: ['iraq', 'sdf'], linked: true });
    expect(new URLSearchParams(writeQuestion(question))).toEqual(new URLSearchParams(query));
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
