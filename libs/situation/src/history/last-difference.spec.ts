import { lastDifference } from './last-difference.js';

describe('the last difference of two timelines', () => {
  const at = (fromMs: number, toMs: number, value: string) => ({ fromMs, toMs, value });
  const of = (one: readonly ReturnType<typeof at>[], other: readonly ReturnType<typeof at>[], untilMs = 100) =>
    lastDifference(one, other, (value) => value, untilMs);

  it('is none where both say the same, however the stretches are cut', () => {
    expect(of([], [])).toBeUndefined();
    expect(of([at(0, Infinity, 'a')], [at(0, 5, 'a'), at(5, Infinity, 'a')])).toBeUndefined();
  });

  it('is the moment asked about where they still differ then', () => {
    expect(of([at(0, Infinity, 'a')], [at(0, Infinity, 'b')])).toBe(100);
    expect(of([], [at(-Infinity, Infinity, 'b')])).toBe(100);
  });

  it('is the last moment before they agree again', () => {
    expect(of([at(0, Infinity, 'a')], [at(0, 10, 'a'), at(10, 20, 'b'), at(20, Infinity, 'a')])).toBe(19);
    expect(of([at(0, 10, 'a')], [at(0, 20, 'a')])).toBe(19);
    expect(of([at(50, 60, 'a')], [])).toBe(59);
  });

  it('is nothing that lies behind the moment asked about', () => {
    expect(of([at(0, Infinity, 'a')], [at(0, 200, 'a')])).toBeUndefined();
    expect(of([at(0, Infinity, 'a')], [at(0, 100, 'a')])).toBe(100);
  });
});
