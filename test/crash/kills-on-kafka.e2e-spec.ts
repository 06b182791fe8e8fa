import { KafkaBroker } from '../harness/kafka-broker.js';
import { crashOrder } from './crash-order.js';
import { expectNothingLost } from './expect-nothing-lost.js';
import { surviveKills } from './survive-kills.js';

const order = crashOrder();
/** On a slow machine; it takes four seconds a kill where nothing else runs. */
const limit_ms = 240_000 + order.kills * 15_000;

describe('a Sitrep with its log in Kafka whose processes are killed', () => {
  let broker: KafkaBroker | undefined;

  beforeAll(async () => {
    broker = await KafkaBroker.startIfPossible();
  });
  afterAll(async () => {
    await broker?.stop();
  });

  it(
    'keeps every acknowledged report once, in rows equal to a plain refold',
    async ({ skip }) => {
      if (!broker) return skip();
      const survival = await surviveKills('log in Kafka', broker, order);
      expect([...survival.killed.values()].reduce((a, b) => a + b, 0)).toBe(order.kills);
      expectNothingLost(survival, order.kills);
    },
    limit_ms,
  );
});
