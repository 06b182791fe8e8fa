import { fit, locator, pixelsOfKm, projector } from './projection.js';

describe('the projection', () => {
  const camera = { zoom: 7, lat: 36, lon: 41 };
  const project = projector(camera, 800, 600);

  it('puts the middle into the middle, north above and east to the right', () => {
    const [x, y] = project([41, 36]);
    expect([Math.round(x), Math.round(y)]).toEqual([400, 300]);
    expect(project([42, 37])[0]).toBeGreaterThan(400);
    expect(project([42, 37])[1]).toBeLessThan(300);
  });

  it('finds the way back from a pixel', () => {
    const [lon, lat] = locator(camera, 800, 600)(project([42.5, 34.75]));
    expect([lon, lat].map((degrees) => degrees.toFixed(6))).toEqual(['42.500000', '34.750000']);
  });

  it('fits bounds into a view with its margin', () => {
    const bounds = [36.2, 34.6, 44.4, 37.1] as const;
    const fitted = projector(fit(bounds, 1000, 500, 50), 1000, 500);
    const [left, right] = [fitted([36.2, 36])[0], fitted([44.4, 36])[0]];
    const [top, bottom] = [fitted([40, 37.1])[1], fitted([40, 34.6])[1]];
    expect(left).toBeGreaterThanOrEqual(49.9);
    expect(right).toBeLessThanOrEqual(950.1);
    expect(top).toBeGreaterThanOrEqual(49.9);
    expect(bottom).toBeLessThanOrEqual(450.1);
  });

  it('knows how long a kilometre is', () => {
    const there = project([41 + 1 / (111.32 * Math.cos((36 * Math.PI) / 180)), 36])[0] - 400;
    expect(pixelsOfKm(1, camera, 36)).toBeCloseTo(there, 2);
  });
});
