import { isIP } from 'node:net';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type AnonymousAccess, anonymousAccess } from './access/scopes.js';
import { type OpenIdSettings, readOpenIdSettings } from './access/openid-settings.js';
import { type DeskSettings, readDeskSettings } from './desk-settings.js';
import { readReviewSettings, type ReviewSettings } from './review-settings.js';
import { faultOfCa, type KafkaSecurity, readKafkaSecurity } from './kafka-settings.js';
import { readSensitivitySettings, type SensitivitySettings } from './sensitivity-settings.js';

/** What the environment decides. Everything else has one value for everybody. */
export interface Settings {
  readonly port: number;
  /** The port where the separate projector tells of its health: PORT when it is set, else nowhere. */
  readonly healthPort?: number;
  readonly host: string;
  /** Where a container publishes its port, where that is not `host`. */
  readonly bind?: string;
  /** Names, beside `host` and those of this machine, by which the api may be addressed. */
  readonly hosts: readonly string[];
  /** Addresses and networks of proxies whose word is taken for whom they pass a request on. */
  readonly trustedProxies: readonly string[];
  /** Origins whose pages may read and write from other sites; `*` lets all read. */
  readonly corsOrigins: readonly string[];
  /** The address by which others reach the api, without a slash at the end; links that leave the server begin with it. */
  readonly publicBaseUrl?: string;
  /** Origins whose pages may show `/embed` in a frame; `*` lets all. */
  readonly frameAncestors: readonly string[];
  /** Absolute path of the folder of the embedded database. */
  readonly dataDir: string;
  /** A PostgreSQL to use in place of the embedded one. */
  readonly databaseUrl?: string;
  /** Urls by which parts of Sitrep log in to it as somebody with no more rights than they need; by default all by the one. */
  readonly databaseUrls?: Readonly<Partial<Record<keyof typeof partsWithUrl, string>>>;
  /** Kafka as the log, in place of PostgreSQL: `host:port`, at least one. */
  readonly kafkaBrokers?: readonly string[];
  /** How the brokers are reached; undefined in the clear, without a password. */
  readonly kafkaSecurity?: KafkaSecurity;
  readonly kafkaTopic: string;
  /** IANA name of the desk's zone: the days of `knownAt` are days there. */
  readonly timeZone: string;
  /** An answer about control is aged when its last evidence is older than this. */
  readonly agedAfterDays: number;
  readonly desk: DeskSettings;
  /** Who may read which reports; by default four levels, and all that name none are open. */
  readonly sensitivity?: SensitivitySettings;
  /** Whose reports wait for an approval. */
  readonly review: ReviewSettings;
  /** What requests without a key may do; unset, nothing, except for the Sitrep of one person on one machine. */
  readonly anonymous?: AnonymousAccess;
  /** How many requests a minute a key may send, or an address without one; unset, by where the api listens. */
  readonly requestsPerMinute?: number;
  /** The key that commands send to the api. */
  readonly key?: string;
  /** The OpenID provider that people may come from; none by default. */
  readonly openId?: OpenIdSettings;
  readonly logLevel: string;
  /** How many editions there may be beside the live one, and how many bytes of disk they may take. */
  readonly editionLimits: { readonly most: number; readonly mostBytes: number };
  /** Whether `sitrep up` loads the sample campaign: by default into its own embedded database only. */
  readonly loadsSample: boolean;
  /** Where watches may send, and what sends their mail. */
  readonly watches: { readonly allowsPrivate: boolean; readonly smtpUrl?: string; readonly smtpFrom?: string };
}

/** A variable has a value that cannot be meant. The message is one line which names it and says what would be right. */
export class SettingsInvalid extends Error {
  override readonly name = 'SettingsInvalid';
}

const partsWithUrl = {
  appender: 'DATABASE_APPENDER_URL',
  projector: 'DATABASE_PROJECTOR_URL',
  reader: 'DATABASE_READER_URL',
};
const log_levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const max_topic_length = 249;

