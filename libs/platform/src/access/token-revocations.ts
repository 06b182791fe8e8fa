import type { Database, Sql } from '../database.js';
import { recordAudit } from './audit-trail.js';
import { OpenIdPeople } from './openid-people.js';
import { openid_prefix, operator_id } from './principal.js';

/** No token is taken that holds longer: what revokes it need not be kept for longer either. */
export const longest_token_days = 400;

/** What a token says of itself: its claims `jti` and `sub`. */
export interface NamedToken {
  readonly tokenId: string | undefined;
  readonly subject: string;
}

/** What was revoked of a token: the token itself, and all of its subject that were issued until a moment, in ms since 1970 UTC. */
export interface RevokedToken {
  readonly isRevoked: boolean;
  readonly issuedByMs: number | undefined;
}

/** Revokes tokens that a provider vouches for: it goes on signing them, and this server takes them no more. */
export class TokenRevocations {
  constructor(private readonly database: Pick<Database, 'query' | 'transaction' | 'prepared'>) {}

  /** Revokes one token, by its claim `jti`. */
  async revokeToken(tokenId: string, by: string = operator_id): Promise<void> {
    await this.database.transaction(async (sql) => {
      await forgetOld(sql);
      await sql.query(`insert into sitrep.token_revocation (token_id) values ($1) on conflict do nothing`, [tokenId]);
      await recordAudit(sql, { principal: by, action: 'tokens_revoked', subject: `token:${tokenId}` });
    });
  }

  /**
   * Revokes all tokens of somebody (`oidc:…`) that were issued until now, and signs them out everywhere; returns in how many
   * browsers. Who signs in anew comes in again: whom the provider lets in is the provider's to say.
   */
  async revokeSubject(id: string, by: string = operator_id): Promise<number> {
    const closed = await new OpenIdPeople(this.database).closeAll(id, by);
    await this.database.transaction(async (sql) => {
      await forgetOld(sql);
      await sql.query(
        `insert into sitrep.token_revocation (subject) values ($1)
         on conflict (subject) do update set revoked_at = excluded.revoked_at`,
        [id.slice(openid_prefix.length)],
      );
      await recordAudit(sql, { principal: by, action: 'tokens_revoked', subject: id });
    });
    return closed;
  }

  /** What was revoked of one token, looked up by its id and its subject. */
  async of({ tokenId, subject }: NamedToken): Promise<RevokedToken> {
    const rows = await this.database.prepared<{ token_id: string | null; ms: number }>(
      `select token_id, null::float8 ms from sitrep.token_revocation where token_id = $1
       union all
       select null, (extract(epoch from revoked_at) * 1000)::float8 from sitrep.token_revocation where subject = $2`,
      [tokenId ?? null, subject],
    );
    const bySubject = rows.find(({ token_id }) => token_id === null);
    return { isRevoked: rows.some(({ token_id }) => token_id !== null), issuedByMs: bySubject?.ms };
  }
}

/** Revocations of tokens that have all expired by now; a day more covers what clocks differ by. */
async function forgetOld(sql: Sql): Promise<void> {
  await sql.query(`delete from sitrep.token_revocation where revoked_at < now() - make_interval(days => $1)`, [
    longest_token_days + 1,
  ]);
}
