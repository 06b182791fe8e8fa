import { keepPreviousData, type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { HeldNowDto, MapConditionDto, MapDto, PlaceDto } from 'sitrep-api';
import type { Actor } from '../marks/parties.js';
import { nameIn } from '../words/local-name.js';
import { read, readAll } from './ask.js';

/** One question: two days, what is read, and whose word counts; what is undefined has its default. */
export interface Asked {
  readonly d: string;
  readonly k: string | undefined;
  readonly edition: string | undefined;
  /** In place of the edition. */
  readonly snapshot?: string | undefined;
  readonly policy?: string | undefined;
  /** Only this place and what lies in it; answers of single places have no use for it. */
  readonly within?: string | undefined;
}

/** What is read, as known when: what every question of the API takes. */
export const knownParams = ({ k, edition, snapshot }: Asked) => ({
  knownAt: k,
  ...(snapshot === undefined ? { edition } : { snapshot }),
});

/** The same for a list of places or reports, which may be narrowed to those within one. */
export const listParams = (asked: Asked) => ({ ...knownParams(asked), within: asked.within });

/** The whole question about places. */
export const askedParams = (asked: Asked) => ({ validAt: asked.d, ...knownParams(asked), policy: asked.policy });

export type Place = PlaceDto & { readonly id: string };
/** A place under its name in the language of the page, and as it is registered. */
export type NamedPlace = Place & { readonly registered?: string };
export type Control = HeldNowDto;
export type Axis = Omit<MapConditionDto, 'axis'>;

/** The states of a place; an axis that nobody has reported on is left out. */
export interface Condition {
  readonly integrity?: Axis;
  readonly passage?: Axis;
}

/** Every place's answers to one question. */
export interface Situation {
  readonly asked: Asked;
  readonly places: readonly NamedPlace[];
  readonly placeOf: ReadonlyMap<string, NamedPlace>;
  readonly control: ReadonlyMap<string, Control>;
  readonly condition: ReadonlyMap<string, Condition>;
  readonly position: string;
  /** What pins the answer; undefined of an edition that goes on. */
  readonly snapshot: string | undefined;
}

const gazetteer = ({ edition, snapshot }: Asked) =>
  queryOptions({
    queryKey: ['places', edition, snapshot],
    queryFn: async ({ signal }) => (await readAll<Place>('/v1/places', { edition, snapshot }, signal)).items,
    staleTime: 60_000,
  });

/** The answers about all places, wherever the screen is narrowed to. */
export const situationOf = ({ within: _elsewhere, ...asked }: Asked, client: QueryClient) =>
  queryOptions({
    queryKey: ['situation', asked],
    queryFn: async ({ signal }): Promise<Situation> => {
      const [places, { items, position, snapshot }] = await Promise.all([
        client.fetchQuery(gazetteer(asked)),
        read<MapDto>('/v1/map', askedParams(asked), signal),
      ]);
      return {
        asked,
        places,
        position,
        snapshot,
        placeOf: new Map(places.map((place) => [place.id, place])),
        control: new Map(items.flatMap(({ place, control }) => (control === null ? [] : [[place.id, control]]))),
        condition: new Map(items.map(({ place, conditions }) => [place.id, conditionOf(conditions)])),
      };
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** The same answers with every place under its name in a language. */
export const inLanguage = (situation: Situation, language: string): Situation => ({
  ...situation,
  ...placesIn(situation.places, language),
});

type Named = Pick<Situation, 'places' | 'placeOf'>;
const namedBefore = new WeakMap<readonly Place[], Map<string, Named>>();

/** The list of places is the same for one question after another. */
function placesIn(list: readonly Place[], language: string): Named {
  const before = namedBefore.get(list)?.get(language);
  if (before !== undefined) return before;
  const places = list.map((place): NamedPlace => ({ ...place, name: nameIn(place, language), registered: place.name }));
  const named = { places, placeOf: new Map(places.map((place) => [place.id, place])) };
  namedBefore.set(list, (namedBefore.get(list) ?? new Map<string, Named>()).set(language, named));
  return named;
}

const conditionOf = (axes: readonly MapConditionDto[]): Condition =>
  Object.fromEntries(axes.map(({ axis, ...state }) => [axis, state]));

const actorsQuery = () =>
  queryOptions({
    queryKey: ['actors'],
    queryFn: async ({ signal }) => {
      const { items } = await readAll<Actor>('/v1/actors', {}, signal);
      return new Map(items.map((actor) => [actor.id, actor]));
    },
    staleTime: 60_000,
  });

export const useActors = () => useQuery(actorsQuery());
