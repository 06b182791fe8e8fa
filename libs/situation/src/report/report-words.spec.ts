import { assert, property, string } from 'fast-check';
import { soughtTerms, wordsOfReport } from './report-words.js';
import type { Report } from './report.js';

const report = (summary: string, more: Partial<Report> = {}): Report =>
  ({
    summary,
    occurred: { precision: 'day' },
    figures: [],
    source: { outlet: 'Reuters', chain: ['Iraqi military'], anonymity: 'named', seenByOutlet: false },
    ...more,
  }) as unknown as Report;
const words = (written: string): readonly string[] => soughtTerms(written).map(({ words }) => words.join(' '));

describe('the words of a report', () => {
  it('are those of its summary, then of all else that was written', () => {
    expect(wordsOfReport(report('Troops re-took Tal ‘Afar', { externalId: 'D 017', note: 'Seen from the air.' }))).toBe(
      'troops re took tal afar | reuters iraqi military d 017 seen from the air',
    );
  });

  it('are letter by letter where the script has no blanks between words', () => {
    expect(wordsOfReport(report('摩苏尔的大桥'))).toMatch(/^摩 苏 尔 的 大 桥 \|/);
  });

  it('have one blank between them, whatever the text', () => {
    const any = string({ unit: 'binary', maxLength: 40 });
    assert(property(any, (text) => !/^ | {2}| $/.test(wordsOfReport(report(text)).replace('| ', ''))));
  });
});

describe('what a search looks for', () => {
  it('is every word, and phrases in quotation marks of any language', () => {
    expect(words('bridge "old city" «rive droite» „eine Brücke“ -drone')).toEqual([
      'bridge',
      'old city',
      'rive droite',
      'eine brucke',
      'drone',
    ]);
    expect(soughtTerms('bridge -drone').map(({ isExcluded }) => isExcluded)).toEqual([false, true]);
    expect(words('"not closed')).toEqual(['not closed']);
  });

  it('goes on behind a word of three letters, not behind shorter ones and phrases', () => {
    expect(soughtTerms('recaptur is "old cit"').map(({ isPrefix }) => isPrefix)).toEqual([true, false, false]);
  });

  it('is spelt as names are', () => {
    expect(words('Raqqah الرقّة Tal-Afar Shi’ite l’hôpital')).toEqual(['raqa', 'رقه', 'tal afar', 'shiite', 'hopital']);
  });

  it('is nothing without letter or digit', () => {
    expect(soughtTerms(' – "…" - ')).toEqual([]);
  });

  it('never has a word that is empty', () => {
    const any = string({ unit: 'binary', maxLength: 60 });
    assert(property(any, (text) => soughtTerms(text).every(({ words }) => words.length > 0 && !words.includes(''))));
  });
});
