const rights = `security definer set search_path = pg_catalog, pg_temp`;
const over = (column: string): string =>
  `array(select o.key from sitrep.sensitivity_rule q, jsonb_each_text(q.${column}) o
    where o.value <> all(sitrep.readable_levels()))`;

/** A list of words in a setting of the session; nothing set is an empty one. */
const setting = (name: string): string =>
  `array(select jsonb_array_elements_text(coalesce(nullif(current_setting('sitrep.${name}', true), ''), '[]')::jsonb))`;

/**
 * Reports over the levels `$1`, of the outlets `$2`, and of those that name the places `$3`; of a session with bounds also those of
 * other outlets than `$5`, and those that name another place than `$6` or none.
 */
const reportsOver = `
  'select e.report_id from %1$I.report_event e
   where e.report ->> ''sensitivity'' is not null and e.report ->> ''sensitivity'' <> all($1)'
  || case when q.standard = any(levels) then '' else ' union all select e.report_id from %1$I.report_event e
     where e.report is not null and e.report ->> ''sensitivity'' is null' end
  || case when cardinality(outlets) = 0 then '' else
     ' union all select h.report_id from %1$I.report_version h where h.outlet = any($2)' end
  || case when cardinality(places) = 0 then '' else
     ' union all select h.report_id from %1$I.report_version h where h.places && $3
       union all select f.report_id from %1$I.tally_figure f where f.figure ->> ''place'' = any($3)' end
  || case when cardinality(own_outlets) = 0 then '' else
     ' union all select h.report_id from %1$I.report_version h where h.outlet <> all($5)' end
  || case when everywhere then '' else
     ' union all select h.report_id from %1$I.report_version h where h.places = ''{}'' or exists (
         select from unnest(h.places) p (id) where p.id not in (select unnest($6)))
       union all select f.report_id from %1$I.tally_figure f
         where f.figure ? ''place'' and f.figure ->> ''place'' not in (select unnest($6))
       union all select e.report_id from %1$I.report_event e
         where not exists (select from %1$I.report_version h where h.report_id = e.report_id)' end`;

/** Every place that a draft names: in its list, and in its claims and figures. */
const placesNamed = `d.report -> ''places'' || jsonb_path_query_array(d.report, ''$.*[*].place'')`;
const draftsOver = `
  'select d.report_id from %1$I.draft_event d where d.report is not null and (
     coalesce(d.report ->> ''sensitivity'', $4) <> all($1) or d.report #>> ''{source,outlet}'' = any($2)
     or (${placesNamed}) ?| $3 or cardinality($5) > 0 and d.report #>> ''{source,outlet}'' <> all($5)'
  || case when everywhere then ')' else
     ' or exists (select from jsonb_array_elements_text(${placesNamed}) p (id) where p.id not in (select unnest($6))))' end`;

function withheld(signature: string, schema: string, table: string, query: string): string {
  return `create function sitrep.${signature} returns setof uuid rows 20 language plpgsql stable ${rights} as $body$
    declare
      of_schema text := ${schema};
      q sitrep.sensitivity_rule;
      levels text[];
      outlets text[];
      places text[];
      own_outlets text[] := ${setting('reads_outlets')};
      own_places text[] := ${setting('reads_places')};
      everywhere boolean := cardinality(own_places) = 0;
    begin
      -- By one reading of the rule: it is asked for each table of a statement.
      select * into q from sitrep.sensitivity_rule;
      levels := q.levels[1:coalesce(array_position(q.levels, current_setting('sitrep.clearance', true)), 1)];
      if cardinality(q.levels) > 0 and levels = q.levels and cardinality(own_outlets) = 0 and everywhere then return; end if;
      outlets := array(select o.key from jsonb_each_text(q.outlets) o where o.value <> all(levels));
      places := array(select o.key from jsonb_each_text(q.places) o where o.value <> all(levels));
      if not everywhere then own_places := array(select sitrep.readable_places()); end if;
      -- An edition that older projections made has no such table; before the first there is none.
      if of_schema is null or to_regclass(format('%1$I.${table}', of_schema)) is null then return; end if;
      return query execute format(${query}, of_schema) using levels, outlets, places, q.standard, own_outlets, own_places;
    end $body$`;
}

