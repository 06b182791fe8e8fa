import { endsAsked } from './route-asked.js';

describe('a way as people ask for it', () => {
  it.each([
    ['road from Mosul to Tal Afar', ['Mosul', 'Tal Afar']],
    ['between Raqqa and Deir al-Zor', ['Raqqa', 'Deir al-Zor']],
    ['route de Mossoul à Tal Afar', ['Mossoul', 'Tal Afar']],
    ['طريق من الموصل إلى تلعفر', ['الموصل', 'تلعفر']],
    ['Mosul – Tal Afar', ['Mosul', 'Tal Afar']],
    ['Mosul to Tal Afar road', ['Mosul', 'Tal Afar']],
  ])('%s has two ends', (text, ends) => expect(endsAsked(text)).toEqual(ends));

  it.each(['Mosul', 'Deir al-Zor', 'from Mosul', 'to'])('%s has not', (text) =>
    expect(endsAsked(text)).toBeUndefined(),
  );
});
