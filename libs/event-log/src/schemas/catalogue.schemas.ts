import {
  basesAllowedFor,
  catalogue,
  type ClaimEffect,
  type ConditionState,
  type DevelopmentType,
  developmentTypes,
  effectsAllowedFor,
  type FigureBasis,
  figureBases,
  groupBy,
  statesAllowedFor,
} from '#situation';
import { eventTypeOf } from '../identity.js';
import { withForeignFormats } from './foreign-formats.js';
import { actorSchema, actorSchemaV1, actorSchemaV2, placeSchema } from './other.schemas.js';
import { type AmendmentKind, amendmentSchemas, amendmentSchemasV1 } from './amendment.schemas.js';
import {
  actorMeanings,
  actorMeaningsV1,
  actorMeaningsV2,
  approvalMeanings,
  correctionMeanings,
  explain,
  gradingMeanings,
  linkMeanings,
  placeMeanings,
  type PropertyMeanings,
  reinstatementMeanings,
  rejectionMeanings,
  reportMeanings,
  retractionMeanings,
  revisionMeanings,
  unlinkMeanings,
} from './property-meanings.js';
import { type DraftEventKind, draftSchemas } from './draft.schemas.js';
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
    ...developmentTypes.map((type) => published(type, catalogue[type].meaning, developmentBody(type))),
    ...reportSchemas(),
    ...reviewSchemas(),
    ...gazetteerSchemas(),
  ];
}

/** What each kind of amendment tells of, and its properties. */
const amendmentMeanings: {
  readonly [Kind in AmendmentKind]: readonly [meaning: string, properties: PropertyMeanings];
} = {
  report_corrected: ['A report was replaced by a new version of itself.', correctionMeanings],
  report_retracted: ['A report was withdrawn. The log may hold this before the report.', retractionMeanings],
  report_reinstated: ['A withdrawal was undone. The log may hold this before the retraction.', reinstatementMeanings],
  report_graded: [
    'A report was assessed anew; its words stay. The log may hold this before the report.',
    gradingMeanings,
  ],
  reports_linked: [
    'A person decided that these reports tell of one development. The reports stay as they are.',
    linkMeanings,
  ],
  reports_unlinked: ['A person decided that these reports do not tell of this development after all.', unlinkMeanings],
};

/** What is said of a report after it was made. */
function reportSchemas(): readonly EventSchema[] {
  return (Object.keys(amendmentMeanings) as AmendmentKind[]).flatMap((kind) => {
    const [meaning, properties] = amendmentMeanings[kind];
    const bodyOf = (schema: Schema): Schema =>
      explain(kind === 'report_corrected' ? correctionBody(schema) : schema, properties);
    const superseded = 'Read still, and no longer written: v2 lists every event that it follows.';
    return [
      published(kind, `${meaning} ${superseded}`, bodyOf(amendmentSchemasV1[kind])),
      published(kind, meaning, bodyOf(amendmentSchemas[kind]), 2),
    ];
  });
}

/** What each further event of a review tells of, and its properties. */
const reviewMeanings: { readonly [Kind in DraftEventKind]: readonly [meaning: string, properties: PropertyMeanings] } =
  {
    draft_revised: ['A draft was given a new reading, before anybody decided about it.', revisionMeanings],
    report_approved: [
      'A draft became a report, with the words of the event that it names. The log may hold this before the draft.',
      approvalMeanings,
    ],
    report_rejected: ['A draft was turned down; it stays in the log and counts for nothing.', rejectionMeanings],
  };

/** How a report comes in that somebody has to approve. */
function reviewSchemas(): readonly EventSchema[] {
  const drafted =
    'A report was sent as a draft: it counts for nothing until it is approved. Its type says what happened, as in a report.';
  return [
    published('report_drafted', drafted, draftBody()),
    ...(Object.keys(reviewMeanings) as DraftEventKind[]).map((kind) => {
      const [meaning, properties] = reviewMeanings[kind];
      const body = explain(
        kind === 'draft_revised' ? correctionBody(draftSchemas[kind]) : draftSchemas[kind],
        properties,
      );
      return published(kind, meaning, body);
    }),
  ];
}

