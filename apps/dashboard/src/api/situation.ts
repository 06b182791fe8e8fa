import { keepPreviousData, type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { ConditionItemDto, ControlItemDto, PlaceDto } from 'sitrep-api';
import type { Actor } from '../marks/parties.js';
import { readAll } from './ask.js';

/** One question: two days and an edition; what is undefined has its default. */
export interface Asked {
  readonly d: string;
  readonly k: string | undefined;
  readonly edition: string | undefined;
}

export type Place = PlaceDto & { readonly id: string };
export type Control = ControlItemDto;
export type Condition = ConditionItemDto;

/** Every place's answers to one question. */
export interface Situation {
  readonly asked: Asked;
  readonly places: readonly Place[];
  readonly placeOf: ReadonlyMap<string, Place>;
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

export const situationOf = (asked: Asked, client: QueryClient) =>
  queryOptions({
    queryKey: ['situation', asked],
    queryFn: async ({ signal }): Promise<Situation> => {
      const params = { validAt: asked.d, knownAt: asked.k, edition: asked.edition };
      const [places, control, conditions] = await Promise.all([
        client.ensureQueryData(gazetteer(asked.edition)),
        readAll<Control>('/v1/control', params, signal),
        readAll<Condition>('/v1/conditions', params, signal),
      ]);
      return {
        ...{ asked, places, position: control.position },
        placeOf: new Map(places.map((place) => [place.id, place])),
        control: new Map(control.items.map((item) => [item.place.id, item])),
        condition: new Map(conditions.items.map((item) => [item.place.id, item])),
      };
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export const actorsQuery = () =>
  queryOptions({
    queryKey: ['actors'],
    queryFn: async ({ signal }) => {
      const { items } = await readAll<Actor>('/v1/actors', {}, signal);
      return new Map(items.map((actor) => [actor.id, actor]));
    },
    staleTime: 60_000,
  });

export const useActors = () => useQuery(actorsQuery());
