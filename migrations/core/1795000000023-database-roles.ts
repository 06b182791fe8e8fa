import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardedTables } from './1795000000023-rows-shown.js';
import { withholding, withholdingFunctions } from './1795000000023-withheld-rows.js';

/** The roles that parts of Sitrep work as; the login that migrates is the owner. */
const roles = ['sitrep_appender', 'sitrep_projector', 'sitrep_questions', 'sitrep_cleared'] as const;
const readers = 'sitrep_questions, sitrep_cleared';

/**
 * Roles of least rights, each for a part of Sitrep, and security of rows for those that read: of what is withheld
 * `sitrep_questions` finds no row, as the setting `sitrep.clearance` of its session says, and views show it coarsened.
 * `sitrep_cleared` reads everything. Beside a login that may make no roles, Sitrep works as that login.
 */
export class DatabaseRoles1795000000023 implements MigrationInterface {
  readonly name = 'DatabaseRoles1795000000023';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`
      create table sitrep.sensitivity_rule (
        only_row boolean primary key default true check (only_row),
        -- The least sensitive first. Sitrep writes the rules as it starts; until then everything is withheld.
        levels text[] not null,
        standard text not null,
        outlets jsonb not null,
        places jsonb not null,
        place_kinds text[] not null,
        time_unit text not null check (time_unit in ('day', 'week', 'month', 'year')),
        source text not null check (source in ('none', 'kind')),
        count text not null check (count in ('none', 'range')),
        -- Up to which level those read who read by SQL.
        sql_clearance text not null
      )`);
    await connection.query(
      `insert into sitrep.sensitivity_rule values (true, '{}', '', '{}', '{}', '{}', 'year', 'none', 'none', '')`,
    );
    // A key with bounds reads within them alone, where it says so.
    await connection.query(`alter table sitrep.api_key add column reads_within boolean not null default false`);
    await makeGuard(connection);
    for (const role of roles) await connection.query(makeRole(role));
    await connection.query(`select sitrep.grant_roles()`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`do $$
      declare edition text; it text;
      begin
        for edition in select e.schema_name from sitrep.edition e join pg_namespace n on n.nspname = e.schema_name loop
          foreach it in array array[${guardedTables.map(({ table }) => `'${table}'`).join()}] loop
            execute format('drop view if exists %I.%I', edition, it || '_shown');
            execute format('drop view if exists %I.%I', edition, it || '_joined');
            if to_regclass(format('%I.%I', edition, it)) is null then continue; end if;
            execute format('alter table %I.%I disable row level security', edition, it);
            execute format('drop policy if exists shown on %I.%I', edition, it);
            execute format('drop policy if exists cleared on %I.%I', edition, it);
            execute format('drop policy if exists projected on %I.%I', edition, it);
          end loop;
        end loop;
        foreach it in array array[${roles.map((role) => `'${role}'`).join()}] loop
          if to_regrole(it) is null then continue; end if;
          execute format('revoke all on all tables in schema sitrep from %I', it);
          execute format('revoke all on all functions in schema sitrep from %I', it);
          execute format('revoke all on schema sitrep from %I', it);
          for edition in select e.schema_name from sitrep.edition e join pg_namespace n on n.nspname = e.schema_name loop
            execute format('revoke all on all tables in schema %I from %I', edition, it);
            execute format('revoke all on schema %I from %I', edition, it);
          end loop;
        end loop;
      end $$`);
    for (const name of [...guarding, ...[...withholdingFunctions].reverse()])
      await connection.query(`drop function sitrep.${name}`);
    await connection.query(`drop table sitrep.sensitivity_rule`);
    await connection.query(`alter table sitrep.api_key drop column reads_within`);
  }
}

const guarding = ['grant_roles()', 'guard_edition(text)', 'columns_shown(text, text, jsonb)'];

/** Makes the functions that say what is withheld, and those that guard editions by them, or makes them anew. */
export async function makeGuard(connection: QueryRunner): Promise<void> {
  for (const create of [...withholding, columnsShown, guardEdition, grantRoles]) await connection.query(create);
  for (const name of [...withholdingFunctions, ...guarding])
    await connection.query(`revoke all on function sitrep.${name} from public`);
}

/** Roles belong to the server: another database may have made this one, or an owner may not make any. */
const makeRole = (role: string): string => `do $$ begin
  begin
    create role ${role} nologin;
  exception
    when duplicate_object or unique_violation then null;
    when insufficient_privilege then raise notice 'The role ${role} is missing: see docs/how-to/database-roles.md';
  end;
  -- Who makes a role is in it, and since version 16 may not work as it by that alone.
  if to_regrole('${role}') is not null and not pg_has_role(current_user, '${role}',
    case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) then
    execute format('grant ${role} to %I', current_user);
  end if;
exception when insufficient_privilege then null;
end $$`;

