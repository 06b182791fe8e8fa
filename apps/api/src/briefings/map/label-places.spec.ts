import { labelPlaces } from './label-places.js';

const page = { width: 640, height: 320 };

describe('the names on a map', () => {
  it('stand beside their places', () => {
    const [label] = labelPlaces([{ x: 320, y: 160, name: 'Mosul' }], page);
    expect(label).toMatchObject({ y: 160, isAway: false });
    expect(label!.x).toBeGreaterThan(320);
  });

  it('stay on the drawing', () => {
    const [label] = labelPlaces([{ x: 630, y: 160, name: 'Deir al-Zor' }], page);
    expect(label!.x).toBeLessThan(630);
  });

  it.each([2, 100, 320, 540, 638])('are cut off where they are too long for it, at %d', (x) => {
    const names = ['م'.repeat(200), 'A long name '.repeat(16), 'Mosul'];
    const points = names.map((name, index) => ({ x, y: 160 + index, name, isBold: index === 1 }));
    for (const [index, { x: middle, halfWidth, shown }] of labelPlaces(points, page).entries()) {
      expect(middle - halfWidth).toBeGreaterThanOrEqual(0);
      expect(middle + halfWidth).toBeLessThanOrEqual(page.width);
      if (index === 2) expect(shown).toBe('Mosul');
      else expect(shown).toMatch(/^.{20,40}…$/);
    }
  });

  it('do not cover each other where places lie close together', () => {
    const points = Array.from({ length: 12 }, (_, index) => ({ x: 320 + index, y: 160, name: `Place ${index}` }));
    const labels = labelPlaces(points, page);
    const meeting = labels.flatMap((one, index) =>
      labels.slice(index + 1).filter((other) => Math.abs(one.x - other.x) < 51 && Math.abs(one.y - other.y) < 15),
    );
    expect(meeting).toEqual([]);
    expect(labels.some(({ isAway }) => isAway)).toBe(true);
  });
});
