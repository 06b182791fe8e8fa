import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The requests whose answers can be spoiled, by the number that the protocol gives them. */
const api_keys = { produce: 0, fetch: 1, joinGroup: 11, heartbeat: 12, syncGroup: 14 } as const;
export type Api = keyof typeof api_keys;
const metadata_key = 3;

/**
 * What happens to an answer: the connection closes in its place, nothing comes at all, or it comes cut in half with
 * its length put right, so that the client's own decoder runs off its end.
 */
export type Fault = 'closed' | 'silent' | 'halved';

interface Plan {
  readonly fault: Fault;
  /** Counted from 1, from the moment the plan was made. */
  readonly hits: (answer: number) => boolean;
  answers: number;
  done: number;
}

/** These brokers, if the proxy can take their place: it looks for them where it is itself. */
export const onLoopback = (brokers: readonly string[] | undefined): readonly string[] | undefined =>
  brokers?.every((broker) => broker.startsWith('127.0.0.1:')) ? brokers : undefined;

/**
 * Stands between Kafka clients and brokers on loopback and spoils some of the answers. It knows the framing, the kinds
 * of requests, and the answer that names the brokers: there it puts itself in their place, so that clients stay.
 */
export class FrameProxy {
  private readonly ports = new Map<number, number>();
  private readonly servers: Server[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly plans = new Map<number, Plan>();

  private constructor() {}

  /** One listener for each `host:port`, which must be all brokers of their cluster. */
  static async start(brokers: readonly string[]): Promise<FrameProxy> {
    const proxy = new FrameProxy();
    for (const broker of brokers) await proxy.listen(Number(broker.split(':')[1]));
    return proxy;
  }

  /** What a client connects to. */
  get brokers(): string[] {
    return [...this.ports.values()].map((port) => `127.0.0.1:${port}`);
  }

  /** Spoils those answers to this kind of request from now on whose number `hits`; replaces an earlier plan. */
  spoil(api: Api, fault: Fault, hits: (answer: number) => boolean): void {
    this.plans.set(api_keys[api], { fault, hits, answers: 0, done: 0 });
  }

  /** How many answers the plan for this kind of request has spoiled. */
  spoiled(api: Api): number {
    return this.plans.get(api_keys[api])?.done ?? 0;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }

  private async listen(brokerPort: number): Promise<void> {
    const server = createServer((client) => this.relay(client, brokerPort));
    this.servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.ports.set(brokerPort, (server.address() as AddressInfo).port);
  }

  private relay(client: Socket, brokerPort: number): void {
    const broker = connect({ host: '127.0.0.1', port: brokerPort });
    const hangUp = (): void => {
      for (const socket of [client, broker]) {
        socket.destroy();
        this.sockets.delete(socket);
      }
    };
    for (const socket of [client, broker]) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', hangUp);
      socket.on('close', hangUp);
    }
    const asked = new Map<number, { readonly apiKey: number; readonly apiVersion: number }>();
    onFrames(client, (frame) => {
      asked.set(frame.readInt32BE(8), { apiKey: frame.readInt16BE(4), apiVersion: frame.readInt16BE(6) });
      broker.write(frame);
    });
    onFrames(broker, (frame) => {
      const correlationId = frame.readInt32BE(4);
      const request = asked.get(correlationId);
      asked.delete(correlationId);
      const fault = request && this.faultFor(request.apiKey);
      if (fault === 'closed') hangUp();
      else if (fault === 'halved') client.write(halved(frame));
      else if (fault === undefined) {
        if (request?.apiKey === metadata_key) this.takeTheirPlace(frame, request.apiVersion);
        client.write(frame);
      }
    });
  }

  private faultFor(apiKey: number): Fault | undefined {
    const plan = this.plans.get(apiKey);
    if (!plan?.hits(++plan.answers)) return undefined;
    plan.done++;
    return plan.fault;
  }

  /** Puts our ports over those of the brokers; all are on one address, so nothing changes its length. */
  private takeTheirPlace(frame: Buffer, apiVersion: number): void {
    const throttle_bytes = apiVersion >= 3 ? 4 : 0;
    let at = 8 + throttle_bytes;
    const brokerCount = frame.readInt32BE(at);
    at += 4;
    for (let broker = 0; broker < brokerCount; broker++) {
      at += 4;
      at += 2 + frame.readInt16BE(at);
      const port = frame.readInt32BE(at);
      frame.writeInt32BE(this.ports.get(port) ?? port, at);
      at += 4;
      if (apiVersion >= 1) at += 2 + Math.max(frame.readInt16BE(at), 0);
    }
  }
}

const length_bytes = 4;

/** Calls with every whole frame, its length in front included. */
function onFrames(socket: Socket, take: (frame: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= length_bytes) {
      const end = length_bytes + rest.readInt32BE(0);
      if (rest.length < end) return;
      take(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  });
}

function halved(frame: Buffer): Buffer {
  const half = Buffer.from(frame.subarray(0, 8 + Math.floor((frame.length - 8) / 2)));
  half.writeInt32BE(half.length - length_bytes, 0);
  return half;
}