/** Reads the settings; an empty variable counts as one that is not set. Throws `SettingsInvalid`. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const value = (name: string): string | undefined => env[name]?.trim() || undefined;
  const urls = databaseUrls(value);
  const key = secret(value, 'SITREP_KEY');
  const anonymous = value('SITREP_ANONYMOUS');
  const bind = value('SITREP_BIND');
  const requestsPerMinute = value('SITREP_REQUESTS_PER_MINUTE');
  const brokers = value('KAFKA_BROKERS');
  const publicBaseUrl = value('PUBLIC_BASE_URL');
  const variables = { value, secret: (name: string) => secret(value, name), invalid, missing };
  const openId = readOpenIdSettings(variables);
  const kafkaSecurity = readKafkaSecurity(variables);
  const sensitivity = readSensitivitySettings(variables);
  return {
    port: port('PORT', value('PORT') ?? '3000'),
    ...(value('PORT') !== undefined && { healthPort: port('PORT', value('PORT') ?? '') }),
    host: host('HOST', value('HOST') ?? '127.0.0.1'),
    ...(bind !== undefined && { bind: host('SITREP_BIND', bind) }),
    hosts: hostNames('SITREP_HOSTS', value('SITREP_HOSTS') ?? ''),
    trustedProxies: networks('SITREP_TRUSTED_PROXIES', value('SITREP_TRUSTED_PROXIES') ?? ''),
    corsOrigins: origins('SITREP_CORS_ORIGINS', value('SITREP_CORS_ORIGINS') ?? ''),
    ...(publicBaseUrl !== undefined && { publicBaseUrl: baseUrl('PUBLIC_BASE_URL', publicBaseUrl) }),
    frameAncestors: origins('SITREP_FRAME_ANCESTORS', value('SITREP_FRAME_ANCESTORS') ?? ''),
    dataDir: resolve(value('SITREP_DATA_DIR') ?? '.data'),
    ...urls,
    ...(brokers !== undefined && { kafkaBrokers: addresses('KAFKA_BROKERS', brokers) }),
    ...(kafkaSecurity !== undefined && { kafkaSecurity }),
    kafkaTopic: topic('SITREP_KAFKA_TOPIC', value('SITREP_KAFKA_TOPIC') ?? 'sitrep.events'),
    timeZone: timeZone('SITREP_TIME_ZONE', value('SITREP_TIME_ZONE') ?? 'UTC'),
    agedAfterDays: count('SITREP_AGED_AFTER_DAYS', value('SITREP_AGED_AFTER_DAYS') ?? '30'),
    desk: readDeskSettings(value, invalid),
    ...(sensitivity !== undefined && { sensitivity }),
    review: readReviewSettings(value, invalid),
    editionLimits: editionLimits(value),
    ...(anonymous !== undefined && { anonymous: oneOf('SITREP_ANONYMOUS', anonymous, anonymousAccess) }),
    ...(requestsPerMinute !== undefined && {
      requestsPerMinute: count('SITREP_REQUESTS_PER_MINUTE', requestsPerMinute),
    }),
    ...(key !== undefined && { key }),
    ...(openId !== undefined && { openId }),
    logLevel: oneOf('LOG_LEVEL', value('LOG_LEVEL') ?? 'warn', log_levels),
    watches: {
      allowsPrivate: yesOrNo('SITREP_WATCH_PRIVATE', value('SITREP_WATCH_PRIVATE') ?? 'no'),
      ...mailSettings(value),
    },
    loadsSample: yesOrNo('SITREP_SAMPLE', value('SITREP_SAMPLE') ?? (urls.databaseUrl === undefined ? 'yes' : 'no')),
  };
}

/** A secret, from the variable or from the file that the variable with `_FILE` names; never repeated in a message. */
function secret(value: (name: string) => string | undefined, name: string): string | undefined {
  const file = value(`${name}_FILE`);
  if (file === undefined) return value(name);
  if (value(name) !== undefined) throw new SettingsInvalid(`${name} and ${name}_FILE are both set; set one of them.`);
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be read';
    throw invalid(`${name}_FILE`, file, `the path of a file that can be read (${reason})`);
  }
}

function invalid(name: string, text: string, right: string): SettingsInvalid {
  return new SettingsInvalid(`${name} is ${JSON.stringify(text)}; it must be ${right}.`);
}

const missing = (name: string, why: string): SettingsInvalid => new SettingsInvalid(`${name} is not set; ${why}.`);

/** 0 asks the system for any free port. */
function port(name: string, text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw invalid(name, text, 'a port number from 0 to 65535');
}

function host(name: string, text: string): string {
  if (/^[\w.:%-]+$/.test(text)) return text;
  throw invalid(name, text, 'the name or address to listen on, such as 127.0.0.1 or 0.0.0.0');
}

function hostNames(name: string, text: string): readonly string[] {
  const names = text.split(',').map((part) => part.trim());
  if (text === '') return [];
  if (names.every((one) => /^[\w.-]+$/.test(one))) return names;
  throw invalid(name, text, 'names without a port, with commas between, such as sitrep.example.org');
}

const editionLimits = (value: (name: string) => string | undefined): Settings['editionLimits'] => ({
  most: count('SITREP_MAX_EDITIONS', value('SITREP_MAX_EDITIONS') ?? '20'),
  mostBytes: count('SITREP_MAX_EDITIONS_MB', value('SITREP_MAX_EDITIONS_MB') ?? '50000') * 1_000_000,
});

function networks(name: string, text: string): readonly string[] {
  const listed = text.split(',').map((part) => part.trim());
  if (text === '') return [];
  if (listed.every(isNetwork)) return listed;
  throw invalid(
    name,
    text,
    'IP addresses and networks with commas between, such as 10.0.0.7, 172.16.0.0/12 or fd00::/8',
  );
}

/** An address, or one with the length of its prefix: of all addresses, which `/0` is, nobody is a proxy. */
function isNetwork(text: string): boolean {
  const [, address = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && (bits === undefined || (Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128)));
}

function origins(name: string, text: string): readonly string[] {
  const listed = text.split(',').map((part) => part.trim());
  if (text === '') return [];
  if (listed.every((one) => one === '*' || isOrigin(one))) return listed;
  throw invalid(name, text, 'origins with commas between, such as https://desk.example.org, or *');
}

