import { policyNames } from '#situation';
import { Field, QueryNumber } from '../http/field.decorator.js';
import { boundingBox, moment, oneOf, slug, text, textMatching, wholeNumber } from '../http/field-kinds.js';
import { snapshotPattern } from './snapshot.js';

/** Items in one answer when the asker does not say. */
export const default_limit = 100;
export const greatest_limit = 1_000;

export const ValidAtField = (): PropertyDecorator =>
  Field(moment, {
    description:
      'When in the world: a local day of each place, to its end, or an instant, its + written %2B. By default now.',
    example: '2017-03-07',
    optional: true,
  });

export const KnownAtField = (): PropertyDecorator =>
  Field(moment, {
    description: 'As known when: a day of the desk, to its end, or an instant, its + written %2B. By default now.',
    example: '2017-03-09',
    optional: true,
  });

/**
 * The edition to read; under the name `snapshot`, the token of one that does not change any more; under the name
 * `minPosition`, how far it must have come.
 */
export const EditionField = (): PropertyDecorator => (target, property) => {
  editionField(target, property);
  snapshotField(target, 'snapshot');
  minPositionField(target, 'minPosition');
};

const editionField = Field(
  textMatching(/^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/, 'the name or the id of an edition, such as "live"'),
  { description: 'The edition to read, by its name or its id.', example: 'live', default: 'live' },
);

const snapshotField = Field(textMatching(snapshotPattern, 'the snapshot of an answer, as it was given'), {
  description:
    'In place of edition: the `snapshot` that an answer from a finished edition carries. It is answered from exactly ' +
    'that edition, byte for byte as before, or not at all.',
  optional: true,
});

const minPositionField = Field(
  textMatching(/^(?:\d{1,4}:\d{1,18}|\d{1,18}(?:-\d{1,18})*)$/, 'partition:offset, such as "0:331", or a position'),
  {
    description:
      'The answer rests on at least this much of the log: partition:offset, the `position` that a report was recorded at, ' +
      'or the `position` of an answer. It waits up to 5 seconds for the edition, and is then refused as lagging.',
    example: '0:331',
    optional: true,
  },
);

/** How far the live edition must have come, for an address that reads no other. */
export const MinPositionField = (): PropertyDecorator => minPositionField;

export const WithinField = (): PropertyDecorator =>
  Field(slug, {
    description: 'This place and its parts, at any depth. Each answers for itself: nothing is inherited.',
    example: 'mosul',
    optional: true,
  });

export const BoxField = (which = 'Places'): PropertyDecorator =>
  Field(boundingBox, {
    description:
      `${which} in this box, its edges included: minLon,minLat,maxLon,maxLat in degrees, WGS 84 (RFC 7946, OGC API). With ` +
      'minLon greater than maxLon it reaches over the antimeridian. A place without a location is in no box.',
    example: '38,34.5,43.5,37',
    optional: true,
  });

export const RollUpField = (): PropertyDecorator =>
  Field(slug, {
    description:
      'How holders are shown: top, each as what is topmost among those that it is a part of, and as each of them where ' +
      'there are several; or an actor, for all of its parts. By default as reported. The status stays as it is.',
    example: 'top',
    optional: true,
  });

export const LimitField = (): PropertyDecorator =>
  QueryNumber(wholeNumber(1, greatest_limit), {
    description: 'Items in one answer, at most.',
    example: default_limit,
    default: default_limit,
  });

/** In characters: the key of an incident, as text of base64. */
const longest_cursor = 2_000;

export const AfterField = (): PropertyDecorator =>
  Field(text(longest_cursor), {
    description: 'Where to go on: taken from the `next` link of an answer to the same question in the same order.',
    example: 'mosul',
    optional: true,
  });

export const PolicyField = (): PropertyDecorator =>
  Field(oneOf(policyNames), {
    description: 'Which of all that was said counts: see /v1/policies. By default that of the edition.',
    example: policyNames[0],
    optional: true,
  });

/** Two views of contradiction: settled by the rules, or each side's claims beside each other. */
export const stances = ['assessed', 'claimed'] as const;
export type Stance = (typeof stances)[number];

export const StanceField = (): PropertyDecorator =>
  Field(oneOf(stances), {
    description:
      'assessed: one answer, settled by the rules. claimed: what each side claims, resolved from its claims alone, side ' +
      'by side.',
    example: 'assessed',
    default: 'assessed',
  });

/** The stance as links carry it: where it is not the one that is taken anyway. */
export const stanceAsked = (stance: Stance): { readonly stance?: Stance } => (stance === 'assessed' ? {} : { stance });
