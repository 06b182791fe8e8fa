const rights = `security definer set search_path = pg_catalog, pg_temp`;
const over = (column: string): string =>
  `array(select o.key from sitrep.sensitivity_rule q, jsonb_each_text(q.${column}) o
    where o.value <> all(sitrep.readable_levels()))`;

/** A list of words in a setting of the session; nothing set is an empty one. */
const setting = (name: string): string =>
  `array(select jsonb_array_elements_text(coalesce(nullif(current_setting('sitrep.${name}', true), ''), '[]')::jsonb))`;

/** Every place that the words `e` name: in their list, and in their claims and figures. */
const placesNamed = (e: string): string =>
  `(${e}.report -> ''places'' || jsonb_path_query_array(${e}.report, ''$.*[*].place''))`;
const outletOf = (e: string): string => `${e}.report #>> ''{source,outlet}''`;

/** Words of which there is no version: of a correction that came before its report, or of a report withdrawn from the first. */
const unversioned = `%1$I.report_event e where e.report is not null
  and not exists (select from %1$I.report_version h where h.report_id = e.report_id)`;

/**
 * Reports over the levels `$1`, of the outlets `$2`, in whatever case, and of those that name the places `$3`; of a session with
 * bounds also those of other outlets than `$5`, and those that name another place than `$6` or none.
 */
const reportsOver = `
  'select e.report_id from %1$I.report_event e
   where e.report ->> ''sensitivity'' is not null and e.report ->> ''sensitivity'' <> all($1)'
  || case when q.standard = any(levels) then '' else ' union all select e.report_id from %1$I.report_event e
     where e.report is not null and e.report ->> ''sensitivity'' is null' end
  || case when cardinality(outlets) = 0 then '' else
     ' union all select h.report_id from %1$I.report_version h where lower(h.outlet) = any($2)
       union all select e.report_id from ${unversioned} and lower(${outletOf('e')}) = any($2)' end
  || case when cardinality(places) = 0 then '' else
     ' union all select h.report_id from %1$I.report_version h where h.places && $3
       union all select f.report_id from %1$I.tally_figure f where f.figure ->> ''place'' = any($3)
       union all select e.report_id from ${unversioned} and ${placesNamed('e')} ?| $3' end
  || case when cardinality(own_outlets) = 0 then '' else
     ' union all select h.report_id from %1$I.report_version h where h.outlet <> all($5)
       union all select e.report_id from ${unversioned} and ${outletOf('e')} <> all($5)' end
  || case when everywhere then '' else
     ' union all select h.report_id from %1$I.report_version h where h.places = ''{}'' or exists (
         select from unnest(h.places) p (id) where p.id not in (select unnest($6)))
       union all select f.report_id from %1$I.tally_figure f
         where f.figure ? ''place'' and f.figure ->> ''place'' not in (select unnest($6))
       union all select e.report_id from %1$I.report_event e
         where not exists (select from %1$I.report_version h where h.report_id = e.report_id)' end`;

const draftsOver = `
  'select d.report_id from %1$I.draft_event d where d.report is not null and (
     coalesce(d.report ->> ''sensitivity'', $4) <> all($1) or lower(${outletOf('d')}) = any($2)
     or ${placesNamed('d')} ?| $3 or cardinality($5) > 0 and ${outletOf('d')} <> all($5)'
  || case when everywhere then ')' else
     ' or exists (select from jsonb_array_elements_text(${placesNamed('d')}) p (id) where p.id not in (select unnest($6))))' end`;

/**
 * The live edition and the one that is read, as far as they have the table: a report is withheld by what either of them has of it.
 * So a level that was raised holds in every edition, and one that the live edition lacks (set aside, or not yet there) holds too.
 */
const ruling = (table: string): string => `array(
  select distinct s.name from unnest(array[(select schema_name from sitrep.edition where name = 'live'), edition]) s (name)
  where to_regclass(quote_ident(s.name) || '.${table}') is not null)`;

function withheld(name: string, table: string, query: string): string {
  return `create or replace function sitrep.${name}(edition text) returns setof uuid rows 1000 language plpgsql stable ${rights} as $body$
    declare
      of_schema text;
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
      outlets := array(select lower(o.key) from jsonb_each_text(q.outlets) o where o.value <> all(levels));
      places := array(select o.key from jsonb_each_text(q.places) o where o.value <> all(levels));
      if not everywhere then own_places := array(select sitrep.readable_places()); end if;
      foreach of_schema in array ${ruling(table)} loop
        return query execute format(${query}, of_schema) using levels, outlets, places, q.standard, own_outlets, own_places;
      end loop;
    end $body$`;
}

const live = `(select schema_name from sitrep.edition where name = 'live')`;

/**
 * What a session is withheld from: by the level that its setting `sitrep.clearance` names, else by the lowest; and where
 * `sitrep.reads_outlets` or `sitrep.reads_places`, lists in JSON, name any, by what lies outside of them.
 */
