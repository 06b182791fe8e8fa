import { foldName, searchForms, trigramsOf } from './fold-name.js';

/** Names of which each finds every other. */
const alike: readonly (readonly string[])[] = [
  ['Mosul', 'MOSUL', 'Mosūl', 'Móşul'],
  ['الموصل', 'موصل', 'المُوصِل', 'المـــوصل', 'الموصل\u200f'],
  ['al-Mawsil', 'al Mawsil', 'Al-Mawṣil', 'Mawsil', 'el-Mawsil'],
  ['الرقة', 'الرقه', 'رقة', 'الرَّقَّة'],
  ['ar-Raqqah', 'ar-Raqqa', 'Al-Raqqah', 'Raqqah', 'Raqqa', 'Raqa', 'RAQQA\u200e', 'Raq\u00adqa', '\ufeffRaqqa'],
  ['Raqqah governorate', 'Raqqa governorate', 'raqqa\t  governorate'],
  ['Tall Afar', 'Tal Afar', "Tal 'Afar", 'Tal\u200dAfar'],
  ['Hammah', 'Hama'],
  ['Bashshar', 'Bashar'],
  ['Deir ez-Zor', 'Deir al-Zor', 'Deir el Zor', 'deirzor', 'Deir az-Zor'],
  ['دير الزور', 'دير زور', 'دَيْر الزَّوْر'],
  ['تلعفر', 'تل عفر', 'تل‌عفر'],
  ['Tal Afar', 'Tal-Afar', 'Talafar', "Tal 'Afar", 'Tal ʿAfar'],
  ['نينوى', 'نينوي', 'نینوی'],
  ['أربيل', 'اربيل', 'إربيل', 'اربیل'],
  ['القائم', 'القايم'],
  ['سامراء', 'سامرا'],
  ['مؤتة', 'موتة', 'موته'],
  ['ٱلشام', 'الشام', 'آلشام'],
  ['سلێمانی', 'سليماني'],
  ['کۆبانی', 'كوباني'],
  ['کەرکووک', 'كهركووك'],
  ['Hewlêr', 'hewler'],
  ['Diyarbakır', 'DIYARBAKIR', 'Diyarbakir'],
  ['İstanbul', 'istanbul', 'ISTANBUL'],
  ['Groß-Gerau', 'gross gerau'],
  ['Ærøskøbing', 'aeroskobing'],
  ['Łódź', 'lodz'],
  ["Shi'ite", 'Shi’ite', 'Shiʿite', 'shiite'],
  ['الكتيبة ١٢', 'كتيبه 12', 'الکتیبه ۱۲'],
  ['ﺍﻟﻤﻮﺻﻞ', 'الموصل'],
  ['Ａｌｅｐｐｏ', 'aleppo'],
  ['Київ', 'КИІВ'],
  ['Αθήνα', 'αθηνα'],
  ['ירושלים', 'יְרוּשָׁלַיִם'],
];

/** Names that nobody may take for one another. */
const apart: readonly (readonly [string, string])[] = [
  ['Mosul', 'Mosel'],
  ['Nineveh governorate', 'Nineveh'],
  ['الموصل', 'الموصلي'],
  ['حمص', 'حماة'],
  ['الله', 'له'],
  ['Alba', 'Ba'],
  ['Elba', 'Ba'],
  ['As Rasul', 'Rasul'],
  ['Brigade 11', 'Brigade 1'],
  ['Raqqa', 'Raqq'],
  ['Bahr', 'Bar'],
  ['Saad', 'Sad'],
  ['が', 'か'],
  ['कि', 'क'],
];

describe('a folded name', () => {
  it.each(alike)('is one for %s and the other ways to write it', (first, ...others) => {
    expect(foldName(first as string)).not.toBe('');
    for (const other of others) expect(foldName(other), other).toBe(foldName(first as string));
  });

  it.each(apart)('is another for %s than for %s', (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other));
  });

  it('is itself when folded again', () => {
    for (const name of alike.flat()) expect(foldName(foldName(name))).toBe(foldName(name));
  });

  it('keeps an article that stands alone, and is empty without letters and digits', () => {
    expect([foldName('Al'), foldName('ال'), foldName('آل')]).toEqual(['al', 'ال', 'ال']);
    expect(['', ' ', "-'–", 'ـ', '\u200f'].map(foldName)).toEqual(['', '', '', '', '']);
  });
});

describe('the forms that a name is searched by', () => {
  it('are with and without its article, each once', () => {
    expect(searchForms('al-Bab', 'Al Bab', 'Bab')).toEqual(['albab', 'bab']);
    expect(searchForms('Mosul', 'الموصل')).toEqual(['mosul', 'الموصل', 'موصل']);
    expect(searchForms('Deir ez-Zor')).toEqual(['deirezor', 'deirzor']);
    for (const form of searchForms('ديرالزور')) expect(searchForms('دير الزور')).toContain(form);
    expect(searchForms('–', '…')).toEqual([]);
  });

  it('keep the final h of inner words too, so that a name written as one word is found', () => {
    expect(searchForms('Salah ad-Din')).toEqual(['saladin', 'salaadin', 'salahadin', 'salahdin'].sort());
    for (const form of searchForms('Salahaddin')) expect(searchForms('Salah ad-Din')).toContain(form);
  });

  it('hold the runs of three of whatever they hold', () => {
    expect(trigramsOf('mosul', 'sul')).toEqual(['mos', 'osu', 'sul']);
    expect(trigramsOf('mo')).toEqual([]);
    expect(trigramsOf('𐎠𐎡𐎢𐎣')).toEqual(['𐎠𐎡𐎢', '𐎡𐎢𐎣']);
  });
});
