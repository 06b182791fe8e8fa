import type { CountRow } from './count-rows.js';
import { pinOf, rowsOfPins, turned, writePin } from './pins.js';

const row = (measure: string, group: string, key = `${measure}/${group}`) => ({ measure, group, key }) as CountRow;

describe('the counts that somebody keeps in sight', () => {
  it('are written as they are read', () => {
    for (const text of ['killed:islamic-state', 'killed:islamic-state:mosul'])
      expect(writePin(pinOf(text), pinOf(text).place)).toBe(text);
    expect(turned(turned([], 'killed:civilians'), 'killed:civilians')).toEqual([]);
  });

  it('stand in their order, each as counted within its place', () => {
    const rows = {
      '': [row('killed', 'civilians'), row('wounded', 'civilians')],
      mosul: [row('killed', 'civilians', 'm')],
    };
    const pins = ['wounded:civilians', 'killed:civilians:mosul', 'missing:civilians'].map(pinOf);
    const found = rowsOfPins(pins, (place) => rows[(place ?? '') as keyof typeof rows]);
    expect(found.map(({ key, within }) => [key, within])).toEqual([
      ['wounded/civilians', undefined],
      ['m', 'mosul'],
    ]);
  });
});
