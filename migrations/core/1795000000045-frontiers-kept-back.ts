import type { MigrationInterface, QueryRunner } from 'typeorm';
import { makeGuard } from './1795000000023-database-roles.js';

/** What guards editions leaves the table of frontiers to the projector: its keys name incidents that are withheld. */
export class FrontiersKeptBack1795000000045 implements MigrationInterface {
  readonly name = 'FrontiersKeptBack1795000000045';

  async up(connection: QueryRunner): Promise<void> {
    await makeGuard(connection);
  }

  /** What guarded before is made anew by the migration that made it first; no edition of then has the table. */
  async down(): Promise<void> {
    await Promise.resolve();
  }
}
