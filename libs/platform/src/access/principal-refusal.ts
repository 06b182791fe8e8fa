import type { Sql } from '../database.js';

/** Why somebody who could once come in can no more. */
export type PrincipalRefusal = 'revoked' | 'expired' | 'erased';

/**
 * Why a principal, which is `key:…` or `oidc:…`, may come in no more; undefined while it may. Those who have neither always
 * may. Somebody whom the provider vouches for and who came back after being erased may: `since` tells.
 */
export async function refusalOf(sql: Sql, principal: string, since: Date): Promise<PrincipalRefusal | undefined> {
  const [row] = await sql.query<{ refusal: PrincipalRefusal | null }>(
    `select case when p.erased_at is not null then 'erased' when k.revoked_at is not null then 'revoked'
       when k.expires_at <= now() then 'expired' end refusal
     from sitrep.api_key k join sitrep.principal p on p.id = k.principal_id where 'key:' || k.id = $1
     union all
     select case when erased_at > $2 then 'erased' end from sitrep.openid_person where 'oidc:' || subject = $1`,
    [principal, since.toISOString()],
  );
  return row?.refusal ?? undefined;
}
