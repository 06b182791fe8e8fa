import { murmur2, partitionFor } from './partitioner.js';

describe('murmur2', () => {
  // The vectors of Kafka's own UtilsTest.testMurmur2.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('gives "%s" the hash that Java gives it', (text, hash) => {
    expect(murmur2(Buffer.from(text))).toBe(hash);
  });
});

describe('partitionFor', () => {
  it('keeps a key in one partition and uses them all', () => {
    const keys = Array.from({ length: 600 }, (_, index) => `place-${index}`);
    const partitions = new Set(keys.map((key) => partitionFor(key, 12)));
    expect([...partitions].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(partitionFor('قرية', 12)).toBe(partitionFor('قرية', 12));
  });
});
