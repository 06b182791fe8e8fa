import type { Place } from '../api/situation.js';
import { idOf, languageOf, likelyParent, missingIn, type NewPlace, placeOf, withLikelyParent } from './new-place.js';

const place = (id: string, kind: string, lat: number, lon: number): Place =>
  ({ id, name: id, kind, location: { lat, lon, precisionKm: 1 }, timeZone: 'Asia/Baghdad' }) as Place;
const answers: NewPlace = {
  name: ' Wadi Hajar ',
  otherName: 'وادي حجر',
  kind: 'district',
  spot: { lat: 36.31, lon: 43.12 },
  precisionKm: 1,
  parent: 'mosul',
  ends: [],
  meant: false,
};

describe('a place that is not registered yet', () => {
  it('has an id out of its name, and another where that is taken', () => {
    expect(idOf('Tall Kayf – Mosul road', () => false)).toBe('tall-kayf-mosul-road');
    expect(idOf('Éclat', (id) => id === 'eclat')).toBe('eclat-2');
    expect(idOf('وادي حجر', () => false)).toMatch(/^place-[0-9a-f]{8}$/);
  });

  it('is sent with its other name in the language of its script, and without what was not said', () => {
    expect(placeOf(answers, 'wadi-hajar', 'Asia/Baghdad')).toEqual({
      id: 'wadi-hajar',
      name: 'Wadi Hajar',
      kind: 'district',
      timeZone: 'Asia/Baghdad',
      parent: 'mosul',
      location: { lat: 36.31, lon: 43.12, precisionKm: 1 },
      names: [{ language: 'ar', name: 'وادي حجر' }],
    });
    expect(placeOf({ ...answers, kind: 'road', ends: ['a', 'b'], spot: undefined, meant: true }, 'r', 'UTC')).toEqual(
      expect.objectContaining({ connects: ['a', 'b'], locationConfirmed: true }),
    );
    expect(languageOf('Тикрит')).toBe('ru');
  });

  it('is not sent before its kind is said and what it is part of, or on purpose that it is part of nothing', () => {
    expect(missingIn({ ...answers, name: ' ' })).toBe('name');
    expect(missingIn({ ...answers, kind: undefined })).toBe('kind');
    expect(missingIn({ ...answers, parent: undefined })).toBe('parent');
    expect(missingIn({ ...answers, kind: 'road', parent: undefined, ends: ['a'] })).toBe('parent');
    expect(missingIn({ ...answers, kind: 'road', parent: undefined, ends: ['a', 'b'] })).toBeUndefined();
    expect(missingIn({ ...answers, parent: null })).toBeUndefined();
    expect(placeOf({ ...answers, parent: null }, 'wadi-hajar', 'UTC')).not.toHaveProperty('parent');
  });

  it('gets its likely parent whether its kind or its position is said first, and never against what was said', () => {
    const mosul = [place('mosul', 'city', 36.34, 43.13)];
    const open = { ...answers, parent: undefined };
    expect(withLikelyParent(open, mosul).parent).toBe('mosul');
    expect(withLikelyParent({ ...open, kind: undefined }, mosul).parent).toBeUndefined();
    expect(withLikelyParent({ ...open, spot: undefined }, mosul).parent).toBeUndefined();
    expect(withLikelyParent({ ...answers, parent: null }, mosul).parent).toBeNull();
  });

  it('is taken to be part of the smallest that reaches it', () => {
    const places = [
      place('nineveh', 'governorate', 36.2, 42.9),
      place('mosul', 'city', 36.34, 43.13),
      place('west', 'district', 36.335, 43.115),
      place('raqqa', 'city', 35.95, 39.01),
    ];
    expect(likelyParent({ lat: 36.336, lon: 43.116 }, 'building', places)?.id).toBe('west');
    expect(likelyParent({ lat: 36.31, lon: 43.12 }, 'district', places)?.id).toBe('mosul');
    expect(likelyParent({ lat: 36.37, lon: 42.45 }, 'city', places)?.id).toBe('nineveh');
    expect(likelyParent({ lat: 10, lon: 10 }, 'city', places)).toBeUndefined();
  });
});
