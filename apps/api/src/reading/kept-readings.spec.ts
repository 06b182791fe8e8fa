import fc from 'fast-check';
import { KeptReadings } from './kept-readings.js';

const sizeOf = (text: string): number => text.length;

describe('readings that are kept', () => {
  const reads: string[] = [];
  const reading =
    (text: string): (() => Promise<string>) =>
    async () => {
      reads.push(text);
      return text;
    };
  beforeEach(() => reads.splice(0));

  it('are read once in one state, by those who ask together too', async () => {
    const kept = new KeptReadings();
    const asked = [1, 2, 3].map(() => kept.of('live', '5').once('who', reading('them'), sizeOf));
    expect(await Promise.all(asked)).toEqual(['them', 'them', 'them']);
    expect(await kept.of('live', '5').once('who', reading('others'), sizeOf)).toBe('them');
    expect(reads).toEqual(['them']);
  });

  it('are gone when the edition moves on, and weigh nothing any more', async () => {
    const kept = new KeptReadings();
    const before = kept.of('live', '5');
    await before.once('who', reading('them'), sizeOf);
    expect(await kept.of('live', '6').once('who', reading('others'), sizeOf)).toBe('others');
    expect(await before.once('who', reading('them again'), sizeOf)).toBe('them again');
    expect(await before.once('who', reading('and again'), sizeOf)).toBe('and again');
    const alone = new KeptReadings();
    await alone.of('live', '6').once('who', reading('others'), sizeOf);
    expect(kept.size).toBe(alone.size);
  });

  it('of one edition stay when another one moves on', async () => {
    const kept = new KeptReadings();
    await kept.of('live', '5').once('who', reading('them'), sizeOf);
    await kept.of('what-if', '9').once('who', reading('nobody'), sizeOf);
    kept.of('what-if', '10');
    expect(await kept.of('live', '5').once('who', reading('others'), sizeOf)).toBe('them');
  });

  it('that fail are asked again by everybody who waited', async () => {
    const kept = new KeptReadings().of('live', '5');
    const broken = kept.once('who', () => Promise.reject(new Error('the asker has gone')), sizeOf);
    const waiting = kept.once('who', reading('them'), sizeOf);
    await expect(broken).rejects.toThrow('the asker has gone');
    expect(await waiting).toBe('them');
    expect(await kept.once('who', reading('others'), sizeOf)).toBe('others');
  });

  it('never take more than they may, whatever is asked, and answer what was read', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ edition: fc.nat(2), state: fc.nat(3), name: fc.nat(20), size: fc.nat(4_000) })),
        async (asked) => {
          const most = 10_000;
          const kept = new KeptReadings(most);
          for (const { edition, state, name, size } of asked) {
            const text = `${edition} ${state} ${name}`;
            const found = await kept.of(`${edition}`, `${state}`).once(`${name}`, reading(text), () => size);
            expect(found).toBe(text);
            expect(kept.size).toBeLessThanOrEqual(most);
          }
        },
      ),
    ));
});
