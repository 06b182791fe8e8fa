import type { MigrationInterface, QueryRunner } from 'typeorm';
import { functionsForReading, viewsForReading } from './1795000000008-functions-for-reading.js';

/** The role that reads the live edition by SQL, and by nothing but the views and functions that it is granted. */
const reader = 'sitrep_reader';

/**
 * What people read by SQL: functions that look the live edition up at each call, so that a switch changes nothing of them,
 * and views of what is known now. They run with the rights of the owner, and only `sitrep_reader` may call them.
 */
export class SqlReading1795000000008 implements MigrationInterface {
  readonly name = 'SqlReading1795000000008';

  async up(connection: QueryRunner): Promise<void> {
    await makeFunctionsForReading(connection);
    for (const { create } of viewsForReading) await connection.query(create);
    await connection.query(grantReading);
    // Roles belong to the server: another database may have made this one, or an owner may not make any.
    await connection.query(`do $$ begin
      create role ${reader} nologin;
    exception
      when duplicate_object or unique_violation then null;
      when insufficient_privilege then raise notice 'The role ${reader} is missing: see docs/how-to/sql.md';
    end $$`);
    await connection.query(`select sitrep.grant_reading()`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`drop function sitrep.grant_reading()`);
    for (const { name } of [...viewsForReading].reverse()) await connection.query(`drop view sitrep.${name}`);
    for (const { name } of [...functionsForReading].reverse()) await connection.query(`drop function sitrep.${name}`);
    await connection.query(`do $$ begin
      if to_regrole('${reader}') is not null then execute 'revoke usage on schema sitrep from ${reader}'; end if;
    end $$`);
  }
}

/** Makes the functions, or makes them anew: they stay what they are to those who call them. */
export async function makeFunctionsForReading(connection: QueryRunner): Promise<void> {
  for (const { create } of functionsForReading) await connection.query(create);
}

const granted = functionsForReading.filter(({ isInner }) => !isInner).map(({ name }) => `sitrep.${name}`);

/** For an operator too, who makes the role after the migration: false where there is none. */
const grantReading = `
  create function sitrep.grant_reading() returns boolean language plpgsql set search_path = pg_catalog, pg_temp as $$
  begin
    if to_regrole('${reader}') is null then return false; end if;
    grant usage on schema sitrep to ${reader};
    grant execute on function ${granted.join(', ')} to ${reader};
    grant select on ${viewsForReading.map(({ name }) => `sitrep.${name}`).join(', ')} to ${reader};
    return true;
  end $$;
  revoke all on function sitrep.grant_reading() from public`;
