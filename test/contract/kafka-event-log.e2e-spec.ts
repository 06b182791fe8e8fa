import { inject } from 'vitest';

import { describeEventLog } from './event-log.contract.js';
import { newTopic } from './kafka-topics.js';
import { describeManyWriters } from './many-writers.contract.js';

const brokers = inject('kafkaBrokers');

describe.skipIf(!brokers)('the event log on Kafka', () => {
  const create = async () => newTopic(brokers!);
  describeEventLog(create);
  describeManyWriters(create);
});
