import {
  catalogue,
  type ClaimEffect,
  type DevelopmentType,
  developmentTypes,
  effectsAllowedFor,
  groupBy,
} from '#situation';
import { developmentMeanings } from './development-meanings.js';
import { withForeignFormats } from './foreign-formats.js';
import {
  actorSchema,
  correctionSchema,
  gradingSchema,
  linkSchema,
  placeSchema,
  retractionSchema,
  unlinkSchema,
} from './other.schemas.js';
import {
  actorMeanings,
  correctionMeanings,
  explain,
  gradingMeanings,
  linkMeanings,
  placeMeanings,
  reportMeanings,
  retractionMeanings,
  unlinkMeanings,
} from './property-meanings.js';
import { reportSchema } from './report.schema.js';
import type { Schema } from './shapes.js';

/** The published schema of the body of one type of event. */
export interface EventSchema {
  /** CloudEvents `type`, such as `sitrep.road_cut.v1`. */
  readonly type: string;
  readonly title: string;
  /** What an event of this type tells of. */
  readonly meaning: string;
  /** JSON Schema, draft 2020-12, complete in itself and without formats of our own. */
  readonly schema: Schema;
}

/**
 * The schemas of all types of events, for those who do not use this code. They say what a writer has to keep; our own
 * reader takes more, for instance a claim that its type of report should not carry.
 */
export function eventSchemas(): readonly EventSchema[] {
  return [
    ...developmentTypes.map((type) => published(type, developmentMeanings[type], developmentBody(type))),
    published('report_corrected', 'A report was replaced by a new version of itself.', correctionBody()),
    published(
      'report_retracted',
      'A report was withdrawn, for good. The log may hold this before the report.',
      explain(retractionSchema, retractionMeanings),
    ),
    published(
      'report_graded',
      'A report was assessed anew; its words stay. The log may hold this before the report.',
      explain(gradingSchema, gradingMeanings),
    ),
    published(
      'reports_linked',
      'A person decided that these reports tell of one development. The reports stay as they are.',
      explain(linkSchema, linkMeanings),
    ),
    published(
      'reports_unlinked',
      'A person decided that these reports do not tell of this development after all.',
      explain(unlinkSchema, unlinkMeanings),
    ),
    published(
      'place_registered',
      'A place was entered in the gazetteer, or entered anew: the latest by registeredAt counts.',
      explain(placeSchema, placeMeanings),
    ),
    published(
      'actor_registered',
      'An actor was entered in the gazetteer, or entered anew: the latest by registeredAt counts.',
      explain(actorSchema, actorMeanings),
    ),
  ];
}

function published(name: string, meaning: string, body: Schema): EventSchema {
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:sitrep:event:${name}:v1`,
    title,
    description:
      `${meaning} What is not known is left out, never null. Unknown properties are to be kept and ignored. ` +
      'No text holds NUL or half a surrogate pair.',
    ...withForeignFormats(body),
  };
  return { type: `sitrep.${name}.v1`, title, meaning, schema };
}

const explainedReport = explain(reportSchema, reportMeanings);

function developmentBody(type: DevelopmentType): Schema {
  const control = propertyOf(explainedReport, 'control');
  const effects = effectsAllowedFor(type);
  return withProperties(explainedReport, {
    type: { const: type },
    control:
      effects.length === 0
        ? { type: 'array', maxItems: 0, description: 'A report of this type makes no claims about control.' }
        : { ...control, items: withEffects(control.items as Schema, effects) },
  });
}

const withEffects = (claim: Schema, effects: readonly ClaimEffect[]): Schema =>
  withProperties(claim, { effect: { ...propertyOf(claim, 'effect'), enum: effects } });

/** A corrected report keeps the rules of whatever type it is of. */
function correctionBody(): Schema {
  const groups = groupBy(developmentTypes, (type) => catalogue[type].control);
  const rules = [...groups.values()].map((types) => ({
    if: { type: 'object', properties: { type: { enum: types } } },
    then: { type: 'object', properties: { control: claimsWithOnly(effectsAllowedFor(types[0]!)) } },
  }));
  const report = { ...explainedReport, allOf: rules };
  return explain(withProperties(correctionSchema, { report }), correctionMeanings);
}

const claimsWithOnly = (effects: readonly ClaimEffect[]): Schema =>
  effects.length === 0
    ? { type: 'array', maxItems: 0 }
    : { type: 'array', items: { type: 'object', properties: { effect: { enum: effects } } } };

const propertyOf = (schema: Schema, name: string): Schema => (schema.properties as Record<string, Schema>)[name]!;

const withProperties = (schema: Schema, properties: Readonly<Record<string, Schema>>): Schema => ({
  ...schema,
  properties: { ...(schema.properties as Record<string, Schema>), ...properties },
});
