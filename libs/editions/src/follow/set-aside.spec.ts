import { Fenced } from '#event-log';
import { applyInHalves, isFaultOfEvents } from './set-aside.js';

const withCode = (code: string): Error => Object.assign(new Error(code), { code });

describe('whose fault a failed transaction is', () => {
  it('is that of the events when a row is refused or a statement takes too long', () => {
    for (const code of ['22003', '23514', '54000', '57014', 'P0001'])
      expect(isFaultOfEvents(withCode(code), 5)).toBe(true);
    expect(isFaultOfEvents(new RangeError('Invalid array length'), 5)).toBe(true);
  });

  it('is not that of the events in an outage, a conflict, another database or a partition in other hands', () => {
    for (const code of ['ECONNREFUSED', '57P01', '40P01', '40001', '42P01', '3F000'])
      expect(isFaultOfEvents(withCode(code), 5)).toBe(false);
    expect(isFaultOfEvents(new Fenced('taken over'), 60_000)).toBe(false);
  });

  it('is that of the events when the connection was lost after the time of a transaction was used up', () => {
    const lost = new Error('Connection terminated unexpectedly');
    expect(isFaultOfEvents(lost, 1_000)).toBe(false);
    expect(isFaultOfEvents(lost, 30_000)).toBe(true);
  });
});

describe('applying in halves', () => {
  async function applied(items: readonly number[], isBad: (items: readonly number[]) => boolean) {
    const [good, alone]: number[][] = [[], []];
    let calls = 0;
    await applyInHalves(
      items,
      async (some) => {
        calls += 1;
        if (isBad(some)) throw new Error('cannot');
        good!.push(...some);
      },
      async (item, reason) => void (reason.startsWith('cannot') && alone!.push(item)),
    );
    return { good, alone, calls };
  }

  it('applies everything at once when nothing fails', async () => {
    expect(await applied([1, 2, 3], () => false)).toEqual({ good: [1, 2, 3], alone: [], calls: 1 });
  });

  it('finds the items that fail alone, keeps the order of the others, and takes few calls', async () => {
    const items = Array.from({ length: 500 }, (_none, index) => index);
    const { good, alone, calls } = await applied(items, (some) => some.includes(17) || some.includes(400));
    expect(alone).toEqual([17, 400]);
    expect(good).toEqual(items.filter((item) => item !== 17 && item !== 400));
    expect(calls).toBeLessThan(40);
  });

  it('throws what is not the fault of the items', async () => {
    const outage = applyInHalves(
      [1, 2],
      () => Promise.reject(withCode('ECONNREFUSED')),
      async () => undefined,
    );
    await expect(outage).rejects.toThrow('ECONNREFUSED');
  });
});
