import { KafkaCluster } from '../harness/kafka/kafka-cluster.js';
import { describeLeaderMoves } from './leader-moves.scenario.js';
import { describeRestarts } from './restarts.scenario.js';

/** The first start on a machine downloads Kafka. */
const download_timeout_ms = 300_000;

describe('three brokers', () => {
  let cluster: KafkaCluster | undefined;

  beforeAll(async () => {
    cluster = await KafkaCluster.startIfPossible();
  }, download_timeout_ms);

  afterAll(async () => {
    await cluster?.close();
  });

  describe('that come and go', () => describeRestarts(() => cluster));
  describe('that hand leadership around', () => describeLeaderMoves(() => cluster));
}, 180_000);
