import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';

/** One thing that is wrong with a request. */
export class ViolationDto {
  @ApiProperty({ description: 'JSON pointer into the body.', example: '/control/0/effect', required: false })
  readonly pointer?: string;

  @ApiProperty({ description: 'Name of a query or path parameter.', example: 'validAt', required: false })
  readonly parameter?: string;

  @ApiProperty({
    description: 'For people: what would be right.',
    example: 'Send one of: gained, observed, contested.',
  })
  readonly detail: string;

  @ApiProperty({ description: 'For programs; stable.', example: 'not_one_of' })
  readonly code: string;
}

/** Why a request was refused (RFC 9457). */
export class ProblemDto {
  @ApiProperty({ description: 'The page about this code.', example: '/problems/malformed' })
  readonly type: string;

  @ApiProperty({ description: 'The name of the status.', example: 'Bad Request' })
  readonly title: string;

  @ApiProperty({ description: 'The HTTP status.', example: 400 })
  readonly status: number;

  @ApiProperty({
    description: 'What is wrong, for people.',
    example: 'The body does not have the shape of this request.',
  })
  readonly detail: string;

  @ApiProperty({ description: 'What is wrong, for programs; stable.', example: 'malformed' })
  readonly code: string;

  @ApiProperty({ description: 'Everything that is wrong, at once.', type: [ViolationDto], required: false })
  readonly errors?: readonly ViolationDto[];

  @ApiProperty({
    description: 'Names this one failure in our logs.',
    example: 'urn:uuid:0190d5a2-7c1e-7b4e-8f0a-3d2c1b0a9f8e',
    required: false,
  })
  readonly instance?: string;
}

/** Documents the problems that a route may answer. */
export const ApiProblems = (...statuses: readonly number[]): ClassDecorator & MethodDecorator =>
  applyDecorators(
    ApiExtraModels(ProblemDto),
    ...statuses.map((status) =>
      ApiResponse({
        status,
        description: STATUS_CODES[status] ?? '',
        content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } } },
      }),
    ),
  );
