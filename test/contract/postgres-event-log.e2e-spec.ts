import { describeEventLog } from './event-log.contract.js';
import { describeManyWriters } from './many-writers.contract.js';
import { newDatabase } from './postgres-databases.js';

describe('the event log on PostgreSQL', () => {
  describeEventLog(newDatabase);
  describeManyWriters(newDatabase);
});
