import { setTimeout as pause } from 'node:timers/promises';
import { overlapping } from './overlapping.js';

describe('work on one group after another', () => {
  async function journalOf(items: readonly { name: string; free: boolean }[], waits = 0): Promise<string[]> {
    const journal: string[] = [];
    async function* source() {
      for (const item of items) {
        yield item;
        await pause(waits);
      }
    }
    const work = async ({ name }: { name: string }): Promise<string> => {
      journal.push(`+${name}`);
      await pause(20);
      return name;
    };
    for await (const name of overlapping(source(), ({ free }) => free, work)) journal.push(`=${name}`);
    return journal;
  }

  it('begins the next while the last is at work, where both are free, and two at most', async () => {
    const free = ['a', 'b', 'c'].map((name) => ({ name, free: true }));
    expect(await journalOf(free)).toEqual(['+a', '+b', '=a', '+c', '=b', '=c']);
  });

  it('lets what is not free wait for the last, and the next for it', async () => {
    const items = ['a', 'b', 'c'].map((name) => ({ name, free: name !== 'b' }));
    expect(await journalOf(items)).toEqual(['+a', '=a', '+b', '=b', '+c', '=c']);
  });

  it('gives a result before the next item comes', async () => {
    const free = ['a', 'b'].map((name) => ({ name, free: true }));
    expect(await journalOf(free, 60)).toEqual(['+a', '=a', '+b', '=b']);
  });

  it('passes on what the source throws', async () => {
    async function* source() {
      yield 1;
      throw new Error('cut');
    }
    const all = overlapping(
      source(),
      () => true,
      async (item) => item,
    );
    await expect(async () => {
      for await (const item of all) expect(item).toBe(1);
    }).rejects.toThrow('cut');
  });
});