function gazetteerSchemas(): readonly EventSchema[] {
  return [
    published(
      'place_registered',
      'A place was entered in the gazetteer, or entered anew: the latest by registeredAt counts.',
      explain(placeSchema, placeMeanings),
    ),
    published(
      'actor_registered',
      'An actor was entered in the gazetteer. Read still, and no longer written: v2 says when alliances held.',
      explain(actorSchemaV1, actorMeaningsV1),
    ),
    published(
      'actor_registered',
      'An actor was entered in the gazetteer. Read still, and no longer written: v3 says when it was part of its parents.',
      explain(actorSchemaV2, actorMeaningsV2),
      2,
    ),
    published(
      'actor_registered',
      'An actor was entered in the gazetteer, or entered anew: the latest by registeredAt counts.',
      explain(actorSchema, actorMeanings),
      3,
    ),
  ];
}

function published(name: string, meaning: string, body: Schema, version = 1): EventSchema {
  const words = `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;
  const title = version === 1 ? words : `${words}, version ${version}`;
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:sitrep:event:${name}:v${version}`,
    title,
    description:
      `${meaning} What is not known is left out, never null. Unknown properties are to be kept and ignored. ` +
      'No text holds NUL or half a surrogate pair.',
    ...withForeignFormats(body),
  };
  return { type: eventTypeOf(name, version), title, meaning, schema };
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
    condition: conditionOf(type),
    figures: figuresOf(type),
  });
}

function conditionOf(type: DevelopmentType): Schema {
  const states = statesAllowedFor(type);
  if (states.length === 0)
    return { type: 'array', maxItems: 0, description: 'A report of this type makes no claims about condition.' };
  const condition = propertyOf(explainedReport, 'condition');
  const claim = condition.items as Schema;
  return { ...condition, items: withProperties(claim, { state: { ...propertyOf(claim, 'state'), enum: states } }) };
}

function figuresOf(type: DevelopmentType): Schema {
  const figures = propertyOf(explainedReport, 'figures');
  const bases = basesAllowedFor(type);
  if (bases.length === figureBases.length) return figures;
  const figure = figures.items as Schema;
  return { ...figures, items: withProperties(figure, { basis: { ...propertyOf(figure, 'basis'), enum: bases } }) };
}

const withEffects = (claim: Schema, effects: readonly ClaimEffect[]): Schema =>
  withProperties(claim, { effect: { ...propertyOf(claim, 'effect'), enum: effects } });

/** A corrected or revised report keeps the rules of whatever type it is of. */
const correctionBody = (correction: Schema): Schema => withProperties(correction, { report: draftBody() });

/** A report of any type, with the rules of its type. */
function draftBody(): Schema {
  const byControl = groupBy(developmentTypes, (type) => catalogue[type].control);
  const byBases = groupBy(
    developmentTypes.filter((type) => basesAllowedFor(type).length < figureBases.length),
    (type) => basesAllowedFor(type).join(),
  );
  const byCondition = groupBy(developmentTypes, (type) => statesAllowedFor(type).join());
  const rules = [
    ...[...byControl.values()].map((types) =>
      ruleFor(types, { control: claimsWithOnly('effect', effectsAllowedFor(types[0]!)) }),
    ),
    ...[...byBases.values()].map((types) =>
      ruleFor(types, { figures: claimsWithOnly('basis', basesAllowedFor(types[0]!)) }),
    ),
    ...[...byCondition.values()].map((types) =>
      ruleFor(types, { condition: claimsWithOnly('state', statesAllowedFor(types[0]!)) }),
    ),
  ];
  return { ...explainedReport, allOf: rules };
}

const ruleFor = (types: readonly DevelopmentType[], properties: Readonly<Record<string, Schema>>): Schema => ({
  if: { type: 'object', properties: { type: { enum: types } } },
  then: { type: 'object', properties },
});

const claimsWithOnly = (property: string, values: readonly (ClaimEffect | ConditionState | FigureBasis)[]): Schema =>
  values.length === 0
    ? { type: 'array', maxItems: 0 }
    : { type: 'array', items: { type: 'object', properties: { [property]: { enum: values } } } };

const propertyOf = (schema: Schema, name: string): Schema => (schema.properties as Record<string, Schema>)[name]!;

const withProperties = (schema: Schema, properties: Readonly<Record<string, Schema>>): Schema => ({
  ...schema,
  properties: { ...(schema.properties as Record<string, Schema>), ...properties },
});
