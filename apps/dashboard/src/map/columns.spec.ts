import { inColumns } from './columns.js';
import { boxOfLabel, type Drawn, overlap } from './boxes.js';
import { layOut } from './layout.js';

const view = { width: 600, height: 500 };
const words = (id: string) => ({ name: `Quarter ${id}`, brief: 'Iraq' });
/** Forty places in a patch of 60 px, many on one another, as guesses are. */
const crowd = Array.from({ length: 40 }, (_none, n) => ({
  id: String(n),
  x: 280 + (n % 6) * 10,
  y: 230 + Math.floor(n / 6) * 8,
  r: 10,
  rank: 1,
}));

describe('words in columns', () => {
  const { drawn, close } = layOut(crowd, view, words, { columns: 'rest' });

  it('stand for what has no room, and for what lies under another mark, each with a line to its point', () => {
    const columned = drawn.filter(({ point }) => point !== undefined);
    expect(columned.length).toBeGreaterThan(15);
    expect(drawn.length + close).toBe(crowd.length);
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(drawn.length);
    for (const { id, point } of columned) {
      const { x, y } = crowd.find((one) => one.id === id) as { x: number; y: number };
      expect(point).toEqual([x, y]);
    }
  });

  it('never cover one another, nor leave the map', () => {
    const boxes = drawn.flatMap((one) => (one.label === undefined ? [] : [boxOfLabel(one, one.label)]));
    for (const [index, box] of boxes.entries()) {
      expect(boxes.slice(index + 1).filter((other) => overlap(box, other))).toEqual([]);
      expect(box.left >= 0 && box.right <= view.width && box.top >= 0 && box.bottom <= view.height).toBe(true);
    }
  });

  it('stand for everything in a close-up, in one line each', () => {
    const all = layOut(
      crowd.slice(0, 20),
      { width: 760, height: 290 },
      (id) => ({ name: `Quarter ${id}`, brief: '' }),
      { columns: 'all' },
    );
    expect([all.drawn.length, all.close]).toEqual([20, 0]);
    expect(all.drawn.every(({ label, point, x }) => label !== undefined && point !== undefined && point[0] !== x)).toBe(
      true,
    );
  });

  it('are given no row where none is free', () => {
    const wall = { left: 0, top: 0, right: 600, bottom: 500 };
    const one = { ...crowd[0], name: 'a', brief: '', label: undefined, under: 0 } as Drawn;
    expect(inColumns([one], view, [wall])).toEqual([]);
  });
});
