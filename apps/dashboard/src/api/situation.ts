import { keepPreviousData, type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { HeldNowDto, MapConditionDto, MapDto, PlaceDto } from 'sitrep-api';
import type { Actor } from '../marks/parties.js';
import { nameIn } from '../words/local-name.js';
import { read, readAll } from './ask.js';

/** One question: two days and an edition; what is undefined has its default. */
export interface Asked {
  readonly d: string;
  readonly k: string | undefined;
  readonly edition: string | undefined;
}

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
}

const gazetteer = (edition: string | undefined) =>
  queryOptions({
    queryKey: ['places', edition],
    queryFn: async ({ signal }) => (await readAll<Place>('/v1/places', { edition }, signal)).items,
    staleTime: 60_000,
  });

export const askedParams = ({ d, k, edition }: Asked) => ({ validAt: d, knownAt: k, edition });

export const situationOf = (asked: Asked, client: QueryClient) =>
  queryOptions({
    queryKey: ['situation', asked],
    queryFn: async ({ signal }): Promise<Situation> => {
      const [places, { items, position }] = await Promise.all([
        client.fetchQuery(gazetteer(asked.edition)),
        read<MapDto>('/v1/map', askedParams(asked), signal),
      ]);
      return {
        asked,
        places,
        position,
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
