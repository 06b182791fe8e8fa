import type { Involvement } from '#situation';
import { timestamp } from '../../table/columns.js';
import type { EditionScope } from '../../table/paging.js';
import { fromParts } from './tallies.rows.js';

/** Of which incidents, as counts name them, and as known when; without what some reports say. */
export interface IncidentActorsQuestion {
  readonly incidents: readonly string[];
  readonly knownAtMs: number;
  readonly withoutReports?: readonly string[];
}

/** Returns who takes part in each incident by any report of it, those that count nothing among them, in order. */
export async function actorsOfIncidents(
  { sql, schema }: EditionScope,
  { incidents, knownAtMs, withoutReports = [] }: IncidentActorsQuestion,
): Promise<ReadonlyMap<string, readonly Involvement[]>> {
  const several = [...new Set(incidents)].filter((incident) => incident.startsWith(of_several));
  if (several.length === 0) return new Map();
  const rows = await sql.query<{ incident: string; parts: readonly string[] }>(
    involved(schema, '$2', 's.incident = any($1::text[]) and v.report_id <> all($3::uuid[])'),
    [several.map((incident) => incident.slice(of_several.length)), timestamp(knownAtMs), withoutReports],
  );
  return new Map(rows.map(({ incident, parts }) => [incident, fromParts(parts)]));
}

/** Who takes part in the incidents of the rows `found`, as far as several reports may say so: `incident` and `parts`. */
export const involvedInFound = (schema: string, known: string): string =>
  involved(
    schema,
    known,
    `s.incident = any(array(select substr(incident, ${of_several.length + 1}) from found where incident like '${of_several}%'))`,
  );

const involved = (schema: string, known: string, which: string): string =>
  `select '${of_several}' || s.incident incident, array_agg(distinct a.role || ':' || a.actor order by a.role || ':' || a.actor) parts
   ${reportsOfIncidents(schema, known)} join "${schema}".report_event e on e.event_id = v.said_by
   cross join lateral jsonb_to_recordset(e.report -> 'actors') a (role text, actor text)
   where ${which} group by s.incident`;

/** True of a count of which its own reports, or another one of its incident, say who did what it counts. */
export const namesDoers = (row: string, known: string, schema: string): string =>
  `(exists (select from unnest(${row}.actors) part where part like 'by:%') or exists (
     select ${reportsOfIncidents(schema, known)} join "${schema}".report_event e on e.event_id = v.said_by
     where ${row}.incident = '${of_several}' || s.incident and e.report -> 'actors' @> '[{"role": "by"}]'))`;

/** True of counts of an incident of which a report says that one of the actors takes part, in the role where one is given. */
export function isOfIncidentWith(actors: string, role: string | undefined, known: string, schema: string): string {
  const inRole =
    role === undefined
      ? ''
      : `and exists (select from "${schema}".report_event e,
           jsonb_to_recordset(e.report -> 'actors') a (role text, actor text)
           where e.event_id = v.said_by and a.role = ${role}::text and a.actor = any(${actors}::text[]))`;
  return `incident = any(array(select '${of_several}' || s.incident ${reportsOfIncidents(schema, known)}
    where v.actors && ${actors}::text[] ${inRole}))`;
}

/** How the incidents begin that have a key: one without is a report alone. */
const of_several = 'incident:';

/** The reports `v` of incidents `s`. */
const reportsOfIncidents = (schema: string, known: string): string =>
  `from "${schema}".incident_stay s
   join "${schema}".report_version v on v.report_id = s.report_id and v.known_from <= ${known} and v.known_to > ${known}
     and s.known_from <= ${known} and s.known_to > ${known}`;
