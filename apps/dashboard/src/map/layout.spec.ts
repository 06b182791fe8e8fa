import { type Candidate, layOut } from './layout.js';

const at = (id: string, x: number, y: number, change: Partial<Candidate> = {}): Candidate => ({
  id,
  x,
  y,
  r: 10,
  rank: 1,
  name: 'Mosul',
  brief: '',
  ...change,
});

describe('the layout of marks', () => {
  it('accounts for every place: drawn, in need of a closer view, or outside', () => {
    const places = [at('a', 100, 100), at('b', 104, 102), at('c', 300, 100), at('d', -5, 100)];
    const { drawn, close, outside } = layOut(places, 400, 200);
    expect(drawn.map(({ id, under }) => [id, under])).toEqual([
      ['a', 1],
      ['c', 0],
    ]);
    expect(drawn.length + close + outside).toBe(places.length);
  });

  it('draws the important one where two lie on one another', () => {
    const { drawn } = layOut([at('a', 100, 100), at('z', 101, 100, { rank: 0 })], 400, 200);
    expect(drawn.map(({ id }) => id)).toEqual(['z']);
  });

  it('finds a label another side where the first is taken, and none where all are', () => {
    const { drawn } = layOut([at('a', 200, 100), at('b', 225, 100)], 400, 200);
    expect(drawn.map(({ label }) => label?.anchor)).toEqual(['end', 'start']);
    const wall = { left: 0, top: 0, right: 400, bottom: 200 };
    expect(layOut([at('a', 200, 100)], 400, 200, [wall]).drawn[0]?.label).toBeUndefined();
  });

  it('gives the same for the same, in whatever order it comes', () => {
    const places = [at('a', 100, 100), at('b', 110, 104), at('c', 120, 108), at('d', 130, 112)];
    expect(layOut([...places].reverse(), 400, 200)).toEqual(layOut(places, 400, 200));
  });
});
