import { ApiProperty } from '@nestjs/swagger';
import type { ActorId, ActorRelation, Day } from '#situation';
import { type FieldKind, day, faultsOfField, isObject, slug, text } from '../http/field-kinds.js';
import { pointerTo } from '../http/json-pointer.js';

/** An ally or an opponent, and when. */
export class RelationDto implements ActorRelation {
  @ApiProperty({ description: 'Who.', example: 'us-led-coalition' })
  readonly actor: ActorId;

  @ApiProperty({ description: 'The first local day.', format: 'date', example: '2016-10-17', required: false })
  readonly from?: Day;

  @ApiProperty({ description: 'The last local day, to its end.', format: 'date', required: false })
  readonly to?: Day;

  @ApiProperty({ description: 'A remark.', example: 'Mosul', required: false })
  readonly note?: string;
}

const fields = { actor: slug, from: day, to: day, note: text(2_000) } as const;
const isField = (name: string): name is keyof typeof fields => Object.hasOwn(fields, name);

/** A relation as it may be sent: an actor's id alone, or with its days and a remark. */
export const relation: FieldKind = {
  schema: {
    oneOf: [
      { type: 'string', ...slug.schema },
      {
        type: 'object',
        required: ['actor'],
        additionalProperties: false,
        properties: Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, kind.schema])),
      },
    ],
  },
  faultsOf: (value) => {
    if (!isObject(value))
      return slug.faultsOf(value).map((fault) => ({ ...fault, detail: `${fault.detail}${orObject}` }));
    const unknown = Object.keys(value).filter((name) => !isField(name));
    return [
      ...Object.entries(fields).flatMap(([name, kind]) =>
        faultsOfField(kind, Object.hasOwn(value, name) ? value[name as never] : undefined, name === 'actor').map(
          (fault) => ({
            ...fault,
            pointer: pointerTo(name) + fault.pointer,
          }),
        ),
      ),
      ...unknown.map((name) => ({ pointer: pointerTo(name), code: 'unknown_field', detail: `There are: ${known}.` })),
    ];
  },
};

const known = Object.keys(fields).join(', ');
const orObject = ' Or an object with it as actor, and from, to and note where they are known.';

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
