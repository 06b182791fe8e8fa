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

  it('is taken from who held it before the fighting, and from nobody where he has it again', () => {
    const fight = ['contested', 'iraq', 'islamic-state'] as const;
    expect(since(['held', 'iraq'], fight, ['held', 'iraq'])).toEqual({ sinceMs: 20, takenFrom: [] });
    expect(since(['held', 'iraqi-army'], fight, ['held', 'iraq'])).toEqual({ sinceMs: 20, takenFrom: [] });
    expect(since(['held', 'iraq'], fight, ['held', 'islamic-state'])?.takenFrom).toEqual(['iraq']);
    expect(since(['held', 'syria'], fight, ['held', 'iraq'])?.takenFrom).toEqual(['syria']);
    expect(since(['divided', 'iraq', 'islamic-state'], ['held', 'iraq'])?.takenFrom).toEqual(['islamic-state']);
    const part = heldSince(stretches(fight, ['held', 'iraq']), sidesOf, false);
    expect(part).toBeUndefined();
  });

  it('is taken from who held it before the fighting where the gain that ends it lasts a day', () => {
    const fight = { fromMs: 0, toMs: 10, status: 'contested', holders: ['iraq', 'islamic-state'], transition: null };
    const gain = { fromMs: 10, toMs: 20, status: 'transition', holders: fight.holders };
    const held = { fromMs: 20, toMs: 30, status: 'held', holders: ['iraq'], transition: null };
    const before = { fromMs: -10, toMs: 0, status: 'held', holders: ['iraq'], transition: null };
    const from = (...names: readonly string[]) => ({ ...gain, transition: { from: names, to: ['iraq'] } });
    const takenFrom = (...all: readonly HeldStretch[]) => heldSince(all, sidesOf, true)?.takenFrom;
    expect(takenFrom(before, fight, from('iraq', 'islamic-state'), held)).toEqual([]);
    expect(takenFrom(before, fight, from('islamic-state'), held)).toEqual(['islamic-state']);
    expect(heldSince([from('iraq', 'islamic-state'), held], sidesOf, false)).toBeUndefined();
    expect(heldSince([from('islamic-state'), held], sidesOf, false)?.takenFrom).toEqual(['islamic-state']);
  });

  it('is not known from a part of the stretches where it may have begun earlier', () => {
    const part = (...said: Said) => heldSince(stretches(...said), sidesOf, false);
    expect(part(['held', 'iraq'], ['held', 'iraqi-army'])).toBeUndefined();
    expect(part(['contested'], ['held', 'iraq'])).toBeUndefined();
    expect(part(['held', 'islamic-state'], ['held', 'iraq'])?.sinceMs).toBe(10);
    expect(part(['held', 'iraq'])?.sinceMs).toBe(0);
  });
});
