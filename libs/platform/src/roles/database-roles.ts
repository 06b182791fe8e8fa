import type { Sql } from '../database.js';
import { StartupRefused } from '../startup-refused.js';

/** The parts of Sitrep that work as a role of their own. The owner, who migrates and makes editions, is the login itself. */
export type RolePart = 'appender' | 'projector' | 'questions' | 'cleared';

/** As which role each part works; empty where the database has no such roles, and all work as its login. */
export type RolesInUse = Readonly<Partial<Record<RolePart, string>>>;

/** What a role may do, by table of the schema `sitrep`; and with every table of every edition. */
interface Rights {
  readonly role: string;
  readonly core: Readonly<Record<string, readonly string[]>>;
  readonly editions: readonly string[];
  /** True where it reads the views of what is shown, beside the tables. */
  readonly readsViews: boolean;
}

const read = ['SELECT'];
const reading = { edition: read, intake: read, principal_name: read, draft_work: read };

/** The rights that the migrations give, and no others. */
const rights: Readonly<Record<RolePart, Rights>> = {
  appender: {
    role: 'sitrep_appender',
    core: { log_event: ['SELECT', 'INSERT'], log_head: ['SELECT', 'UPDATE'] },
    editions: [],
    readsViews: false,
  },
  projector: {
    role: 'sitrep_projector',
    core: { edition: read },
    editions: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    readsViews: false,
  },
  questions: { role: 'sitrep_questions', core: reading, editions: read, readsViews: true },
  cleared: { role: 'sitrep_cleared', core: reading, editions: read, readsViews: true },
};

const parts = Object.keys(rights) as readonly RolePart[];

/** Where to read what to type. */
const advice = 'See docs/how-to/database-roles.md.';

/**
 * Finds the roles that this login may work as, and compares what each may with what it needs. What is missing is granted
 * anew where the login may do so. Answers no roles, and says so by `onMissing`, where they are not there or the login is
 * not in them.
 *
 * @throws {StartupRefused} a role may do more than it needs, or less and the login may not grant it.
 */
export async function rolesInUse(sql: Sql, onMissing: (what: string) => void): Promise<RolesInUse> {
  const names = parts.map((part) => rights[part].role);
  const there = await sql.query<{ name: string; may: boolean }>(
    `select n.name, to_regrole(n.name) is not null and pg_has_role(current_user, to_regrole(n.name), $2) as may
     from unnest($1::text[]) n (name)`,
    [names, await settingRight(sql)],
  );
  const missing = there.filter(({ may }) => !may).map(({ name }) => name);
  if (missing.length > 0) {
    onMissing(
      `The login has no use of the roles ${missing.join(', ')}: every part works with all its rights. ${advice}`,
    );
    return {};
  }
  let faults = await faultsOfRoles(sql);
  if (faults.some(({ isMissing }) => isMissing)) {
    await sql.query('select sitrep.grant_roles()').catch(() => undefined);
    faults = await faultsOfRoles(sql);
  }
  if (faults.length === 0) return Object.fromEntries(parts.map((part) => [part, rights[part].role]));
  const shown = faults.slice(0, most_shown).map(({ text }) => text);
  const more = faults.length > most_shown ? ` And ${faults.length - most_shown} more.` : '';
  throw new StartupRefused(`The roles of the database are not as they must be. ${shown.join(' ')}${more} ${advice}`);
}

const most_shown = 5;

/** Servers before 16 have no right to set a role by itself. */
async function settingRight(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ number: string }>(`select current_setting('server_version_num') as number`);
  return Number(row?.number) >= 160_000 ? 'SET' : 'MEMBER';
}

/** Something that a role may and must not, or must and may not. */
export interface RoleFault {
  readonly text: string;
  readonly isMissing: boolean;
}

interface RightRow {
  readonly role: string;
  readonly schema: string;
  readonly name: string;
  readonly is_view: boolean;
  readonly may: readonly string[];
}

/** What the four roles may and must not, and what they must and may not, in sentences. */
export async function faultsOfRoles(sql: Sql): Promise<readonly RoleFault[]> {
  const roles = parts.map((part) => rights[part]);
  const names = roles.map(({ role }) => role);
  const rows = await sql.query<RightRow>(rightsStatement, [names]);
  const ofTables = rows.flatMap(({ role, schema, name, is_view: isView, may }) => {
    const { core, editions, readsViews } = roles.find((one) => one.role === role) as Rights;
    const ofEdition = (isView && !readsViews) || (isForWriters(name) && !editions.includes('INSERT')) ? [] : editions;
    const needed = schema === 'sitrep' ? (core[name] ?? []) : ofEdition;
    return faultsBetween(role, `${schema}.${name}`, may, needed);
  });
  const powers = await sql.query<{ role: string; power: string }>(powersStatement, [names]);
  const open = await sql.query<{ table: string }>(unguardedStatement);
  return [
    ...powers.map(({ role, power }) => ({ text: `${role} ${power}, which it must not.`, isMissing: false })),
    ...ofTables,
    ...open.map(({ table }) => ({ text: `${table} has no row level security.`, isMissing: true })),
  ];
}

/** A table of an edition that no answer needs: its keys name incidents that are withheld from some readers. */
const isForWriters = (table: string): boolean => table === 'frontier';

function faultsBetween(role: string, table: string, may: readonly string[], needed: readonly string[]): RoleFault[] {
  const [over, under] = [may.filter((one) => !needed.includes(one)), needed.filter((one) => !may.includes(one))];
  return [
    ...(over.length === 0
      ? []
      : [{ text: `${role} may ${over.join(', ')} on ${table}, and must not: revoke it.`, isMissing: false }]),
    ...(under.length === 0
      ? []
      : [
          {
            text: `${role} may not ${under.join(', ')} on ${table}, and must: select sitrep.grant_roles().`,
            isMissing: true,
          },
        ]),
  ];
}

const tables = `(
  select c.oid, n.nspname, c.relname, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'v', 'm', 'p') and (n.nspname = 'sitrep' or n.nspname in (select schema_name from sitrep.edition)))`;

/** A right to some columns counts as one to the table. */
const rightsStatement = `
  select r.name as role, t.nspname as schema, t.relname as name, t.relkind = 'v' as is_view,
    array(select p.name from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
        with ordinality p (name, nth)
      where case when p.name in ('DELETE', 'TRUNCATE', 'TRIGGER') then has_table_privilege(r.name, t.oid, p.name)
        else has_any_column_privilege(r.name, t.oid, p.name) end order by p.nth) as may
  from unnest($1::text[]) r (name) cross join ${tables} t`;

/** What makes rights of tables void, and what would let a role make things. */
const powersStatement = `
  select r.rolname as role, p.power from pg_roles r cross join lateral (values
      (r.rolsuper, 'is a superuser'), (r.rolbypassrls, 'bypasses the security of rows'), (r.rolcreaterole, 'makes roles'),
      (r.rolcreatedb, 'makes databases'), (r.rolreplication, 'replicates'),
      (has_schema_privilege(r.oid, 'sitrep', 'CREATE'), 'may create in the schema sitrep'),
      (has_database_privilege(r.oid, current_database(), 'CREATE'), 'may create in the database'),
      (exists (select from pg_auth_members m where m.member = r.oid), 'is in another role')
    ) p (has, power) where r.rolname = any($1::text[]) and p.has`;

/** Each table that has a view of what is shown of it. */
const unguardedStatement = `
  select t.nspname || '.' || t.relname as table from ${tables} t join pg_class c on c.oid = t.oid
  where not c.relrowsecurity and to_regclass(format('%I.%I', t.nspname, t.relname || '_shown')) is not null`;
