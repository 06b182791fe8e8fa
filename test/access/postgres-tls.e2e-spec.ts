import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage, type Storage } from '#editions';
import { EmbeddedPostgres, readSettings } from '#platform';
import { giveTo, isRoot, nobody } from '../../libs/platform/src/postgres-owner.js';
import { newEvent } from '../contract/new-events.js';
import { type Certificates, makeCertificates } from '../harness/certificates.js';

describe('a PostgreSQL that is reached over TLS', () => {
  let folder: string;
  let own: Certificates;
  let other: Certificates;
  let server: EmbeddedPostgres;
  let storage: Storage | undefined;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sitrep-tls-'));
    own = makeCertificates(folder, 'own');
    other = makeCertificates(folder, 'other');
    // As root, the server runs as nobody; it has to reach its key, and nobody else may.
    if (isRoot()) {
      chmodSync(folder, 0o711);
      giveTo(own.privateKeyFile, nobody);
      giveTo(own.certificateFile, nobody);
    }
    const settings = { fsync: 'off', ssl: 'on', ssl_cert_file: own.certificateFile, ssl_key_file: own.privateKeyFile };
    server = await EmbeddedPostgres.start({ dataDir: join(folder, 'data'), settings });
  });
  afterAll(async () => {
    await storage?.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (change: (url: URL) => void, caFile: string): Promise<Storage> => {
    const url = new URL(server.url);
    url.hostname = 'localhost';
    url.search = new URLSearchParams({ sslmode: 'verify-full', sslrootcert: caFile }).toString();
    change(url);
    const { databaseUrl = '', ...settings } = readSettings({ DATABASE_URL: url.href });
    return openStorage({ ...settings, databaseUrl, applicationName: 'tls', onTrouble: () => undefined });
  };

  it('is used so by every connection, of the pools and of the log', async () => {
    storage = await open(() => undefined, own.caFile);
    await storage.eventLog.append([newEvent()]);
    const rows = await storage.database.query<{ ssl: boolean }>(
      `select distinct s.ssl from pg_stat_ssl s join pg_stat_activity a using (pid) where a.application_name like 'tls%'`,
    );
    expect(rows).toEqual([{ ssl: true }]);
  });

  it.each<[string, (url: URL) => void, () => string, RegExp]>([
    [
      'an authority that did not sign',
      () => undefined,
      () => other.caFile,
      /^TLS to PostgreSQL at localhost:\d+ failed: .*certificate.* Check sslmode and sslrootcert in DATABASE_URL/,
    ],
    [
      'a wrong password',
      (url) => (url.password = 'wrong'),
      () => own.caFile,
      /password authentication failed for user/,
    ],
  ])('is refused with %s, plainly', async (_, change, caFile, told) => {
    await expect(open(change, caFile())).rejects.toThrow(told);
  });
});
