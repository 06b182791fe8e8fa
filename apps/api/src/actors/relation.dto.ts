import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { ActorId, ActorRelation, Day } from '#situation';
import { day, type Fault, faultsOfField, type FieldKind, isObject, slug, text } from '../http/field-kinds.js';
import { pointerTo } from '../http/rejected.js';

/** A parent, an ally or an opponent, and when. */
export class RelationDto implements ActorRelation {
  @ApiProperty({ description: 'Who.', type: String, example: 'us-led-coalition' })
  readonly actor: ActorId;

  @ApiProperty({
    description: 'The first local day.',
    type: String,
    format: 'date',
    example: '2016-10-17',
    required: false,
  })
  readonly from?: Day;

  @ApiProperty({ description: 'The last local day, to its end.', type: String, format: 'date', required: false })
  readonly to?: Day;

  @ApiProperty({ description: 'A remark.', example: 'Mosul', required: false })
  readonly note?: string;
}

const fields = { actor: slug, from: day, to: day, note: text(2_000) } as const;
const known = Object.keys(fields).join(', ');
const or_object = ' Or an object with it as actor, and from, to and note where they are known.';

/** A relation as it may be sent: an actor's id alone, or with its days and a remark. */
export const relation: FieldKind = {
  schema: { oneOf: [slug.schema, { $ref: getSchemaPath(RelationDto) }] },
  faultsOf: (value) =>
    isObject(value)
      ? faultsOfParts(new Map(Object.entries(value)))
      : slug.faultsOf(value).map((fault) => ({ ...fault, detail: fault.detail + or_object })),
};

function faultsOfParts(sent: ReadonlyMap<string, unknown>): readonly Fault[] {
  const misshapen = Object.entries(fields).flatMap(([name, kind]) =>
    faultsOfField(kind, sent.get(name), name === 'actor').map((fault) => ({
      ...fault,
      pointer: pointerTo(name) + fault.pointer,
    })),
  );
  const unknown = [...sent.keys()].filter((name) => !Object.hasOwn(fields, name));
  return [
    ...misshapen,
    ...unknown.map((name) => ({ pointer: pointerTo(name), code: 'unknown_field', detail: `There are: ${known}.` })),
  ];
}

/** A relation as it was sent. */
export type RelationSent = ActorId | ActorRelation;

/** The actor that it names. */
export const actorOf = (sent: RelationSent): ActorId => (isRelation(sent) ? sent.actor : sent);

/** True for more than an id. */
export const isRelation = (sent: RelationSent): sent is ActorRelation => typeof sent === 'object';

/** The relation as it is stored. */
export const canonicalRelation = (sent: RelationSent): ActorRelation => {
  if (!isRelation(sent)) return { actor: sent };
  const { actor, from, to, note } = sent;
  return {
    actor,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(note === undefined ? {} : { note }),
  };
};