const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

function baseUrl(name: string, text: string): string {
  const url = /^https?:/.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && [url.username, url.password, url.search, url.hash].every((part) => part === ''))
    return url.href.replace(/\/+$/, '');
  throw invalid(name, text, 'the address by which others reach the api, such as https://sitrep.example.org');
}

/** Both or neither: mail without a sender is refused everywhere. The url may hold a password, so it is not repeated. */
function mailSettings(value: (name: string) => string | undefined): { smtpUrl?: string; smtpFrom?: string } {
  const [smtpUrl, smtpFrom] = [secret(value, 'SITREP_SMTP_URL'), value('SITREP_SMTP_FROM')];
  const [rightUrl, rightFrom] = ['a url such as smtp://user:password@mail.example.org:587', 'an address of mail'];
  if (smtpUrl !== undefined && (!URL.canParse(smtpUrl) || !/^smtps?:\/\/[^/]/.test(smtpUrl)))
    throw new SettingsInvalid(`SITREP_SMTP_URL must be ${rightUrl}.`);
  if (smtpFrom !== undefined && !/^[^\s@]+@[^\s@]+$/.test(smtpFrom))
    throw invalid('SITREP_SMTP_FROM', smtpFrom, `${rightFrom}, such as sitrep@example.org`);
  if (smtpUrl !== undefined && smtpFrom !== undefined) return { smtpUrl, smtpFrom };
  if (smtpUrl !== undefined)
    throw new SettingsInvalid(`SITREP_SMTP_URL is set without SITREP_SMTP_FROM, which must be ${rightFrom}.`);
  if (smtpFrom !== undefined)
    throw new SettingsInvalid(`SITREP_SMTP_FROM is set without SITREP_SMTP_URL, which must be ${rightUrl}.`);
  return {};
}

const ssl_modes = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

/** The value may hold a password, so it is not repeated. */
function postgresUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['postgres:', 'postgresql:'].includes(url.protocol))
    throw new SettingsInvalid(`${name} must be a url such as postgres://user:password@host:5432/database.`);
  const mode = url.searchParams.get('sslmode') ?? 'verify-full';
  if (!ssl_modes.includes(mode))
    throw new SettingsInvalid(`${name} says sslmode=${mode}; it must be one of ${ssl_modes.join(', ')}.`);
  const ca = url.searchParams.get('sslrootcert');
  const fault = ca === null ? undefined : faultOfCa(ca);
  if (fault !== undefined)
    throw new SettingsInvalid(`${name} says sslrootcert=${ca}; it must be a file of certificates in PEM (${fault}).`);
  return text;
}

/** Those of the parts are of the same database, so they mean nothing beside the embedded one. */
function databaseUrls(value: (name: string) => string | undefined): Pick<Settings, 'databaseUrl' | 'databaseUrls'> {
  const databaseUrl = secret(value, 'DATABASE_URL');
  const urls = Object.entries(partsWithUrl).flatMap(([part, name]) => {
    const url = secret(value, name);
    if (url !== undefined && databaseUrl === undefined)
      throw missing('DATABASE_URL', `${name} names a login of the database that it names`);
    return url === undefined ? [] : [[part, postgresUrl(name, url)] as const];
  });
  return {
    ...(databaseUrl !== undefined && { databaseUrl: postgresUrl('DATABASE_URL', databaseUrl) }),
    ...(urls.length > 0 && { databaseUrls: Object.fromEntries(urls) }),
  };
}

function addresses(name: string, text: string): readonly string[] {
  const brokers = text.split(',').map((part) => part.trim());
  const valid = brokers.every((broker) => {
    const [, number = ''] = /^(?:[\w.-]+|\[[\da-fA-F:]+\]):(\d{1,5})$/.exec(broker) ?? [];
    return Number(number) >= 1 && Number(number) <= 65_535;
  });
  if (valid) return brokers;
  throw invalid(name, text, 'one or more host:port with commas between, such as kafka-1:9092,kafka-2:9092');
}

function topic(name: string, text: string): string {
  if (/^[\w.-]+$/.test(text) && text.length <= max_topic_length && text !== '.' && text !== '..') return text;
  throw invalid(
    name,
    text,
    `a Kafka topic name: up to ${max_topic_length} letters, digits, dots, hyphens, underscores`,
  );
}

function timeZone(name: string, text: string): string {
  const right = 'a time zone by its IANA name, such as UTC or Asia/Baghdad';
  // Newer engines also take offsets such as +03:00, which know no summer time.
  if (!/^[A-Za-z]/.test(text)) throw invalid(name, text, right);
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw invalid(name, text, right);
  }
}

function count(name: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw invalid(name, text, 'a whole number from 1 to 999999999');
}

function oneOf<Choice extends string>(name: string, text: string, choices: readonly Choice[]): Choice {
  const chosen = choices.find((choice) => choice === text);
  if (chosen !== undefined) return chosen;
  throw invalid(name, text, `one of ${choices.join(', ')}`);
}

function yesOrNo(name: string, text: string): boolean {
  if (text === 'yes' || text === 'no') return text === 'yes';
  throw invalid(name, text, 'yes or no');
}