const live = `(select schema_name from sitrep.edition where name = 'live')`;

/** What a function of rows of the live edition returns: nothing where there is none. */
const ofLive = (signature: string, type: string, query: string): string => `
  create function sitrep.${signature} returns setof ${type} language plpgsql stable ${rights} as $body$
    declare
      of_schema text := ${live};
      own text[] := ${setting('reads_places')};
    begin
      if of_schema is null then return; end if;
      return query execute format($query$ ${query} $query$, of_schema) using own;
    end $body$`;

/**
 * What a session is withheld from: by the level that its setting `sitrep.clearance` names, else by the lowest; and where
 * `sitrep.reads_outlets` or `sitrep.reads_places`, lists in JSON, name any, by what lies outside of them.
 */
export const withholding: readonly string[] = [
  `create function sitrep.readable_levels() returns text[] language sql stable ${rights} as $body$
    select q.levels[1:coalesce(array_position(q.levels, current_setting('sitrep.clearance', true)), 1)]
    from sitrep.sensitivity_rule q $body$`,
  `create function sitrep.withheld_outlets() returns text[] language sql stable ${rights} as $body$ select ${over('outlets')} $body$`,
  `create function sitrep.withheld_places() returns text[] language sql stable ${rights} as $body$ select ${over('places')} $body$`,
  `create function sitrep.reads_everywhere() returns boolean language sql stable ${rights} as $body$
    select cardinality(${setting('reads_places')}) = 0 $body$`,
  // The places that a session reads about, with their parts.
  ofLive(
    'readable_places()',
    'text',
    `with recursive within (id) as (
       select unnest($1) union select p.id from %1$I.place p join within w on p.parent = w.id)
     select id from within`,
  ),
  // The reports that name none of these.
  ofLive(
    'outside_reports()',
    'uuid',
    `with own (id) as materialized (select sitrep.readable_places())
     select distinct e.report_id from %1$I.report_event e
     where not exists (select from %1$I.report_version h cross join unnest(h.places) p (id)
         where h.report_id = e.report_id and p.id in (select id from own))
       and not exists (select from %1$I.tally_figure f
         where f.report_id = e.report_id and f.figure ->> 'place' in (select id from own)) and $1 <> '{}'`,
  ),
  withheld('withheld_reports()', live, 'report_event', reportsOver),
  // The same key has the same word in its place for everybody; nobody can make it of the key.
  `create function sitrep.withheld_incidents() returns table (incident text, shown text) rows 20 language plpgsql stable ${rights} as $body$
    declare
      of_schema text := ${live};
      own bytea := coalesce((select secret from sitrep.own_secret), uuid_send(gen_random_uuid()));
    begin
      if of_schema is null then return; end if;
      return query execute format($query$
        with over (id) as materialized (select sitrep.withheld_reports())
        select k.incident, 'withheld-' || left(encode(sha256($1 || convert_to(k.incident, 'UTF8')), 'hex'), 16)
        from (select distinct s.incident from %1$I.incident_stay s where s.report_id in (select id from over)) k
        where not exists (select from %1$I.incident_stay o
          where o.incident = k.incident and o.report_id not in (select id from over)) $query$, of_schema) using own;
    end $body$`,
  withheld('withheld_drafts(edition text)', 'edition', 'draft_event', draftsOver),
];

export const withholdingFunctions = [
  'readable_levels()',
  'withheld_outlets()',
  'withheld_places()',
  'reads_everywhere()',
  'readable_places()',
  'outside_reports()',
  'withheld_reports()',
  'withheld_incidents()',
  'withheld_drafts(text)',
] as const;
