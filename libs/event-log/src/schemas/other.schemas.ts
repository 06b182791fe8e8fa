import { actorKinds, meansOfTravel, most_reports_linked, placeKinds } from '#situation';
import { day, grade, instant, listOf, oneOf, record, type Schema, slug, text, uuid } from './shapes.js';
import { reportSchema } from './report.schema.js';

/** The body of `sitrep.report_corrected.v1`. */
export const correctionSchema = record(
  { id: uuid, reportId: uuid, reportedAt: instant, reason: text(2_000), report: reportSchema },
  { follows: uuid },
);

const withdrawal = record({ id: uuid, reportId: uuid, reportedAt: instant, reason: text(2_000) }, { follows: uuid });

/** The body of `sitrep.report_retracted.v1`. */
export const retractionSchema = withdrawal;

/** The body of `sitrep.report_reinstated.v1`. */
export const reinstatementSchema = withdrawal;

/** The body of `sitrep.report_graded.v1`. */
export const gradingSchema = record(
  { id: uuid, reportId: uuid, reportedAt: instant, grade },
  { reason: text(2_000), follows: uuid },
);

const decision = (fewest: number) =>
  record(
    {
      id: uuid,
      reportIds: { ...listOf(uuid, most_reports_linked), minItems: fewest },
      incident: text(200),
      reportedAt: instant,
      reason: text(2_000),
    },
    { follows: uuid },
  );

/** The body of `sitrep.reports_linked.v1`. */
export const linkSchema = decision(2);

/** The body of `sitrep.reports_unlinked.v1`. */
export const unlinkSchema = decision(1);

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
