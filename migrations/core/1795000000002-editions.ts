import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The control plane: which editions there are, and which samples were loaded. */
export class Editions1795000000002 implements MigrationInterface {
  readonly name = 'Editions1795000000002';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`create schema if not exists sitrep`);
    await connection.query(`
      create table sitrep.edition (
        name text primary key check (name ~ '^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$'),
        schema_name text not null unique,
        known_until timestamptz(3),
        projection_version int not null,
        status text not null check (status in ('building', 'ready')),
        created_at timestamptz(3) not null default now()
      )`);
    await connection.query(`
      create table sitrep.loaded_sample (
        name text primary key,
        loaded_at timestamptz(3) not null default now()
      )`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`drop table sitrep.loaded_sample`);
    await connection.query(`drop table sitrep.edition`);
  }
}
