/** From which step of a full build on a key or an index is needed; `facts` ones are there from the beginning. */
export type IndexStage = 'facts' | 'versions' | 'keys' | 'indexes';

/** A key or an index of a read model. `{schema}` stands for the quoted name of the edition's schema. */
export interface ReadModelIndex {
  readonly name: string;
  readonly stage: IndexStage;
  readonly create: string;
  readonly drop: string;
}

const constraint = (stage: IndexStage, table: string, suffix: string, definition: string): ReadModelIndex => ({
  name: `${table}_${suffix}`,
  stage,
  create: `alter table {schema}.${table} add constraint ${table}_${suffix} ${definition}`,
  drop: `alter table {schema}.${table} drop constraint ${table}_${suffix}`,
});
const key = (stage: IndexStage, table: string, columns: string): ReadModelIndex =>
  constraint(stage, table, 'key', `primary key (${columns})`);
const index = (stage: IndexStage, table: string, by: string, definition: string): ReadModelIndex => ({
  name: `${table}_by_${by}`,
  stage,
  create: `create index ${table}_by_${by} on {schema}.${table} ${definition}`,
  drop: `drop index {schema}.${table}_by_${by}`,
});

/**
 * Every key and index of the read models, in the order in which they are made. Facts settle their doubles by their
 * keys; everything else can be made when the rows are there, which costs a fraction of keeping it row by row.
 */
export const readModelIndexes: readonly ReadModelIndex[] = [
  key('facts', 'place', 'id'),
  key('facts', 'actor', 'id'),
  key('facts', 'report_event', 'event_id'),
  key('facts', 'incident_link', 'event_id'),

  index('versions', 'report_event', 'report', '(report_id)'),
  index('versions', 'incident_link', 'reports', 'using gin (report_ids)'),

  index('keys', 'control_claim', 'known_from', '(place_id, known_from)'),
  index('keys', 'condition_claim', 'place', '(place_id)'),
  index('keys', 'tally_figure', 'incident', '(incident, item)'),

  index('indexes', 'place', 'parent', '(parent)'),
  index('indexes', 'place', 'location', '(lat, lon)'),
  index('indexes', 'place', 'grams', 'using gin (grams)'),
  index('indexes', 'actor', 'grams', 'using gin (grams)'),
  index('indexes', 'report_event', 'time', '(reported_at)'),
  index('indexes', 'report_event', 'contradicts', `(event_id) where jsonb_array_length(report -> 'contradicts') > 0`),
  index('indexes', 'report_event', 'sensitivity', `(report_id) where report ->> 'sensitivity' is not null`),
  key('indexes', 'report_version', 'event_id'),
  constraint(
    'indexes',
    'report_version',
    'event',
    'foreign key (event_id) references {schema}.report_event (event_id)',
  ),
  index('indexes', 'report_version', 'report', '(report_id)'),
  index('indexes', 'report_version', 'known_from', '(known_from, report_id)'),
  index('indexes', 'report_version', 'places', 'using gin (places)'),
  index('indexes', 'report_version', 'actors', 'using gin (actors)'),
  index('indexes', 'report_version', 'words', `using gin (array_to_tsvector(string_to_array(words, ' ')))`),
  index('indexes', 'incident_link', 'time', '(reported_at)'),
  key('indexes', 'incident_stay', 'report_id, known_from'),
  index('indexes', 'incident_stay', 'incident', '(incident, known_from)'),
  key('indexes', 'control_claim', 'event_id, ordinal'),
  index('indexes', 'control_claim', 'known_to', '(place_id, known_to)'),
  index('indexes', 'control_claim', 'standing', `(place_id, effect, effective_at) where known_to = 'infinity'`),
  index('indexes', 'control_claim', 'report', '(report_id)'),
  index('indexes', 'control_claim', 'actors', 'using gin (actors)'),
  key('indexes', 'control_span', 'place_id, valid_from, known_from'),
  index('indexes', 'control_span', 'open', `(place_id, valid_to) where known_to = 'infinity'`),
  index('indexes', 'control_span', 'contested', `(place_id, valid_from) where status = 'contested'`),
  key('indexes', 'control_support', 'place_id, report_id, valid_from, known_from'),
  index('indexes', 'control_support', 'open', `(place_id, valid_to) where known_to = 'infinity'`),
  key('indexes', 'condition_claim', 'event_id, ordinal'),
  index('indexes', 'condition_claim', 'report', '(report_id)'),
  key('indexes', 'condition_span', 'place_id, axis, valid_from, known_from'),
  key('indexes', 'condition_support', 'place_id, axis, report_id, valid_from, known_from'),
  index('indexes', 'condition_span', 'disputed', `(place_id, valid_from) where state = 'disputed'`),
  key('indexes', 'tally_figure', 'event_id, ordinal, known_from'),
  index('indexes', 'tally_figure', 'report', '(report_id)'),
  index('indexes', 'tally_figure', 'place', `((figure ->> 'place'))`),
  key('indexes', 'tally_span', 'incident, item, known_from'),
  index('indexes', 'tally_span', 'disjoint', `(incident) where flags @> '{disjoint_accounts}'`),
  index('indexes', 'tally_span', 'measure', '(measure, group_id, known_from)'),
];
