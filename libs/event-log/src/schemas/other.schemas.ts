import { actorKinds, meansOfTravel, placeKinds } from '#situation';
import { day, instant, listOf, oneOf, record, type Schema, slug, text } from './shapes.js';

/** What something is called in other languages. */
const names = listOf(record({ language: { type: 'string', format: 'language' }, name: text(200) }), 50);

const degrees = (limit: number) => ({ type: 'number', minimum: -limit, maximum: limit });

/** The body of `sitrep.place_registered.v1`. */
export const placeSchema = record(
  {
    id: slug,
    name: text(200),
    aliases: listOf(text(200), 50),
    kind: oneOf(placeKinds),
    timeZone: { type: 'string', format: 'time-zone' },
    registeredAt: instant,
  },
  {
    parent: slug,
    location: record({
      lat: degrees(90),
      lon: degrees(180),
      precisionKm: { type: 'number', minimum: 0, maximum: 20_100 },
    }),
    note: text(2_000),
    connects: listOf(slug, 20),
    names,
    means: listOf(oneOf(meansOfTravel), meansOfTravel.length),
    exitsComplete: record({ from: day, source: text(2_000) }, { to: day }),
  },
);

const actor = (parents: Schema, relations: Schema, optional: Record<string, Schema>) =>
  record(
    {
      id: slug,
      name: text(200),
      aliases: listOf(text(200), 50),
      kind: oneOf(actorKinds),
      parents,
      alliedWith: relations,
      opposes: relations,
      registeredAt: instant,
    },
    { note: text(2_000), ...optional },
  );

/** The body of `sitrep.actor_registered.v1`, which is read still: allies and opponents without their days. */
export const actorSchemaV1 = actor(listOf(slug, 20), listOf(slug, 50), {});

const relation = record({ actor: slug }, { from: day, to: day, note: text(2_000) });

/** The body of `sitrep.actor_registered.v2`, which is read still: parents without their days. */
export const actorSchemaV2 = actor(listOf(slug, 20), listOf(relation, 50), { names });

/** The body of `sitrep.actor_registered.v3`. */
export const actorSchema = actor(listOf(relation, 20), listOf(relation, 50), { names });
