import { rm } from 'node:fs/promises';

import { fastRuntime } from './kafka/class-archive.js';
import { KafkaNode, newClusterId } from './kafka/kafka-node.js';
import { unlessUnavailable } from './kafka/kafka-unavailable.js';
import { freePort } from './kafka/loopback.js';
import type { SecureListener } from './kafka/node-properties.js';
import { passingFolder } from './passing-folder.js';

/** What a caller may choose; without it the broker gets a folder of its own, which goes away with it. */
export interface KafkaBrokerOptions {
  readonly directory?: string;
  readonly port?: number;
  readonly secure?: SecureListener;
}

/** A real Apache Kafka of one node on loopback, for tests and for trying things out. */
export class KafkaBroker {
  private constructor(
    private readonly node: KafkaNode,
    private readonly temporaryDirectory: string | undefined,
  ) {}

  /**
   * Brings the jars if they are missing, starts the broker and resolves when it serves.
   *
   * @throws {KafkaUnavailable} this machine cannot run it; the message says what is missing.
   */
  static async start(options: KafkaBrokerOptions = {}): Promise<KafkaBroker> {
    const runtime = await fastRuntime();
    const temporary = options.directory ? undefined : passingFolder('sitrep-kafka-');
    const clientPort = options.port ?? (await freePort());
    const controllerPort = await freePort();
    const node = new KafkaNode({
      runtime,
      directory: options.directory ?? temporary!,
      clusterId: newClusterId(),
      nodeId: 1,
      clientPort,
      controllerPort,
      voters: `1@127.0.0.1:${controllerPort}`,
      replication: 1,
      ...(options.secure !== undefined && { secure: options.secure }),
    });
    const broker = new KafkaBroker(node, temporary);
    await broker.startAgain().catch(async (error: unknown) => {
      await broker.stop();
      throw error;
    });
    return broker;
  }

  /** The same for suites, which skip themselves where no broker can run. */
  static async startIfPossible(options: KafkaBrokerOptions = {}): Promise<KafkaBroker | undefined> {
    return unlessUnavailable(() => KafkaBroker.start(options));
  }

  /** What a client connects to. */
  get brokers(): string[] {
    return [this.node.address];
  }

  /** Resolves when the process that runs now has ended, however it comes. */
  async ended(): Promise<void> {
    await this.node.ended();
  }

  /** Starts the broker again after `kill`, on the same folder and port. */
  async startAgain(): Promise<void> {
    await this.node.start();
  }

  /** Ends the process without warning; its folder stays. */
  async kill(): Promise<void> {
    await this.node.kill();
  }

  freeze(): void {
    this.node.freeze();
  }

  thaw(): void {
    this.node.thaw();
  }

  /** Stops the broker, and removes its folder when nobody named one. */
  async stop(): Promise<void> {
    await this.node.stop();
    if (this.temporaryDirectory) await rm(this.temporaryDirectory, { recursive: true, force: true });
  }
}
