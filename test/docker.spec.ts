import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '#platform';
import { createProgram } from '../apps/cli/src/program.js';
import { compositionIn, root, type Service, sourceOf, textOf } from './harness/docker-files.js';

const single = compositionIn('docker/compose.yaml');
const cluster = compositionIn('docker/compose.cluster.yaml');
const { version } = JSON.parse(textOf('package.json')) as { version: string };

const services = Object.entries(single.services);
const ours = services.filter(([, { build }]) => build !== undefined);
const others = services.filter(([, { build }]) => build === undefined);
const ofKind = (name: string): Service => single.services[name]!;

/** `${NAME:-default}` and `${NAME:?reason}` filled in as compose does it. */
const filledIn = (text: string, given: Readonly<Record<string, string>> = {}): string =>
  text.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
    const value = given[name] ?? (kind === '-' ? rest : undefined);
    if (value === undefined) throw new Error(`${name}: ${rest}`);
    return value;
  });

/** The names that the settings ask the environment for. */
function settingNames(): ReadonlySet<string> {
  const asked = new Set<string>();
  readSettings(new Proxy({}, { get: (_, name) => void asked.add(String(name)) }));
  return asked;
}

describe('the composition', () => {
  it('names every image exactly, and ours after the version of the package', () => {
    for (const [name, { image }] of ours) expect(image, name).toBe(`sitrep:${version}`);
    for (const [name, { image }] of others) expect(image, name).toMatch(/^[\w/]+:\d+\.\d+(\.\d+)?(-[\w.]+)?$/);
    expect(ofKind('kafka').image).toMatch(/^apache\/kafka:4\.\d+\.\d+$/);
    expect(ofKind('postgres').image).toMatch(/^postgres:18\.\d+-/);
  });

  it('builds ours from the repository, and lets them write nowhere and become nobody', () => {
    expect(ours.map(([name]) => name).sort()).toEqual(['api', 'cli', 'migrate', 'projector']);
    for (const [name, { build, read_only, cap_drop }] of ours) {
      expect(existsSync(join(root, 'docker', build!.context, build!.dockerfile)), name).toBe(true);
      expect({ read_only, cap_drop }, name).toEqual({ read_only: true, cap_drop: ['ALL'] });
    }
  });

  it('starts programs that are there, and commands that the sitrep command has', () => {
    for (const [name, { command = [], entrypoint = [] }] of ours) {
      const [node, program, sitrepCommand] = [...entrypoint, ...command];
      expect(node, name).toBe('node');
      expect(existsSync(join(root, sourceOf(program!))), `${name}: ${program}`).toBe(true);
      if (sitrepCommand === undefined) continue;
      const { commands } = createProgram({ out: process.stdout, err: process.stderr, exitCode: 0 });
      expect(
        commands.map((each) => each.name()),
        name,
      ).toContain(sitrepCommand);
    }
  });

  it('gives ours only variables that the settings read, with values that they accept', () => {
    const names = settingNames();
    expect(names).toContain('DATABASE_URL');
    for (const [name, { environment = {} }] of ours) {
      expect(
        // Those of OpenTelemetry are read where traces begin.
        Object.keys(environment).filter((key) => !names.has(key) && !key.startsWith('OTEL_')),
        name,
      ).toEqual([]);
      const given = { SITREP_DB_PASSWORD: 'secret' };
      const values = Object.entries(environment).map(([key, value]) => [key, filledIn(String(value), given)]);
      const settings = readSettings(Object.fromEntries(values) as NodeJS.ProcessEnv);
      expect(settings.databaseUrl, name).toBe('postgres://sitrep:secret@postgres:5432/sitrep');
      expect(settings.kafkaBrokers, name).toEqual(['kafka:9092']);
    }
    const { HOST, PORT } = ofKind('api').environment!;
    expect({ HOST, PORT }).toEqual({ HOST: '0.0.0.0', PORT: 3000 });
  });

  it('starts without being told anything, and documents all that it can be told', () => {
    expect(filledIn(String(ofKind('api').environment!.DATABASE_URL))).toBe(
      'postgres://sitrep:sitrep@postgres:5432/sitrep',
    );
    expect(ofKind('postgres').ports).toBeUndefined();
    const example = textOf('docker/.env.example');
    const asked = [...textOf('docker/compose.yaml').matchAll(/\$\{(\w+):/g)].map(([, name]) => name!);
    expect(asked.filter((name) => !new RegExp(`^${name}=`, 'm').test(example))).toEqual([]);
  });

  it('publishes the api alone, beside it Grafana where it is asked for, and on this machine alone', () => {
    const published = services.filter(([, { ports }]) => ports !== undefined);
    expect(published.filter(([, { profiles }]) => profiles === undefined).map(([name]) => name)).toEqual(['api']);
    expect(published.flatMap(([, { ports }]) => ports!.map((port) => filledIn(port)))).toEqual([
      '127.0.0.1:3000:3000',
      '127.0.0.1:3001:3000',
    ]);
  });

  it('knows of everything that stays up whether it is well, or starts it again when it ends', () => {
    const staying = services.filter(([, { profiles, restart }]) => profiles === undefined && restart !== 'no');
    expect(staying.map(([name]) => name).sort()).toEqual(['api', 'kafka', 'postgres', 'projector']);
    for (const [name, { restart }] of staying) expect(restart, name).toBe('unless-stopped');
    // Both have the check of the image: the projector tells of its health on the port that the image sets.
    expect(ofKind('api').healthcheck).toBeUndefined();
    expect(ofKind('projector').healthcheck).toBeUndefined();
    for (const [name, { healthcheck, restart }] of others)
      expect(restart === 'no' || (healthcheck?.test?.length ?? 0) > 1, name).toBe(true);
  });

  it('starts the api and the projector only on a migrated database and a broker that serves', () => {
    const servers = { postgres: { condition: 'service_healthy' }, kafka: { condition: 'service_healthy' } };
    expect(ofKind('migrate').depends_on).toEqual(servers);
    for (const name of ['api', 'projector']) {
      expect(ofKind(name).depends_on).toEqual({ ...servers, migrate: { condition: 'service_completed_successfully' } });
    }
  });

  it('keeps the log and the database in volumes', () => {
    expect(Object.keys(single.volumes).sort()).toEqual(['kafka', 'postgres']);
    expect(ofKind('kafka').volumes).toEqual([`kafka:${ofKind('kafka').environment!.KAFKA_LOG_DIRS}`]);
    expect(ofKind('postgres').volumes).toEqual(['postgres:/var/lib/postgresql']);
  });

  it('writes to the disk before it acknowledges, where one broker is all there is', () => {
    expect(ofKind('kafka').environment).toMatchObject({
      KAFKA_LOG_FLUSH_INTERVAL_MESSAGES: 1,
      KAFKA_LOG_RETENTION_MS: -1,
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      KAFKA_UNCLEAN_LEADER_ELECTION_ENABLE: 'false',
    });
  });
});

describe('the cluster', () => {
  const names = ['kafka', 'kafka-2', 'kafka-3'];
  const brokers = names.map((name) => ({
    name,
    // What `extends` and the second file come to.
    environment: { ...ofKind('kafka').environment, ...cluster.services[name]!.environment },
    volume: (cluster.services[name]!.volumes ?? ofKind('kafka').volumes)![0]!,
  }));

  it('has three brokers that know one another', () => {
    const voters = names.map((name, index) => `${index + 1}@${name}:9093`).join(',');
    for (const [index, { name, environment }] of brokers.entries()) {
      expect(environment).toMatchObject({
        KAFKA_NODE_ID: index + 1,
        KAFKA_CONTROLLER_QUORUM_VOTERS: voters,
        KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${name}:9092`,
      });
    }
    expect(new Set(brokers.map(({ volume }) => volume.split(':')[0])).size).toBe(3);
    expect(Object.keys(cluster.volumes)).toEqual(['kafka-2', 'kafka-3']);
  });

  it('loses nothing with one of them: three copies, two before it is acknowledged, no leader without all', () => {
    for (const { name, environment } of brokers) {
      expect(environment, name).toMatchObject({
        KAFKA_DEFAULT_REPLICATION_FACTOR: 3,
        KAFKA_MIN_INSYNC_REPLICAS: 2,
        KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: 3,
        KAFKA_UNCLEAN_LEADER_ELECTION_ENABLE: 'false',
        KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      });
    }
  });

  it('has two projectors, and tells everybody of all three brokers', () => {
    expect(cluster.services.projector!.deploy).toEqual({ replicas: 2 });
    for (const name of ['migrate', 'api', 'projector', 'cli']) {
      expect(cluster.services[name]!.environment!.KAFKA_BROKERS).toBe('kafka:9092,kafka-2:9092,kafka-3:9092');
    }
    // The topic gets as many copies as there are brokers when it is created, so nobody may be early.
    for (const name of ['migrate', 'api', 'projector']) {
      expect(Object.keys(cluster.services[name]!.depends_on!)).toEqual(['kafka-2', 'kafka-3']);
    }
  });

  it('shares no volume with the composition of one broker, whose topic has one copy', () => {
    expect(cluster.name).not.toBe(single.name);
  });
});

const compose = spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' });
const isComposeHere = compose.status === 0;
if (!isComposeHere) {
  const warning = 'THE COMPOSE FILES WERE NOT READ BY COMPOSE: this machine has no `docker compose`';
  process.stderr.write(`\n*** ${warning} ***\n\n`);
}

describe.skipIf(!isComposeHere)('docker compose', () => {
  it.each([[['compose.yaml']], [['compose.yaml', 'compose.cluster.yaml']]])('understands %j', (files) => {
    const options = files.flatMap((file) => ['-f', join(root, 'docker', file)]);
    const { status, stderr } = spawnSync('docker', ['compose', ...options, 'config', '--quiet'], {
      env: { ...process.env, SITREP_DB_PASSWORD: 'secret' },
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
  });
});
