import { kafkaAccess, projection_version } from '#editions';
import { inspectTopic } from '#event-log';
import { Database, EmbeddedPostgres, type Settings, within } from '#platform';
import { type Check, clockCheck, look, ok, reasonOf, skipped, wrong } from './check.js';

const patience_ms = 15_000;
const least_server_version = 150_000;

/** The database: whether it answers, keeps what it acknowledges, and has what this version needs. Changes nothing. */
export async function databaseChecks(settings: Settings): Promise<readonly Check[]> {
  const url = settings.databaseUrl ?? (await EmbeddedPostgres.findUrl(settings.dataDir));
  if (url === undefined) {
    const where = `no embedded one runs in ${settings.dataDir}`;
    return [
      look('postgres', where, 'Start it with npm start, or set SITREP_DATA_DIR or DATABASE_URL to the one you mean.'),
    ];
  }
  try {
    const database = await Database.open({
      url,
      applicationName: 'sitrep-doctor',
      poolSize: 1,
      statementTimeoutMs: patience_ms,
    });
    try {
      return await checksOf(database);
    } finally {
      await database.close();
    }
  } catch (error) {
    return [
      wrong(
        'postgres',
        reasonOf(error),
        'Start the server, and check host, port, user, password and database in DATABASE_URL.',
      ),
    ];
  }
}

interface ServerFacts {
  readonly version: string;
  readonly number: string;
  readonly now_ms: string;
  readonly fsync: string;
  readonly commit: string;
  readonly prepared: boolean;
}

async function checksOf(database: Database): Promise<readonly Check[]> {
  const before = Date.now();
  const [facts] = await database.query<ServerFacts>(
    `select current_setting('server_version') as version, current_setting('server_version_num') as number,
       (extract(epoch from clock_timestamp()) * 1000)::bigint as now_ms,
       current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
       to_regclass('sitrep.edition') is not null as prepared`,
  );
  if (facts === undefined) throw new Error('it answers without a row');
  const between = [before, Date.now()] as const;
  const isDurable = facts.fsync === 'on' && facts.commit !== 'off';
  return [
    Number(facts.number) >= least_server_version
      ? ok('postgres', facts.version)
      : wrong('postgres', facts.version, 'Use PostgreSQL 15 or later.'),
    isDurable
      ? ok('postgres durability', `fsync ${facts.fsync}, synchronous_commit ${facts.commit}`)
      : wrong(
          'postgres durability',
          `fsync ${facts.fsync}, synchronous_commit ${facts.commit}`,
          'Set both to on: acknowledged reports can be lost otherwise.',
        ),
    clockCheck('postgres clock', Number(facts.now_ms), between, 1),
    facts.prepared
      ? await editionCheck(database)
      : look('schema', 'not made yet', 'Start it with npm start, or run sitrep migrate.'),
  ];
}

async function editionCheck(database: Database): Promise<Check> {
  const [live] = await database.query<{ version: number }>(
    `select projection_version as version from sitrep.edition where name = 'live'`,
  );
  if (live === undefined) return look('live edition', 'none yet', 'Start it with npm start, or run sitrep migrate.');
  const found = `projections version ${live.version}`;
  if (live.version === projection_version) return ok('live edition', found);
  return wrong(
    'live edition',
    `${found}, this is version ${projection_version}`,
    'Run sitrep rebuild with this release, or start the release that made it.',
  );
}

/** Kafka, where it is the log: whether it answers, and whether its topic keeps everything. Changes nothing. */
export async function kafkaChecks(settings: Settings): Promise<readonly Check[]> {
  const { kafkaBrokers: brokers, kafkaTopic: topic } = settings;
  if (brokers === undefined) return [skipped('kafka', 'KAFKA_BROKERS is not set: PostgreSQL is the log')];
  try {
    const state = await within(
      patience_ms,
      inspectTopic({ ...kafkaAccess(settings), brokers, topic, clientId: 'sitrep-doctor' }),
      undefined,
    );
    if (state === undefined) throw new Error(`no answer from ${brokers.join(', ')}`);
    const kafka = ok('kafka', `${state.brokers} brokers`);
    if (state.faults === undefined)
      return [
        kafka,
        look(
          'topic',
          `no ${topic} yet`,
          'Start Sitrep: it makes the topic. If there was one, check SITREP_KAFKA_TOPIC.',
        ),
      ];
    if (state.faults.length === 0) return [kafka, ok('topic', `${topic} keeps everything`)];
    return [
      kafka,
      wrong(
        'topic',
        `${topic}: ${state.faults.join('; ')}`,
        'Set these of the topic as docs/kafka.md says, with kafka-configs.sh.',
      ),
    ];
  } catch (error) {
    return [
      wrong(
        'kafka',
        reasonOf(error),
        'Start the brokers, and check KAFKA_BROKERS: host:port, as this machine reaches them.',
      ),
    ];
  }
}
