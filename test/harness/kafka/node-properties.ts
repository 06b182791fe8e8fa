import { join } from 'node:path';

/** Where a node lives, and the cluster it is part of. */
export interface NodePlace {
  readonly directory: string;
  readonly nodeId: number;
  readonly clientPort: number;
  readonly controllerPort: number;
  /** `1@127.0.0.1:9093,2@127.0.0.1:9193`: every controller of the cluster. */
  readonly voters: string;
  /** 1 on a single node, 3 in a cluster of three. */
  readonly replication: number;
}

/** The settings of one node: plaintext on loopback, nothing expires, no topic appears by itself. */
export function nodeProperties(place: NodePlace): string {
  const { clientPort, controllerPort, replication } = place;
  const minimumInSync = replication >= 3 ? 2 : 1;
  const settings: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': place.nodeId,
    'controller.quorum.voters': place.voters,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${clientPort},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${clientPort}`,
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'log.dirs': join(place.directory, 'data'),
    'auto.create.topics.enable': false,
    'unclean.leader.election.enable': false,
    'default.replication.factor': replication,
    'min.insync.replicas': minimumInSync,
    'log.retention.ms': -1,
    'offsets.topic.replication.factor': replication,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': replication,
    'transaction.state.log.min.isr': minimumInSync,
    'transaction.state.log.num.partitions': 4,
    'share.coordinator.state.topic.replication.factor': replication,
    'share.coordinator.state.topic.min.isr': minimumInSync,
    'group.initial.rebalance.delay.ms': 0,
    'broker.session.timeout.ms': 3_000,
    'broker.heartbeat.interval.ms': 500,
    'num.network.threads': 2,
    'num.io.threads': 4,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
