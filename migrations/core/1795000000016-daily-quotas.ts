import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many requests a day a key may send, and how many it has sent on each day in UTC. */
export class DailyQuotas1795000000016 implements MigrationInterface {
  readonly name = 'DailyQuotas1795000000016';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`alter table sitrep.api_key add column daily_quota int check (daily_quota > 0)`);
    await connection.query(`
      create table sitrep.key_use (
        key_id text not null references sitrep.api_key,
        day date not null,
        requests bigint not null,
        primary key (key_id, day)
      )`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`drop table sitrep.key_use`);
    await connection.query(`alter table sitrep.api_key drop column daily_quota`);
  }
}
