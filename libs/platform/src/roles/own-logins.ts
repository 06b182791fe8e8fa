import pg from 'pg';
import { StartupRefused } from '../startup-refused.js';

/** A url of its own by which a part logs in, and the roles that it works as. */
export interface OwnLogin {
  /** The variable that names the url. */
  readonly variable: string;
  readonly url: string;
  /** None where the database has no roles that the owner may work as. */
  readonly roles: readonly (string | undefined)[];
}

const connect_timeout_ms = 5_000;
const advice = 'See docs/how-to/database-roles.md.';

/**
 * Looks whether a login may work as its roles, and has no more rights than they: a part that logs in as the owner would be
 * kept from nothing.
 *
 * @throws {StartupRefused} it is otherwise; what the server says of a connection that fails otherwise.
 */
export async function requireOwnLogin({ variable, url, roles }: OwnLogin): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connect_timeout_ms });
  await client.connect();
  try {
    const { rows } = await client.query<LoginRow>(loginStatement, [roles]);
    const fault = faultOf(rows[0], roles);
    if (fault !== undefined) throw new StartupRefused(`The login of ${variable} ${fault} ${advice}`);
  } finally {
    await client.end();
  }
}

interface LoginRow {
  readonly login: string;
  readonly is_owner: boolean;
  readonly power: string | null;
  readonly not_in: readonly string[];
}

function faultOf(row: LoginRow | undefined, roles: readonly (string | undefined)[]): string | undefined {
  if (roles.includes(undefined)) return 'has no role to work as: the roles of the database are missing.';
  if (row?.power != null) return `is ${row.login}, which ${row.power}, and must not.`;
  if (row?.is_owner === true)
    return `is ${row.login}, which has the rights of the owner of the schema sitrep, and must not.`;
  const notIn = row?.not_in ?? [];
  if (notIn.length === 0) return undefined;
  return `is ${row?.login}, which is not in ${notIn.join(', ')}, and must be: grant ${notIn.join(', ')} to ${row?.login}.`;
}

const loginStatement = `
  select session_user as login,
    (select pg_has_role(session_user, n.nspowner, 'MEMBER') from pg_namespace n where n.nspname = 'sitrep') as is_owner,
    (select case when r.rolsuper then 'is a superuser' when r.rolbypassrls then 'bypasses the security of rows' end
     from pg_roles r where r.rolname = session_user) as power,
    array(select n.name from unnest($1::text[]) n (name)
      where to_regrole(n.name) is null or not pg_has_role(session_user, to_regrole(n.name), 'MEMBER')) as not_in`;
