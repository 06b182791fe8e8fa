import { agenciesOf, splitSources } from './ucdp-sources.js';

describe('the sources of an event', () => {
  it('are split, commas and quotes in headlines and all; 1753-01-01 is no date', () => {
    const text = '"Strait Wire,2021-04-02,Clashes, eight dead";"Coast Radio,1753-01-01,"Five" dead"';
    expect(splitSources(text)).toEqual([
      { agency: 'Strait Wire', day: '2021-04-02', headline: 'Clashes, eight dead' },
      { agency: 'Coast Radio', day: undefined, headline: '"Five" dead' },
    ]);
    expect(agenciesOf(splitSources(`${text};"Strait Wire,2021-04-03,More"`))).toEqual(['Strait Wire', 'Coast Radio']);
  });

  it('of an older event are one text', () => {
    expect(splitSources('r 25/2')).toEqual([{ agency: '', day: undefined, headline: 'r 25/2' }]);
    expect(splitSources('')).toEqual([]);
  });
});
