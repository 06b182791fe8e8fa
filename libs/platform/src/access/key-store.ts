import { randomBytes } from 'node:crypto';
import type { Database, Sql } from '../database.js';
import { digestOfKey, newKey } from './api-key.js';
import { recordAudit } from './audit-trail.js';
import { OpenIdPeople } from './openid-people.js';
import { openid_prefix, operator_id } from './principal.js';
import type { Role } from './scopes.js';

/** For whom a key is, and what it may do. */
export interface KeyOrder {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly outlets: readonly string[];
  readonly places: readonly string[];
  /** Up to which level of sensitivity it reads; undefined: as its roles do. */
  readonly clearance?: string;
  /** True where it reads, too, within its outlets and places alone. */
  readonly readsWithin?: boolean;
  /** How many requests it may send on a day in UTC; undefined: any number. */
  readonly dailyQuota?: number;
  /** Undefined for one that does not expire. */
  readonly expiresAt?: Date;
}

/** What is stored of a key. */
export interface StoredKey {
  readonly id: string;
  /** The name it was made for, or the pseudonym of a person who was erased. */
  readonly name: string;
  readonly roles: readonly string[];
  readonly outlets: readonly string[];
  readonly places: readonly string[];
  readonly clearance: string | null;
  readonly readsWithin: boolean;
  readonly dailyQuota: number | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export type KeyWithDigest = StoredKey & { readonly digest: Buffer };

/** The keys cannot be changed so. The message is one line for the person at the keyboard. */
export class KeyRefused extends Error {
  override readonly name = 'KeyRefused';
}

/** One name has so many live keys at most: the old one and the one that takes its place. */
export const most_live_keys = 2;

const name_shape = /^[\p{L}\p{N}][\p{L}\p{N}\p{M} ._@'-]{0,99}$/u;
const is_live = `k.revoked_at is null and (k.expires_at is null or k.expires_at > now())`;
const shown_name = `coalesce(p.name, 'erased-' || p.id)`;
const columns = `
  k.id, ${shown_name} as name, k.roles, k.outlets, k.places, k.clearance, k.daily_quota as "dailyQuota", k.reads_within as "readsWithin",
  k.created_at as "createdAt", k.expires_at as "expiresAt",
  k.revoked_at as "revokedAt", k.last_used_at as "lastUsedAt"`;
const tables = `sitrep.api_key k join sitrep.principal p on p.id = k.principal_id`;

/** The keys, and the names that they belong to: an event holds a key's id, and only these tables the name. */
export class KeyStore {
  constructor(private readonly database: Pick<Database, 'query' | 'transaction' | 'prepared'>) {}

  /** Makes a key; its text is stored nowhere. @throws {KeyRefused} */
  async create(order: KeyOrder): Promise<{ id: string; text: string }> {
    const { name, roles, outlets, places, clearance = null, readsWithin = false, dailyQuota = null, expiresAt } = order;
    if (readsWithin && outlets.length + places.length === 0)
      throw new KeyRefused('A key that reads within its bounds has some: name outlets or places.');
    if (!name_shape.test(name) || name.startsWith('erased-'))
      throw new KeyRefused(`${JSON.stringify(name)} is no name: send 1 to 100 letters, digits, blanks and . _ @ ' -.`);
    const { id, text } = newKey();
    await this.database.transaction(async (sql) => {
      const [principal] = await sql.query<{ id: string }>(
        `insert into sitrep.principal (id, name) values ($1, $2) on conflict (name) do update set name = excluded.name
         returning id`,
        [randomBytes(6).toString('hex'), name],
      );
      const live = await liveKeysOf(sql, name);
      if (live.length >= most_live_keys)
        throw new KeyRefused(`${name} has ${most_live_keys} live keys: ${live.join(', ')}. Revoke one of them first.`);
      await sql.query(
        `insert into sitrep.api_key (id, principal_id, digest, roles, outlets, places, clearance, reads_within, daily_quota, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          id,
          principal?.id,
          digestOfKey(text),
          roles,
          outlets,
          places,
          clearance,
          readsWithin,
          dailyQuota,
          expiresAt ?? null,
        ],
      );
      const expires = expiresAt?.toISOString() ?? null;
      const detail = { roles, outlets, places, clearance, readsWithin, dailyQuota, expiresAt: expires };
      await recordAudit(sql, { principal: operator_id, action: 'key_created', subject: `key:${id}`, detail });
    });
    return { id, text };
  }

  /** All keys, the newest first. */
  list(): Promise<StoredKey[]> {
    return this.database.query<StoredKey>(`select ${columns} from ${tables} order by k.created_at desc, k.id`);
  }

  async find(id: string): Promise<KeyWithDigest | undefined> {
    const text = `select ${columns}, k.digest from ${tables} where k.id = $1`;
    return (await this.database.prepared<KeyWithDigest>(text, [id]))[0];
  }

  /** The ids of all keys that there are. */
  async ids(): Promise<ReadonlySet<string>> {
    const rows = await this.database.prepared<{ id: string }>(`select id from sitrep.api_key`, []);
    return new Set(rows.map(({ id }) => id));
  }

  /** Adds requests to the day of a key, and returns how many that makes. */
  async addUse(id: string, day: string, requests: number): Promise<number> {
    const [row] = await this.database.query<{ requests: number }>(
      `insert into sitrep.key_use as u (key_id, day, requests) values ($1, $2, $3)
       on conflict (key_id, day) do update set requests = u.requests + excluded.requests
       returning requests::float8 requests`,
      [id, day, requests],
    );
    return row?.requests ?? requests;
  }

  /** Notes that a key was used, once a minute at most. */
  async touch(id: string): Promise<void> {
    await this.database.query(
      `update sitrep.api_key set last_used_at = now()
       where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
      [id],
    );
  }

  /** @throws {KeyRefused} there is no such key, or it is revoked already. */
  async revoke(id: string, by: string = operator_id): Promise<void> {
    await this.database.transaction(async (sql) => {
      const revoked = await sql.query(
        `update sitrep.api_key set revoked_at = now() where id = $1 and revoked_at is null returning id`,
        [id],
      );
      if (revoked.length === 0)
        throw new KeyRefused(`No key with the id ${id} can be revoked. "sitrep key list" shows them.`);
      await recordAudit(sql, { principal: by, action: 'key_revoked', subject: `key:${id}` });
    });
  }

  /**
   * Revokes the keys of a name and forgets the name; what it wrote stays, under the pseudonym returned. Of a subject of the
   * OpenID provider, as events hold it (`oidc:…`), the sessions end. @throws {KeyRefused}
   */
  async erase(name: string): Promise<string> {
    if (name.startsWith(openid_prefix)) {
      const pseudonym = await new OpenIdPeople(this.database).erase(name);
      if (pseudonym === undefined) throw new KeyRefused(`Nobody was here as ${name}. "sitrep audit" shows who was.`);
      return pseudonym;
    }
    return this.database.transaction(async (sql) => {
      const [principal] = await sql.query<{ id: string }>(
        `update sitrep.principal set name = null, erased_at = now() where name = $1 returning id`,
        [name],
      );
      if (principal === undefined) throw new KeyRefused(`Nobody is called ${name}. "sitrep key list" shows the names.`);
      await sql.query(`update sitrep.api_key set revoked_at = now() where principal_id = $1 and revoked_at is null`, [
        principal.id,
      ]);
      const pseudonym = `erased-${principal.id}`;
      await recordAudit(sql, { principal: operator_id, action: 'principal_erased', subject: pseudonym });
      return pseudonym;
    });
  }

  /** True if a key is live: only then somebody can come in where requests without one are refused. */
  async anyLive(): Promise<boolean> {
    const [row] = await this.database.query<{ any: boolean }>(
      `select exists (select from sitrep.api_key k where ${is_live}) as any`,
    );
    return row?.any === true;
  }
}

async function liveKeysOf(sql: Sql, name: string): Promise<readonly string[]> {
  const rows = await sql.query<{ id: string }>(
    `select k.id from ${tables} where p.name = $1 and ${is_live} order by k.created_at`,
    [name],
  );
  return rows.map(({ id }) => id);
}
