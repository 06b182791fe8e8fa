import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { passingFolder } from '../passing-folder.js';
import { fastRuntime } from './class-archive.js';
import { KafkaNode, newClusterId } from './kafka-node.js';
import { unlessUnavailable } from './kafka-unavailable.js';
import { freePort } from './loopback.js';

const node_ids = [1, 2, 3] as const;
const heap_mb = 320;

/** Which of the three. */
export type NodeId = (typeof node_ids)[number];

/**
 * Three Kafka nodes on loopback, each broker and controller in one: replication 3, two in-sync replicas at least, no
 * unclean election. It serves as long as two of them do.
 */
export class KafkaCluster {
  private constructor(
    private readonly directory: string,
    private readonly nodes: ReadonlyMap<NodeId, KafkaNode>,
  ) {}

  /**
   * Resolves when all three serve.
   *
   * @throws {KafkaUnavailable} this machine cannot run them; the message says what is missing.
   */
  static async start(): Promise<KafkaCluster> {
    const runtime = await fastRuntime();
    const directory = passingFolder('sitrep-kafka-');
    const places = [];
    for (const nodeId of node_ids) {
      places.push({ nodeId, clientPort: await freePort(), controllerPort: await freePort() });
    }
    const voters = places.map(({ nodeId, controllerPort }) => `${nodeId}@127.0.0.1:${controllerPort}`).join(',');
    const shared = { runtime, voters, clusterId: newClusterId(), replication: 3, heapMb: heap_mb };
    const nodes = places.map((place): [NodeId, KafkaNode] => [
      place.nodeId,
      new KafkaNode({ ...shared, ...place, directory: join(directory, `node-${place.nodeId}`) }),
    ]);
    const cluster = new KafkaCluster(directory, new Map(nodes));
    // A controller is alone until a second one is there, so none of them is ready before the others have begun.
    const started = await Promise.allSettled(node_ids.map((id) => cluster.startAgain(id)));
    const failed = started.find((outcome) => outcome.status === 'rejected');
    if (!failed) return cluster;
    await cluster.close();
    throw failed.reason;
  }

  /** The same for suites, which skip themselves where no broker can run. */
  static async startIfPossible(): Promise<KafkaCluster | undefined> {
    return unlessUnavailable(() => KafkaCluster.start());
  }

  /** What a client connects to. */
  get brokers(): string[] {
    return node_ids.map((id) => this.node(id).address);
  }

  /** Starts a node again that was stopped or killed, on the same folder and port. */
  async startAgain(id: NodeId): Promise<void> {
    await this.node(id).start();
  }

  /** Asks a node to hand over what it leads and to stop; resolves when it has. */
  async stop(id: NodeId): Promise<void> {
    await this.node(id).stop();
  }

  /** Ends a node without warning. */
  async kill(id: NodeId): Promise<void> {
    await this.node(id).kill();
  }

  /** Stops a node's clock: it keeps its sockets and answers nothing. */
  freeze(id: NodeId): void {
    this.node(id).freeze();
  }

  thaw(id: NodeId): void {
    this.node(id).thaw();
  }

  /** Ends all nodes and removes their folders. Asked politely, the last one would wait for the others. */
  async close(): Promise<void> {
    await Promise.all(node_ids.map((id) => this.kill(id)));
    await rm(this.directory, { recursive: true, force: true });
  }

  private node(id: NodeId): KafkaNode {
    return this.nodes.get(id)!;
  }
}
