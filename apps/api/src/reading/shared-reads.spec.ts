import { SharedReads } from './shared-reads.js';

describe('reads that are shared', () => {
  let value = 0;
  let begun = 0;
  const waiting: (() => void)[] = [];
  const read = (): Promise<number> => {
    begun += 1;
    const seen = value;
    return new Promise((resolve) => waiting.push(() => resolve(seen)));
  };
  const finish = async (): Promise<void> => {
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  beforeEach(() => {
    [value, begun] = [0, 0];
    waiting.splice(0);
  });

  it('answer what was read after it was asked for, and once for all who waited', async () => {
    const reads = new SharedReads<number>();
    const first = reads.read('live', read);
    value = 1;
    const others = [1, 2, 3].map(() => reads.read('live', read));
    expect(begun).toBe(1);
    await finish();
    await finish();
    expect(await Promise.all([first, ...others])).toEqual([0, 1, 1, 1]);
    expect(begun).toBe(2);
  });

  it('of different things do not wait for each other, and begin anew when nobody reads', async () => {
    const reads = new SharedReads<number>();
    const [one, other] = [reads.read('live', read), reads.read('what-if', read)];
    expect(begun).toBe(2);
    await finish();
    await finish();
    await Promise.all([one, other]);
    value = 5;
    const later = reads.read('live', read);
    await finish();
    expect(await later).toBe(5);
  });

  it('that fail fail for those who asked for them alone', async () => {
    const reads = new SharedReads<number>();
    const broken = reads.read('live', () => Promise.reject(new Error('away')));
    const next = reads.read('live', read);
    await expect(broken).rejects.toThrow('away');
    await new Promise((resolve) => setImmediate(resolve));
    await finish();
    expect(await next).toBe(0);
  });
});
