import type { MigrationInterface, QueryRunner } from 'typeorm';
import { showBySql, withheldByLists } from './1795000000014-sql-sight.js';

/** What people who read by SQL may see: a place over their level withholds a report, too, of which a figure alone names it. */
export class SqlCountedPlaces1795000000022 implements MigrationInterface {
  readonly name = 'SqlCountedPlaces1795000000022';

  async up(connection: QueryRunner): Promise<void> {
    await showBySql(connection, withheld);
  }

  async down(connection: QueryRunner): Promise<void> {
    await showBySql(connection, withheldByLists);
  }
}

const withheld = `(select w.report_id from ${withheldByLists} w
  union all select f.report_id from %1$I.tally_figure f, sitrep.sql_sight g
  where cardinality(g.places) > 0 and f.figure ->> 'place' = any(g.places))`;
