import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For whom an answer is kept: of one sender there are no more than so many bytes. */
export class KeptForSender1795000000042 implements MigrationInterface {
  readonly name = 'KeptForSender1795000000042';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`alter table sitrep.keyed_request add column sender text`);
    await connection.query(`create index keyed_request_sender on sitrep.keyed_request (sender, begun_at)`);
  }

  async down(connection: QueryRunner): Promise<void> {
    await connection.query(`alter table sitrep.keyed_request drop column sender`);
  }
}