export const withholding: readonly string[] = [
  `create or replace function sitrep.readable_levels() returns text[] language sql stable ${rights} as $body$
    select q.levels[1:coalesce(array_position(q.levels, current_setting('sitrep.clearance', true)), 1)]
    from sitrep.sensitivity_rule q $body$`,
  `create or replace function sitrep.withheld_outlets() returns text[] language sql stable ${rights} as $body$ select ${over('outlets')} $body$`,
  `create or replace function sitrep.withheld_places() returns text[] language sql stable ${rights} as $body$ select ${over('places')} $body$`,
  `create or replace function sitrep.reads_everywhere() returns boolean language sql stable ${rights} as $body$
    select cardinality(${setting('reads_places')}) = 0 $body$`,
  // The places that a session reads about, with their parts: none where there is no live edition.
  `create or replace function sitrep.readable_places() returns setof text language plpgsql stable ${rights} as $body$
    declare
      of_schema text := ${live};
      own text[] := ${setting('reads_places')};
    begin
      if of_schema is null then return; end if;
      return query execute format($query$
        with recursive within (id) as (
          select unnest($1) union select p.id from %1$I.place p join within w on p.parent = w.id)
        select id from within $query$, of_schema) using own;
    end $body$`,
  // The reports that name none of these.
  `create or replace function sitrep.outside_reports(edition text) returns setof uuid language plpgsql stable ${rights} as $body$
    declare of_schema text;
    begin
      if sitrep.reads_everywhere() then return; end if;
      foreach of_schema in array ${ruling('report_event')} loop
        return query execute format($query$
          with own (id) as materialized (select sitrep.readable_places())
          select distinct e.report_id from %1$I.report_event e
          where not exists (select from %1$I.report_version h cross join unnest(h.places) p (id)
              where h.report_id = e.report_id and p.id in (select id from own))
            and not exists (select from %1$I.tally_figure f
              where f.report_id = e.report_id and f.figure ->> 'place' in (select id from own)) $query$, of_schema);
      end loop;
    end $body$`,
  withheld('withheld_reports', 'report_event', reportsOver),
  // The same key has the same word in its place for everybody; nobody can make it of the key.
  `create or replace function sitrep.withheld_incidents(edition text) returns table (incident text, shown text) rows 20
   language plpgsql stable ${rights} as $body$
    declare
      own bytea := coalesce((select secret from sitrep.own_secret), uuid_send(gen_random_uuid()));
      stays text := (select string_agg(format('select s.incident, s.report_id from %I.incident_stay s', r.name), ' union all ')
        from unnest(${ruling('incident_stay')}) r (name));
    begin
      if stays is null then return; end if;
      return query execute format($query$
        with over (id) as materialized (select sitrep.withheld_reports($2))
        select k.incident, 'withheld-' || left(encode(sha256($1 || convert_to(k.incident, 'UTF8')), 'hex'), 16)
        from (select distinct s.incident from (%1$s) s where s.report_id in (select id from over)) k
        where not exists (select from (%1$s) o
          where o.incident = k.incident and o.report_id not in (select id from over)) $query$, stays) using own, edition;
    end $body$`,
  withheld('withheld_drafts', 'draft_event', draftsOver),
  // Of these ids those of reports that are withheld: one that the live edition lacks by every edition that has it.
  `create or replace function sitrep.withheld_among(asked uuid[]) returns setof uuid language plpgsql stable ${rights} as $body$
    declare
      of_live text := ${live};
      lacking uuid[] := asked;
      of_schema text;
      has_any boolean;
    begin
      return query select w.id from sitrep.withheld_reports(null) w (id) where w.id in (select unnest(asked));
      if to_regclass(quote_ident(of_live) || '.report_event') is not null then
        execute format('select array(select a.id from unnest($1) a (id)
          where not exists (select from %I.report_event e where e.report_id = a.id))', of_live) into lacking using asked;
      end if;
      for of_schema in select e.schema_name from sitrep.edition e
        where e.schema_name is distinct from of_live and to_regclass(quote_ident(e.schema_name) || '.report_event') is not null loop
        begin
          execute format('select exists (select from %I.report_event e where e.report_id = any($1))', of_schema)
            into has_any using lacking;
          if has_any then
            return query select w.id from sitrep.withheld_reports(of_schema) w (id) where w.id in (select unnest(lacking));
          end if;
        exception when undefined_table or invalid_schema_name then null; -- dropped meanwhile
        end;
      end loop;
    end $body$`,
];

export const withholdingFunctions = [
  'readable_levels()',
  'withheld_outlets()',
  'withheld_places()',
  'reads_everywhere()',
  'readable_places()',
  'outside_reports(text)',
  'withheld_reports(text)',
  'withheld_incidents(text)',
  'withheld_drafts(text)',
  'withheld_among(uuid[])',
] as const;
