import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { openStorage, type Storage } from '#editions';
import { AppProcess } from '../harness/app-process.js';
import { compiled } from '../harness/compiled-apps.js';
import type { KafkaBroker } from '../harness/kafka-broker.js';
import { KillablePostgres } from '../harness/killable-postgres.js';
import type { Victim } from './chaos.js';

/** A whole Sitrep of separate processes, each of which may be killed. */
export class CrashSite {
  private constructor(
    readonly baseUrl: string,
    readonly postgres: KillablePostgres,
    readonly api: AppProcess,
    readonly projector: AppProcess,
    private readonly broker: KafkaBroker | undefined,
    private readonly topic: string,
  ) {}

  /** Starts everything; with a broker the log is in Kafka, without one in PostgreSQL. */
  static async start(broker: KafkaBroker | undefined): Promise<CrashSite> {
    const [postgres, port] = await Promise.all([KillablePostgres.start(), freePort()]);
    const topic = `sitrep.crash-${randomUUID()}`;
    const settings = {
      DATABASE_URL: postgres.url,
      ...(broker === undefined ? {} : { KAFKA_BROKERS: broker.brokers.join(), SITREP_KAFKA_TOPIC: topic }),
    };
    const api = new AppProcess({
      file: compiled('apps/api/src/main.ts'),
      settings: { ...settings, PORT: String(port) },
      readyLine: /listening on/,
    });
    const projector = new AppProcess({
      file: compiled('apps/projector/src/main.ts'),
      settings,
      readyLine: /following the log/,
    });
    const site = new CrashSite(`http://127.0.0.1:${port}`, postgres, api, projector, broker, topic);
    await Promise.all([api.start(), projector.start()]);
    return site;
  }

  get victims(): readonly Victim[] {
    const { api, projector, postgres, broker } = this;
    const servers: readonly Victim[] = [
      victim('postgres', postgres),
      ...(broker === undefined ? [] : [victim('broker', new BrokerVictim(broker))]),
    ];
    return [appVictim('api', api), appVictim('projector', projector), ...servers];
  }

  /** The same log and database, opened in this process. */
  openStorage(): Promise<Storage> {
    return openStorage({
      databaseUrl: this.postgres.url,
      applicationName: 'crash-suite',
      kafkaTopic: this.topic,
      ...(this.broker === undefined ? {} : { kafkaBrokers: this.broker.brokers }),
      onTrouble: () => undefined,
    });
  }

  async dispose(): Promise<void> {
    await Promise.all([this.api.kill(), this.projector.kill()]);
    await this.postgres.dispose();
  }
}

/** A server that is up or down, and nothing in between. */
interface Server {
  readonly isUp: boolean;
  kill(): Promise<void>;
  startAgain(): Promise<void>;
}

const victim = (name: Victim['name'], server: Server): Victim => ({
  name,
  get isUp() {
    return server.isUp;
  },
  kill: () => server.kill(),
  startAgain: () => server.startAgain().then(() => true),
});

const appVictim = (name: Victim['name'], app: AppProcess): Victim => ({
  name,
  get isUp() {
    return app.isUp;
  },
  kill: () => app.kill(),
  startAgain: () => app.start(),
});

class BrokerVictim implements Server {
  isUp = true;

  constructor(private readonly broker: KafkaBroker) {}

  async kill(): Promise<void> {
    this.isUp = false;
    await this.broker.kill();
  }

  async startAgain(): Promise<void> {
    await this.broker.startAgain();
    this.isUp = true;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
