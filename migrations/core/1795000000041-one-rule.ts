import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeFunctionsForReading } from './1795000000008-sql-reading.js';
import { makeGuard } from './1795000000023-database-roles.js';

/** What stood before in databases that have it: functions that knew the live edition alone, and a second rule for SQL. */
const former = [
  'drop function if exists sitrep.withheld_incidents(), sitrep.outside_reports(), sitrep.withheld_reports()',
  'drop table if exists sitrep.sql_sight',
];

/** Has one rule say what is withheld, from every reader and in every edition: what guards it is made anew everywhere. */
export class OneRule1795000000041 implements MigrationInterface {
  readonly name = 'OneRule1795000000041';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(
      `alter table sitrep.sensitivity_rule add column if not exists sql_clearance text not null default ''`,
    );
    await makeGuard(connection);
    await connection.query(`select sitrep.grant_roles()`);
    await makeFunctionsForReading(connection);
    for (const statement of former) await connection.query(statement);
  }

  /** What it made goes with the migrations that made it first. */
  async down(): Promise<void> {
    await Promise.resolve();
  }
}