/** A list of the columns of a table of an edition, in order, as a query over its rows `r` has them: those of `coarse` in other words. */
const columnsShown = `
  create or replace function sitrep.columns_shown(edition text, of_table text, coarse jsonb) returns text language sql stable
  set search_path = pg_catalog, pg_temp as $body$
    select string_agg(coalesce((coarse ->> a.attname) || ' as ' || quote_ident(a.attname), 'r.' || quote_ident(a.attname)),
      ', ' order by a.attnum)
    from pg_attribute a where a.attrelid = format('%I.%I', edition, of_table)::regclass and a.attnum > 0 and not a.attisdropped
  $body$`;

const jsonText = (coarse: object): string => `$coarse$${JSON.stringify(coarse)}$coarse$::jsonb`;

const makeView = (table: string, view: string, query: string, coarse: object): string => `
      execute format('drop view if exists %I.${view}', edition);
      execute format($view$ create view %1$I.${view} as $view$ || replace(replace($view$ ${query} $view$,
        '{columns}', sitrep.columns_shown(edition, '${table}', ${jsonText(coarse)})),
        '{columns of incident}', sitrep.columns_shown(edition, '${table}', ${jsonText(coarse)} - 'incident')), edition);`;

const perTable = guardedTables.map(
  ({ table, shown, coarse, joined, readable }) => `
    if to_regclass(format('%1$I.${table}', edition)) is not null then
      ${makeView(table, `${table}_shown`, shown, coarse)}
      ${joined === undefined ? '' : makeView(table, `${table}_joined`, joined.query, joined.coarse)}
      if are_there then
        execute format($policy$
          alter table %1$I.${table} enable row level security;
          drop policy if exists shown on %1$I.${table};
          create policy shown on %1$I.${table} for select to sitrep_questions using (${readable});
          drop policy if exists cleared on %1$I.${table};
          create policy cleared on %1$I.${table} for select to sitrep_cleared using (true);
          drop policy if exists projected on %1$I.${table};
          create policy projected on %1$I.${table} to sitrep_projector using (true) with check (true)
        $policy$, edition);
      end if;
    end if;`,
);

/** Makes the views of an edition, and where the roles are there, says what they may in it. */
const guardEdition = `
  create or replace function sitrep.guard_edition(edition text) returns void language plpgsql set search_path = pg_catalog, pg_temp as $body$
  declare
    are_there boolean := ${roles.map((role) => `to_regrole('${role}') is not null`).join(' and ')};
    it text;
  begin
    ${perTable.join('')}
    if not are_there then return; end if;
    execute format('grant usage on schema %I to sitrep_projector, ${readers}', edition);
    for it in select tablename from pg_tables where schemaname = edition loop
      execute format('grant select, insert, update, delete on %I.%I to sitrep_projector', edition, it);
      -- No answer needs it, and its keys are those of incidents, withheld ones too.
      if it <> 'frontier' then execute format('grant select on %I.%I to ${readers}', edition, it); end if;
    end loop;
    for it in select viewname from pg_views where schemaname = edition loop
      execute format('grant select on %I.%I to ${readers}', edition, it);
    end loop;
    if to_regclass(format('%I.parked_event', edition)) is not null then
      execute format('revoke select on %I.parked_event from sitrep_questions', edition);
      execute format('grant select (partition, "offset", event_id, event_type, reason, source, event_time, recorded_at, parked_at)
        on %I.parked_event to sitrep_questions', edition);
    end if;
  end $body$`;

/** For an operator too, who makes the roles after the migration: false where one of them is missing. */
const grantRoles = `
  create or replace function sitrep.grant_roles() returns boolean language plpgsql set search_path = pg_catalog, pg_temp as $body$
  declare edition text;
  begin
    perform pg_advisory_xact_lock(hashtextextended('sitrep.edition', 0));
    if ${roles.map((role) => `to_regrole('${role}') is not null`).join(' and ')} then
      grant usage on schema sitrep to ${roles.join(', ')};
      grant select, insert on sitrep.log_event to sitrep_appender;
      grant select, update on sitrep.log_head to sitrep_appender;
      grant select on sitrep.edition to sitrep_projector, ${readers};
      grant select (event_id, recorded_at, principal) on sitrep.intake to ${readers};
      grant select on sitrep.principal_name, sitrep.draft_work to ${readers};
      grant execute on function ${withholdingFunctions.map((name) => `sitrep.${name}`).join(', ')} to ${readers};
    end if;
    for edition in select e.schema_name from sitrep.edition e join pg_namespace n on n.nspname = e.schema_name loop
      perform sitrep.guard_edition(edition);
    end loop;
    return ${roles.map((role) => `to_regrole('${role}') is not null`).join(' and ')};
  end $body$`;
