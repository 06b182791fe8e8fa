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
  /** A listener beside the one in the clear, for clients that bring a password over TLS. */
  readonly secure?: SecureListener;
}

/** A listener of SASL_SSL on loopback. */
export interface SecureListener {
  readonly port: number;
  /** A file of PEM: the key, then its certificate and those above it. */
  readonly keyFile: string;
  /** SCRAM-SHA-512 passwords by user. */
  readonly passwords: Readonly<Record<string, string>>;
}

const secureSettings = ({ port, keyFile }: SecureListener, listeners: string, advertised: string) => ({
  listeners: `${listeners},SASL_SSL://127.0.0.1:${port}`,
  'advertised.listeners': `${advertised},SASL_SSL://127.0.0.1:${port}`,
  'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL',
  'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
  'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config':
    'org.apache.kafka.common.security.scram.ScramLoginModule required;',
  'ssl.keystore.type': 'PEM',
  'ssl.keystore.location': keyFile,
});

/** The settings of one node: plaintext on loopback, nothing expires, no topic appears by itself. */
export function nodeProperties(place: NodePlace): string {
  const { clientPort, controllerPort, replication, secure } = place;
  const advertised = `PLAINTEXT://127.0.0.1:${clientPort}`;
  const listeners = `${advertised},CONTROLLER://127.0.0.1:${controllerPort}`;
  const minimumInSync = replication >= 3 ? 2 : 1;
  const settings: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': place.nodeId,
    'controller.quorum.voters': place.voters,
    'controller.listener.names': 'CONTROLLER',
    listeners,
    'advertised.listeners': advertised,
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
    ...(secure === undefined ? {} : secureSettings(secure, listeners, advertised)),
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
