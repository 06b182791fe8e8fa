import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { readSettings, SettingsInvalid } from './settings.js';

describe('the settings', () => {
  it('are complete without any variable', () => {
    expect(readSettings({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      hosts: [],
      trustedProxies: [],
      corsOrigins: [],
      frameAncestors: [],
      dataDir: join(process.cwd(), '.data'),
      kafkaTopic: 'sitrep.events',
      timeZone: 'UTC',
      agedAfterDays: 30,
      desk: {},
      review: { draftsFrom: [], needsSecondPerson: false },
      editionLimits: { most: 20, mostBytes: 50_000_000_000 },
      logLevel: 'warn',
      loadsSample: true,
      watches: { allowsPrivate: false },
    });
  });

  it('load the sample into a database of the user only when told to', () => {
    const DATABASE_URL = 'postgres://u:p@db/sitrep';
    expect(readSettings({ DATABASE_URL }).loadsSample).toBe(false);
    expect(readSettings({ DATABASE_URL, SITREP_SAMPLE: 'yes' }).loadsSample).toBe(true);
    expect(readSettings({ SITREP_SAMPLE: 'no' }).loadsSample).toBe(false);
  });

  it('take every variable', () => {
    const settings = readSettings({
      PORT: '0',
      HOST: '0.0.0.0',
      SITREP_HOSTS: 'sitrep.example.org, api',
      SITREP_CORS_ORIGINS: '*, https://desk.example.org:8443',
      SITREP_FRAME_ANCESTORS: 'https://news.example.org',
      SITREP_DATA_DIR: 'elsewhere',
      DATABASE_URL: 'postgres://u:p@db:5432/sitrep?sslmode=require',
      KAFKA_BROKERS: 'kafka-1:9092, [::1]:9093',
      SITREP_KAFKA_TOPIC: 'sitrep.trial',
      SITREP_TIME_ZONE: 'Asia/Baghdad',
      SITREP_AGED_AFTER_DAYS: '14',
      SITREP_LANGUAGES: 'en, ar',
      SITREP_START_VIEW: '38,34.5,43.5,37',
      SITREP_PARTIES: 'islamic-state:IS,iraq',
      SITREP_PINS: 'killed:islamic-state:mosul,displaced',
      SITREP_STYLE_URL: '/styles/own.json',
      PUBLIC_BASE_URL: 'https://sitrep.example.org/desk/',
      SITREP_MAX_EDITIONS: '3',
      SITREP_MAX_EDITIONS_MB: '700',
      SITREP_ANONYMOUS: 'read',
      SITREP_BIND: '10.0.0.7',
      SITREP_REQUESTS_PER_MINUTE: '120',
      SITREP_KEY: 'sitrep_key',
      SITREP_WATCH_PRIVATE: 'yes',
      SITREP_DRAFTS_FROM: 'reporter, key:0f3a9c1d27be',
      SITREP_SECOND_PERSON: 'yes',
      SITREP_TRUSTED_PROXIES: '10.0.0.7, 172.16.0.0/12,fd00::/8',
      SITREP_SMTP_URL: 'smtp://mail.example.org:587',
      SITREP_SMTP_FROM: 'sitrep@example.org',
      LOG_LEVEL: 'debug',
      SITREP_SAMPLE: 'yes',
    });
    expect(isAbsolute(settings.dataDir)).toBe(true);
    expect(settings).toEqual({
      port: 0,
      healthPort: 0,
      host: '0.0.0.0',
      hosts: ['sitrep.example.org', 'api'],
      trustedProxies: ['10.0.0.7', '172.16.0.0/12', 'fd00::/8'],
      corsOrigins: ['*', 'https://desk.example.org:8443'],
      publicBaseUrl: 'https://sitrep.example.org/desk',
      frameAncestors: ['https://news.example.org'],
      dataDir: join(process.cwd(), 'elsewhere'),
      databaseUrl: 'postgres://u:p@db:5432/sitrep?sslmode=require',
      kafkaBrokers: ['kafka-1:9092', '[::1]:9093'],
      kafkaTopic: 'sitrep.trial',
      timeZone: 'Asia/Baghdad',
      agedAfterDays: 14,
      desk: {
        languages: ['en', 'ar'],
        startView: [38, 34.5, 43.5, 37],
        parties: [{ id: 'islamic-state', letters: 'IS' }, { id: 'iraq' }],
        pins: [{ measure: 'killed', group: 'islamic-state', place: 'mosul' }, { measure: 'displaced' }],
        styleUrl: '/styles/own.json',
      },
      review: { draftsFrom: ['reporter', 'key:0f3a9c1d27be'], needsSecondPerson: true },
      editionLimits: { most: 3, mostBytes: 700_000_000 },
      anonymous: 'read',
      bind: '10.0.0.7',
      requestsPerMinute: 120,
      key: 'sitrep_key',
      logLevel: 'debug',
      loadsSample: true,
      watches: { allowsPrivate: true, smtpUrl: 'smtp://mail.example.org:587', smtpFrom: 'sitrep@example.org' },
    });
  });

  it('take an empty variable for one that is not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ', KAFKA_BROKERS: '' })).toEqual(readSettings({}));
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3e3'],
    ['HOST', 'http://localhost'],
    ['SITREP_TRUSTED_PROXIES', 'proxy.example.org'],
    ['SITREP_TRUSTED_PROXIES', '0.0.0.0/0'],
    ['SITREP_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['SITREP_CORS_ORIGINS', 'desk.example.org'],
    ['PUBLIC_BASE_URL', 'sitrep.example.org'],
    ['PUBLIC_BASE_URL', 'https://u:p@sitrep.example.org'],
    ['PUBLIC_BASE_URL', 'https://sitrep.example.org/?a=b'],
    ['SITREP_CORS_ORIGINS', 'https://desk.example.org/'],
    ['DATABASE_URL', 'mysql://u:p@db/sitrep'],
    ['DATABASE_URL', 'db.example'],
    ['KAFKA_BROKERS', 'kafka-1'],
    ['KAFKA_BROKERS', 'kafka-1:9092,'],
    ['KAFKA_BROKERS', 'kafka-1:0'],
    ['SITREP_KAFKA_TOPIC', 'sitrep events'],
    ['SITREP_KAFKA_TOPIC', '..'],
    ['SITREP_TIME_ZONE', 'Baghdad'],
    ['SITREP_TIME_ZONE', '+03:00'],
    ['LOG_LEVEL', 'loud'],
    ['SITREP_ANONYMOUS', 'yes'],
    ['SITREP_REQUESTS_PER_MINUTE', '0'],
    ['DATABASE_URL_FILE', '/there/is/no/such/file'],
    ['SITREP_SAMPLE', 'maybe'],
    ['SITREP_WATCH_PRIVATE', 'sometimes'],
    ['SITREP_DRAFTS_FROM', 'reporters'],
    ['SITREP_SECOND_PERSON', 'on'],
    ['SITREP_SMTP_URL', 'smtp://mail.example'],
    ['SITREP_SMTP_URL', 'mail.example'],
    ['SITREP_SMTP_FROM', 'sitrep@desk.example'],
    ['SITREP_SMTP_FROM', 'sitrep'],
    ['SITREP_LANGUAGES', 'English'],
    ['SITREP_START_VIEW', '38,37,43.5,34.5'],
    ['SITREP_PARTIES', 'iraq:GOVERNMENT'],
    ['SITREP_PARTIES', 'a,b,c,d,e,f'],
    ['SITREP_PINS', ':iraq'],
    ['SITREP_STYLE_URL', 'javascript:1'],
  ])('refuse %s=%s in one line that names it', (name, value) => {
    const read = (): unknown => readSettings({ [name]: value });
    expect(read).toThrow(SettingsInvalid);
    expect(read).toThrow(new RegExp(`^${name} .*must be .+\\.$`));
  });

  it('take logins for the parts beside that of the owner, and not without it', () => {
    const [DATABASE_URL, DATABASE_READER_URL] = ['postgres://o:p@db/sitrep', 'postgres://r:p@db/sitrep'];
    const { databaseUrls } = readSettings({ DATABASE_URL, DATABASE_READER_URL });
    expect(databaseUrls).toEqual({ reader: DATABASE_READER_URL });
    expect(readSettings({ DATABASE_URL })).not.toHaveProperty('databaseUrls');
    expect(() => readSettings({ DATABASE_READER_URL })).toThrow(/^DATABASE_URL is not set; DATABASE_READER_URL names/);
    expect(() => readSettings({ DATABASE_URL, DATABASE_APPENDER_URL: 'db' })).toThrow(/^DATABASE_APPENDER_URL must be/);
  });

  it('do not repeat a password in the refusal', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://u:hush@db/x' })).toThrow(/^(?!.*hush)/s);
  });

  it('take secrets from files', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sitrep-settings-'));
    const [url, key] = [join(folder, 'url'), join(folder, 'key')];
    writeFileSync(url, 'postgres://u:hush@db/sitrep\n');
    writeFileSync(key, 'sitrep_key\n');
    const settings = readSettings({ DATABASE_URL_FILE: url, SITREP_KEY_FILE: key });
    expect(settings).toMatchObject({
      databaseUrl: 'postgres://u:hush@db/sitrep',
      key: 'sitrep_key',
      loadsSample: false,
    });
    expect(() => readSettings({ SITREP_KEY: 'sitrep_other', SITREP_KEY_FILE: key })).toThrow(
      'SITREP_KEY and SITREP_KEY_FILE are both set; set one of them.',
    );
    rmSync(folder, { recursive: true });
  });
});
