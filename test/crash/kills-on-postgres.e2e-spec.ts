import { crashOrder } from './crash-order.js';
import { expectNothingLost } from './expect-nothing-lost.js';
import { surviveKills } from './survive-kills.js';

const order = crashOrder();
/** On a slow machine; it takes three seconds a kill where nothing else runs. */
const limit_ms = 180_000 + order.kills * 12_000;

describe('a Sitrep with its log in PostgreSQL whose processes are killed', () => {
  it(
    'keeps every acknowledged report once, in rows equal to a plain refold',
    async () => {
      const survival = await surviveKills('log in PostgreSQL', undefined, order);
      expect([...survival.killed.values()].reduce((a, b) => a + b, 0)).toBe(order.kills);
      expectNothingLost(survival, order.kills);
    },
    limit_ms,
  );
});
