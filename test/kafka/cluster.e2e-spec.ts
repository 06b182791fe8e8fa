import { KafkaCluster } from '../harness/kafka/kafka-cluster.js';
import { describeLeaderMoves } from './leader-moves.scenario.js';
import { describeRestarts } from './restarts.scenario.js';

describe('three brokers', () => {
  let cluster: KafkaCluster | undefined;

  beforeAll(async () => {
    cluster = await KafkaCluster.startIfPossible();
  });

  afterAll(async () => {
    await cluster?.close();
  });

  describe('that come and go', () => describeRestarts(() => cluster));
  describe('that hand leadership around', () => describeLeaderMoves(() => cluster));
}, 180_000);
