import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../database.js';
import { recordAudit } from './audit-trail.js';
import { openid_prefix, operator_id, type Principal } from './principal.js';

/** A secret that a browser holds in a cookie; its SHA-256 is stored. */
export interface BrowserSecret {
  readonly text: string;
  readonly digest: Buffer;
}

/** What a sign-in that is under way has to come back with. */
export interface SignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** A path of this server. */
  readonly returnTo: string;
}

/** Somebody who is signed in on the page. */
export type SignedIn = Pick<Principal, 'id' | 'name' | 'roles' | 'outlets' | 'places' | 'readsWithin'>;

/** A browser that is signed in. */
export interface PageSession extends Omit<SignedIn, 'readsWithin'> {
  readonly readsWithin: boolean;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

/** So long a sign-in may take at the provider. */
const sign_in_lasts = `interval '10 minutes'`;

export const newBrowserSecret = (): BrowserSecret => {
  const text = randomBytes(32).toString('base64url');
  return { text, digest: digestOfSecret(text) };
};

export const digestOfSecret = (text: string): Buffer => createHash('sha256').update(text).digest();

/** People of an OpenID provider: their names, and the browsers in which they are signed in. */
export class OpenIdPeople {
  constructor(private readonly database: Pick<Database, 'query' | 'transaction' | 'prepared'>) {}

  /** Notes that somebody was here, and under which name; a name that was erased stays so. */
  async note({ id, name }: Pick<SignedIn, 'id' | 'name'>): Promise<void> {
    await this.database.query(
      `insert into sitrep.openid_person (subject, pseudonym, name) values ($1, $2, $3)
       on conflict (subject) do update set seen_at = now(),
         name = case when openid_person.erased_at is null then coalesce(excluded.name, openid_person.name) end`,
      [subjectOf(id), randomBytes(6).toString('hex'), name],
    );
  }

  async beginSignIn(digest: Buffer, { state, nonce, verifier, returnTo }: SignIn): Promise<void> {
    await this.database.query(`delete from sitrep.sign_in where expires_at <= now()`);
    await this.database.query(
      `insert into sitrep.sign_in (digest, state, nonce, verifier, return_to, expires_at)
       values ($1, $2, $3, $4, $5, now() + ${sign_in_lasts})`,
      [digest, state, nonce, verifier, returnTo],
    );
  }

  /** The sign-in that a browser began; it can be taken once. */
  async takeSignIn(digest: Buffer): Promise<SignIn | undefined> {
    const [row] = await this.database.query<SignIn & { readonly live: boolean }>(
      `delete from sitrep.sign_in where digest = $1
       returning state, nonce, verifier, return_to as "returnTo", expires_at > now() as live`,
      [digest],
    );
    return row?.live === true ? row : undefined;
  }

  /** Signs a browser in. The person has been noted. */
  async open(digest: Buffer, { id, roles, outlets, places, readsWithin }: SignedIn, lastsS: number): Promise<void> {
    await this.database.transaction(async (sql) => {
      await sql.query(`delete from sitrep.page_session where expires_at <= now()`);
      const session = randomBytes(6).toString('hex');
      await sql.query(
        `insert into sitrep.page_session (id, digest, subject, roles, outlets, places, reads_within, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8))`,
        [session, digest, subjectOf(id), roles, outlets, places, readsWithin === true, lastsS],
      );
      await recordAudit(sql, { principal: id, action: 'signed_in', subject: `session:${session}`, detail: { roles } });
    });
  }

  async find(digest: Buffer): Promise<PageSession | undefined> {
    const text = `
      select n.id, n.name, s.roles, s.outlets, s.places, s.reads_within as "readsWithin", s.expires_at as "expiresAt", s.revoked_at as "revokedAt"
      from sitrep.page_session s join sitrep.principal_name n on n.id = '${openid_prefix}' || s.subject
      where s.digest = $1`;
    return (await this.database.prepared<PageSession>(text, [digest]))[0];
  }

  /** Signs a browser out. */
  async close(digest: Buffer): Promise<void> {
    await this.database.query(
      `with closed as (
         update sitrep.page_session set revoked_at = now() where digest = $1 and revoked_at is null returning id, subject
       ) insert into sitrep.audit (principal, action, subject, detail)
         select '${openid_prefix}' || subject, 'signed_out', 'session:' || id, '{}' from closed`,
      [digest],
    );
  }

  /** Signs somebody out everywhere; returns in how many browsers. What the provider vouches for is the provider's to end. */
  async closeAll(id: string, by: string = operator_id): Promise<number> {
    return this.database.transaction(async (sql) => {
      const closed = await sql.query(
        `update sitrep.page_session set revoked_at = now()
         where subject = $1 and revoked_at is null and expires_at > now() returning id`,
        [subjectOf(id)],
      );
      if (closed.length > 0) await recordAudit(sql, { principal: by, action: 'sessions_revoked', subject: id });
      return closed.length;
    });
  }

  /** Signs somebody out and forgets the name, for good; undefined where nobody of this id was here. */
  async erase(id: string): Promise<string | undefined> {
    await this.closeAll(id);
    return this.database.transaction(async (sql) => {
      const [person] = await sql.query<{ pseudonym: string }>(
        `update sitrep.openid_person set name = null, erased_at = now() where subject = $1 returning pseudonym`,
        [subjectOf(id)],
      );
      if (person === undefined) return undefined;
      const pseudonym = `erased-${person.pseudonym}`;
      await recordAudit(sql, { principal: operator_id, action: 'principal_erased', subject: pseudonym });
      return pseudonym;
    });
  }
}

const subjectOf = (id: string): string => id.slice(openid_prefix.length);
