import { keptUnder } from './keyed-requests.js';

it('a key is kept under its sender, so that nobody takes that of another', () => {
  const kept = [keptUnder('k-1', 'key:a'), keptUnder('k-1', 'key:b'), keptUnder('k-2', 'key:a')];
  expect(new Set(kept).size).toBe(3);
  expect(keptUnder('k-1', 'key:a')).toBe(kept[0]);
  expect(keptUnder('k'.repeat(255), 'key:a').length).toBeLessThanOrEqual(255);
});
