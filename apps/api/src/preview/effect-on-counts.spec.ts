import { type PlaceId, reckonTallies, type TallyItem, TooManyCounts } from '#situation';
import { refusingTooMany, unlessTooMany } from '../tallies/too-many-counts.js';
import { effectsBetween } from './effect-on-counts.js';

vi.mock('#situation', async (load) => {
  const all = await load<typeof import('#situation')>();
  return { ...all, reckonTallies: vi.fn(all.reckonTallies) };
});

const name = { place: 'mosul', measure: 'killed', group: 'civilians', unit: 'people' } as const;
const other = { ...name, measure: 'wounded' } as const;
const asked = { measures: ['killed', 'wounded'], isWithin: (one: PlaceId, area: PlaceId) => one === area } as const;
const items: readonly TallyItem[] = [];

describe('what a report does to counts', () => {
  it('is left out by name where more comes together than one answer places; nothing else of the preview fails', () => {
    vi.mocked(reckonTallies).mockImplementationOnce(() => {
      throw new TooManyCounts();
    });
    expect(effectsBetween([name, other], { items, after: items }, asked)).toEqual({
      counts: [],
      countsLeftOut: [name, other],
    });
    expect(effectsBetween([name, other], { items, after: items }, asked)).toEqual({ counts: [], countsLeftOut: [] });
  });

  it('is refused, as any other question, where the question can be asked otherwise; other failures stay what they are', () => {
    const tooMany = (): never => {
      throw new TooManyCounts();
    };
    const broken = (): never => {
      throw new RangeError('no');
    };
    expect(unlessTooMany(tooMany)).toBeUndefined();
    expect(() => refusingTooMany(tooMany, { parameter: 'kinds', detail: 'ask for less.' })).toThrow(/too many counts/);
    for (const reckon of [() => unlessTooMany(broken), () => refusingTooMany(broken, { parameter: '', detail: '' })])
      expect(reckon).toThrow(RangeError);
  });
});
