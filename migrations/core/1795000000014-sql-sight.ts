import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ForReading, functionsForReading } from './1795000000008-functions-for-reading.js';

/**
 * What people who read by SQL may see: reports over their level are in no row and in no list of supports, and places over
 * it have no position. Everything counts as before. Sitrep writes the rules as it starts; until then a report that names a
 * level is shown to nobody.
 */
export class SqlSight1795000000014 implements MigrationInterface {
  readonly name = 'SqlSight1795000000014';

  async up(connection: QueryRunner): Promise<void> {
    await connection.query(`
      create table sitrep.sql_sight (
        only_row boolean primary key default true check (only_row),
        levels text[] not null,
        -- The level of a report that names none.
        standard text not null,
        outlets text[] not null,
        places text[] not null
      )`);
    await connection.query(`insert into sitrep.sql_sight values (true, '{""}', '', '{}', '{}')`);
    await showBySql(connection, withheldByLists);
  }

  async down(connection: QueryRunner): Promise<void> {
    for (const one of functionsForReading)
      if (reads(one)) await connection.query(replacing(one.create, (text) => text));
    await connection.query(`drop table sitrep.sql_sight`);
  }
}

/** Makes the functions anew, showing nothing of the reports that `withheld`, a query in brackets, gives the ids of. */
export async function showBySql(connection: QueryRunner, withheld: string): Promise<void> {
  for (const one of functionsForReading)
    if (reads(one)) await connection.query(replacing(one.create, (create) => shown(create, withheld)));
}

/** True of what reads the tables itself. */
const reads = ({ create }: ForReading): boolean => create.includes('%1$I.');

/** The functions stay what they are to those who call them. */
const replacing = (create: string, change: (text: string) => string): string =>
  change(create.replace('create function', 'create or replace function'));

/** Reports over the level by what they name as theirs, by their outlet, and by places of their lists and claims. */
export const withheldByLists = `(
  select e.report_id from %1$I.report_event e, sitrep.sql_sight g
  where e.report ->> 'sensitivity' is not null and e.report ->> 'sensitivity' <> all(g.levels)
  union all select e.report_id from %1$I.report_event e, sitrep.sql_sight g
  where not g.standard = any(g.levels) and e.report is not null and e.report ->> 'sensitivity' is null
  union all select h.report_id from %1$I.report_version h, sitrep.sql_sight g
  where cardinality(g.outlets) + cardinality(g.places) > 0 and (h.outlet = any(g.outlets) or h.places && g.places))`;

const unlessHidden = (column: string): string => `case when p0.id <> all(g.places) then p0.${column} end ${column}`;

const places = `(select p0.id, p0.name, p0.aliases, p0.kind, p0.parent, ${['lat', 'lon', 'precision_km', 'note']
  .map(unlessHidden)
  .join(', ')}, p0.time_zone, p0.connects, p0.names, p0.registered_at from %1$I.place p0, sitrep.sql_sight g)`;

const shown = (create: string, withheld: string): string =>
  create
    .replaceAll(
      /%1\$I\.(?:report_version|tally_figure)\b/g,
      (table) => `(select * from ${table} r0 where r0.report_id not in ${withheld})`,
    )
    .replaceAll(/%1\$I\.place\b/g, () => places)
    // A report that stands alone is an incident of its own, called by its id.
    .replace(
      `select regexp_replace(s.incident, '^(incident|report):', '')`,
      () => `select ${unlessAlone("regexp_replace(s.incident, '^(incident|report):', '')", withheld)}`,
    )
    .replace(
      `array[substr(s.incident, length('report:') + 1)::uuid]`,
      () => `array_remove(array[${unlessAlone("substr(s.incident, length('report:') + 1)", withheld)}::uuid], null)`,
    );

const unlessAlone = (name: string, withheld: string): string =>
  `(case when s.incident like 'report:%%' and substr(s.incident, length('report:') + 1)::uuid in ${withheld}
     then null else ${name} end)`;
