import type { Candidate } from './boxes.js';
import { layOut } from './layout.js';

const view = { width: 400, height: 200 };
const words = () => ({ name: 'Mosul', brief: '' });

const at = (id: string, x: number, y: number, change: Partial<Candidate> = {}): Candidate => ({
  id,
  x,
  y,
  r: 10,
  rank: 1,
  ...change,
});

describe('the layout of marks', () => {
  it('accounts for every place: drawn, in need of a closer view, or outside', () => {
    const places = [at('a', 100, 100), at('b', 104, 102), at('c', 300, 100), at('d', -5, 100)];
    const { drawn, close, outside } = layOut(places, view, words);
    expect(drawn.map(({ id, under }) => [id, under])).toEqual([
      ['a', 1],
      ['c', 0],
    ]);
    expect(drawn.length + close + outside).toBe(places.length);
  });

  it('draws the important one where two lie on one another', () => {
    const { drawn } = layOut([at('a', 100, 100), at('z', 101, 100, { rank: 0 })], view, words);
    expect(drawn.map(({ id }) => id)).toEqual(['z']);
  });

  it('finds a label another side where the first is taken, and none where all are', () => {
    const { drawn } = layOut([at('a', 200, 100), at('b', 225, 100)], view, words);
    expect(drawn.map(({ label }) => label?.anchor)).toEqual(['end', 'start']);
    const wall = { left: 0, top: 0, right: 400, bottom: 200 };
    expect(layOut([at('a', 200, 100)], view, words, { taken: [wall] }).drawn[0]?.label).toBeUndefined();
  });

  it('gives the same for the same, in whatever order it comes', () => {
    const places = [at('a', 100, 100), at('b', 110, 104), at('c', 120, 108), at('d', 130, 112)];
    expect(layOut([...places].reverse(), view, words)).toEqual(layOut(places, view, words));
  });

  it('asks only what it draws for its words, of ten thousand places too', () => {
    const places = Array.from({ length: 10_000 }, (_none, n) => at(`p${n}`, (n % 100) * 4, Math.floor(n / 100) * 2));
    const asked = new Set<string>();
    const { drawn, close } = layOut(places, view, (id) => {
      asked.add(id);
      return words();
    });
    expect(asked.size).toBe(drawn.length);
    expect(drawn.length + close).toBe(10_000);
    expect(drawn.length).toBeLessThan(500);
  });

  it('draws no more marks than can be told apart, however large the view, and accounts for the rest', () => {
    const places = Array.from({ length: 2_000 }, (_none, n) => at(`p${n}`, (n % 50) * 60, Math.floor(n / 50) * 60));
    const { drawn, close } = layOut(places, { width: 3000, height: 2400 }, words);
    expect([drawn.length, close]).toEqual([600, 1400]);
  });
});
