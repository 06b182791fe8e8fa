import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { isPseudonym, pseudonymOf } from './pseudonyms.js';

const secret = randomBytes(32);

describe('a pseudonym', () => {
  it('is a UUID of version 8, the same for one id, another for another, and known as one', () =>
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (id, other) => {
        const pseudonym = pseudonymOf(id, secret);
        expect(pseudonym).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(pseudonymOf(id, secret)).toBe(pseudonym);
        expect(pseudonymOf(other, secret) === pseudonym).toBe(id === other);
        expect([isPseudonym(pseudonym, secret), isPseudonym(pseudonym.toUpperCase(), secret)]).toEqual([true, true]);
        expect([isPseudonym(id, secret), isPseudonym(pseudonym, randomBytes(32))]).toEqual([false, false]);
        const last = pseudonym.endsWith('0') ? '1' : '0';
        expect(isPseudonym(pseudonym.slice(0, -1) + last, secret)).toBe(false);
      }),
    ));
});
