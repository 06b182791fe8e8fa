import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { ApiProblems } from '../http/problem.dto.js';

/** A link of an answer. */
export class LinkDto {
  @ApiProperty({ description: 'self: this answer again. next: the page after it.', enum: ['self', 'next'] })
  readonly rel: 'self' | 'next';

  @ApiProperty({ description: 'Address, with every parameter as it was resolved.', example: '/v1/control?limit=100' })
  readonly href: string;
}

/** Lines about how the question was answered; see `addNote`. */
export const NotesProperty = (): PropertyDecorator =>
  ApiProperty({
    description: 'What to know of how the question was answered; left out where there is nothing.',
    type: [String],
    required: false,
    example: ['knownAt 2999-01-01 lies in the future; this is answered as known at 2017-03-12T12:00:00.000Z.'],
  });

/** What every list says of itself beside its items. */
export class EnvelopeDto {
  @ApiProperty({
    description: 'When in the world: the day or instant asked. Only where the question has it.',
    example: '2017-03-07',
    required: false,
  })
  readonly validAt?: string;

  @ApiProperty({
    description: 'The instant that `knownAt` came to, never a future one. Only where the question has it.',
    example: '2017-03-09T23:59:59.999Z',
    required: false,
  })
  readonly knownAt?: string;

  @ApiProperty({
    description: 'Which of all that was said counts. Only where the question has it.',
    example: 'all-sources@1',
    required: false,
  })
  readonly policy?: string;

  @ApiProperty({
    description: 'The log position that the answer rests on: the next offset of every partition.',
    example: '331',
  })
  readonly position: string;

  @ApiProperty({
    description:
      'Pins this answer: `snapshot=` in place of `edition=` answers the same for ever. Only from an edition that is ' +
      'finished; see POST /v1/editions.',
    required: false,
  })
  readonly snapshot?: string;

  @NotesProperty()
  readonly notes?: readonly string[];

  @ApiProperty({
    description:
      'How many of the reports behind this answer are withheld from who asks: they count, and are shown coarsened, as the ' +
      'desk has set. Left out where there is none.',
    type: Number,
    required: false,
    example: 1,
  })
  readonly withheld?: number;

  @ApiProperty({ description: 'Links, `next` among them while there is more.', type: [LinkDto] })
  readonly links: readonly LinkDto[];
}

/** A list of items in its envelope. */
export interface Page<Item> extends EnvelopeDto {
  readonly items: readonly Item[];
}

/**
 * Documents an answer that is a list of such items; of several kinds of items, all of one kind. `beside` is what such a
 * list says of itself beyond the envelope.
 */
export const ApiPage = (
  item: Type | readonly Type[],
  description: string,
  beside: readonly Type[] = [],
): MethodDecorator => {
  const kinds = [item].flat() as readonly Type[];
  const references = kinds.map((kind) => ({ $ref: getSchemaPath(kind) }));
  return applyDecorators(
    ApiExtraModels(EnvelopeDto, ...beside, ...kinds),
    ApiOkResponse({
      description,
      schema: {
        allOf: [
          {
            type: 'object',
            required: ['items'],
            properties: {
              items: { type: 'array', items: (references.length === 1 && references[0]) || { oneOf: references } },
            },
          },
          { $ref: getSchemaPath(EnvelopeDto) },
          ...beside.map((more) => ({ $ref: getSchemaPath(more) })),
        ],
      },
    }),
  );
};

/**
 * Documents the problems of every question to an edition: 404 where it is not there, 409 where it cannot be read as it
 * is, and 410 where it was there when its snapshot was taken.
 */
export const ReadsEdition = (): MethodDecorator => ApiProblems(400, 404, 409, 410, 503);
