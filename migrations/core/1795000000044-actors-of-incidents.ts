import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeFunctionsForReading } from './1795000000008-sql-reading.js';

/** Tallies by SQL name the actors of all reports of an incident, as the API does. */
export class ActorsOfIncidents1795000000044 implements MigrationInterface {
  readonly name = 'ActorsOfIncidents1795000000044';

  async up(connection: QueryRunner): Promise<void> {
    await makeFunctionsForReading(connection);
  }

  /** The functions of before named fewer actors; nothing rests on that. */
  async down(): Promise<void> {}
}
