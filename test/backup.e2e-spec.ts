import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editionDigests, followLive, live_edition, openStorage, type Storage } from '#editions';
import { appendable, encodeEvent, type Following } from '#event-log';
import { auditBefore, KeyStore } from '#platform';
import { amendedCampaign } from './harness/amended-campaign.js';
import { SystemPostgres, systemPostgres } from './harness/postgres-tools.js';

const binaries = systemPostgres();
const isLeftOut = binaries === undefined && process.env['CI'] !== 'true';
if (isLeftOut)
  process.stderr.write('\n*** THE BACKUP SUITE DID NOT RUN: no PostgreSQL from 15 on in /usr/lib/postgresql ***\n\n');

/** The commands of the how-to, by the words behind the opening of their block. */
function commands(name: string): string {
  const text = readFileSync(new URL('../docs/how-to/backup.md', import.meta.url), 'utf8');
  const block = text.split('```').find((part) => part.startsWith(`sh ${name}\n`));
  if (block === undefined) throw new Error(`the how-to has no block ${name}`);
  return block.slice(`sh ${name}\n`.length);
}

describe.skipIf(isLeftOut)('a backup made and restored as the how-to says', () => {
  let server: SystemPostgres;
  let folder: string;
  let original: Opened;
  let digest: string;
  let key: string;
  const opened: Opened[] = [];

  interface Opened {
    readonly storage: Storage;
    readonly following: Following;
    readonly url: string;
  }
  const open = async (url: string): Promise<Opened> => {
    const storage = await openStorage({
      databaseUrl: url,
      applicationName: 'backup',
      kafkaTopic: 'none',
      onTrouble: () => undefined,
    });
    const one = { storage, url, following: await followLive(storage) };
    opened.push(one);
    return one;
  };
  /** The digest of the live edition once it has all of its log. */
  const digestOf = async ({ storage }: Opened): Promise<string> => {
    expect(await storage.editions.liveReached(await storage.eventLog.head(), 60_000)).toBe(true);
    const live = await storage.editions.find(live_edition);
    if (live === undefined) throw new Error('there is no live edition');
    return (await editionDigests(storage.editions.scope(live))).digest;
  };
  const run = (script: string, variables: Readonly<Record<string, string>>): void => {
    const env = { ...process.env, ...variables, PATH: `${binaries}:${process.env['PATH']}` };
    execFileSync('bash', ['-euc', script], { cwd: folder, env, stdio: 'pipe' });
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sitrep-backup-'));
    server = await SystemPostgres.start(binaries ?? '');
    original = await open(await server.database('original'));
    const events = amendedCampaign().map((event) => appendable(encodeEvent(event, { principal: 'key:0f3a9c1d27be' })));
    await original.storage.eventLog.append(events);
    const keys = new KeyStore(original.storage.database);
    key = (await keys.create({ name: 'Ada', roles: ['admin'], outlets: [], places: [] })).id;
    digest = await digestOf(original);
  }, 120_000);
  afterAll(async () => {
    for (const { storage, following } of opened) {
      await following.stop();
      await storage.close();
    }
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['whole', 'backup', 'sitrep.dump'],
    ['without its editions', 'backup core', 'sitrep-core.dump'],
  ])('%s gives the same digests, keys and audit in an empty database, and goes on', async (_, block, file) => {
    run(commands(block), { DATABASE_URL: original.url });
    const url = await server.database(`restored_${file.replace(/\W/g, '_')}`);
    run(commands('restore').replaceAll('sitrep.dump', file), { RESTORED_URL: url });
    const restored = await open(url);
    expect(await digestOf(restored)).toBe(digest);
    const { database, eventLog } = restored.storage;
    expect(await new KeyStore(database).find(key)).toMatchObject({ name: 'Ada', revokedAt: null });
    expect(await auditBefore(database, undefined, 10)).toEqual(
      await auditBefore(original.storage.database, undefined, 10),
    );
    expect(await eventLog.head()).toEqual(await original.storage.eventLog.head());
    await expect(database.query('delete from sitrep.audit')).rejects.toThrow('only ever added to');
    const [first] = amendedCampaign();
    if (first === undefined) throw new Error('the campaign is empty');
    await eventLog.append([appendable(encodeEvent(first, {}))]);
    // The same event again is no other history.
    expect(await digestOf(restored)).toBe(digest);
  });
});
