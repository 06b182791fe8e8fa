import type { Actor, ActorRelation, LocalName, Place } from '#situation';
import { ExportedList } from '../exported-list.js';

const inLanguages = (names: readonly LocalName[] | undefined) =>
  names?.map(({ language, name }) => `${language}: ${name}`);

export const placesList = ExportedList.of<Place>({
  name: 'places',
  columns: [
    { name: 'id', read: ({ id }) => id },
    { name: 'name', read: ({ name }) => name },
    { name: 'aliases', read: ({ aliases }) => aliases },
    { name: 'names', read: ({ names }) => inLanguages(names) },
    { name: 'pcode', read: ({ names }) => names?.find(({ language }) => language.endsWith('-x-pcode'))?.name },
    { name: 'kind', read: ({ kind }) => kind },
    { name: 'parent', beside: 'place', read: ({ parent }) => parent },
    { name: 'latitude', type: 'number', read: ({ location }) => location?.lat },
    { name: 'longitude', type: 'number', read: ({ location }) => location?.lon },
    { name: 'precision_km', type: 'number', read: ({ location }) => location?.precisionKm },
    { name: 'time_zone', read: ({ timeZone }) => timeZone },
    { name: 'connects', beside: 'place', read: ({ connects }) => connects },
    { name: 'means', read: ({ means }) => means },
    { name: 'exits_complete_from', read: ({ exitsComplete }) => exitsComplete?.from },
    { name: 'exits_complete_to', read: ({ exitsComplete }) => exitsComplete?.to },
    { name: 'exits_complete_source', read: ({ exitsComplete }) => exitsComplete?.source },
    { name: 'note', read: ({ note }) => note },
    { name: 'registered_at', beside: 'local', read: ({ registeredAt }) => registeredAt },
  ],
  placesOf: ({ id }) => [id],
});

/** `iraq`, or with the days on which it was so, both included: `iraq (2016-11-26 – )`. */
const related = (relations: readonly ActorRelation[]): readonly string[] =>
  relations.map(({ actor, from, to }) =>
    from === undefined && to === undefined ? actor : `${actor} (${from ?? ''} – ${to ?? ''})`,
  );

export const actorsList = ExportedList.of<Actor>({
  name: 'actors',
  columns: [
    { name: 'id', read: ({ id }) => id },
    { name: 'name', read: ({ name }) => name },
    { name: 'aliases', read: ({ aliases }) => aliases },
    { name: 'names', read: ({ names }) => inLanguages(names) },
    { name: 'kind', read: ({ kind }) => kind },
    { name: 'parents', beside: 'actor', read: ({ parents }) => parents.map(({ actor }) => actor) },
    { name: 'parent_days', read: ({ parents }) => related(parents) },
    { name: 'allied_with', beside: 'actor', read: ({ alliedWith }) => alliedWith.map(({ actor }) => actor) },
    { name: 'allied_days', read: ({ alliedWith }) => related(alliedWith) },
    { name: 'opposes', beside: 'actor', read: ({ opposes }) => opposes.map(({ actor }) => actor) },
    { name: 'opposed_days', read: ({ opposes }) => related(opposes) },
    { name: 'note', read: ({ note }) => note },
    { name: 'registered_at', beside: 'local', read: ({ registeredAt }) => registeredAt },
  ],
});
