import { insideOf, lineOf } from './containing.js';
import type { Place } from './situation.js';

const place = (id: string, parent?: string) => ({ id, ...(parent === undefined ? {} : { parent }) }) as Place;
const places = [
  place('nineveh'),
  place('mosul', 'nineveh'),
  place('old-city', 'mosul'),
  place('raqqa'),
  place('a', 'b'),
  place('b', 'a'),
];
const parentOf = (id: string): string | undefined => places.find((one) => one.id === id)?.parent;

it('a place lies in all that it is a part of, and in itself', () => {
  expect(lineOf('old-city', parentOf)).toEqual(['old-city', 'mosul', 'nineveh']);
  expect([...(insideOf(places, 'mosul') ?? [])]).toEqual(['mosul', 'old-city']);
  expect(insideOf(places, undefined)).toBeUndefined();
  expect(insideOf(places, 'nowhere')?.size).toBe(0);
});

it('a circle of parents ends', () => expect(lineOf('a', parentOf).length).toBeLessThan(20));
