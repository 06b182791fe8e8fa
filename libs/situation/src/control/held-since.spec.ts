import { type HeldStretch, heldSince } from './held-since.js';

const sidesOf = (actors: readonly string[]): readonly string[] => [
  ...new Set(actors.map((actor) => (actor === 'iraqi-army' ? 'iraq' : actor))),
];
type Said = readonly (readonly string[] | undefined)[];

/** Stretches one after another, from 0 on, each of length 10; a gap where nothing is named. */
function stretches(...said: Said): readonly HeldStretch[] {
  return said.flatMap((one, index) => {
    if (one === undefined) return [];
    const [status = '', ...holders] = one;
    const transition = status === 'transition' ? { from: holders.slice(0, 1), to: holders.slice(1) } : null;
    return [{ fromMs: index * 10, toMs: index * 10 + 10, status, holders, transition }];
  });
}
const since = (...said: Said) => heldSince(stretches(...said), sidesOf, true);

describe('since when a place is held', () => {
  it('is the beginning of all that names the same sides without a break', () => {
    const said = [
      ['held', 'islamic-state'],
      ['held', 'iraqi-army'],
      ['contested', 'iraq'],
      ['held', 'iraq'],
    ] as const;
    expect(since(...said)).toEqual({ sinceMs: 10, takenFrom: ['islamic-state'] });
    expect(since(['held', 'iraq'], undefined, ['held', 'iraq'])).toEqual({ sinceMs: 20, takenFrom: [] });
  });

  it('leaves out what is inferred, and what is told of a handover', () => {
    expect(since(['inferred', 'iraq'], ['held', 'iraq'])).toEqual({ sinceMs: 10, takenFrom: [] });
    expect(since(['transition', 'islamic-state', 'iraq'], ['held', 'iraq'])).toEqual({
      sinceMs: 10,
      takenFrom: ['islamic-state'],
    });
  });

  it('is taken from whoever held it before a fight without names', () => {
    const said = [['held', 'islamic-state'], ['contested'], ['held', 'iraq']] as const;
    expect(since(...said)).toEqual({ sinceMs: 20, takenFrom: ['islamic-state'] });
    expect(since(['contested', 'iraq', 'islamic-state'], ['held', 'iraq'])?.takenFrom).toEqual(['islamic-state']);
    expect(since(['held', 'iraq'], ['contested', 'iraq', 'islamic-state'])?.takenFrom).toEqual([]);
  });

  it('is not known from a part of the stretches where it may have begun earlier', () => {
    const part = (...said: Said) => heldSince(stretches(...said), sidesOf, false);
    expect(part(['held', 'iraq'], ['held', 'iraqi-army'])).toBeUndefined();
    expect(part(['contested'], ['held', 'iraq'])).toBeUndefined();
    expect(part(['held', 'islamic-state'], ['held', 'iraq'])?.sinceMs).toBe(10);
    expect(part(['held', 'iraq'])?.sinceMs).toBe(0);
  });
});
