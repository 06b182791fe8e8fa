import { ApiProperty } from '@nestjs/swagger';
import { type AuditAction, auditActions } from '#platform';
import { textMatching } from '../http/field-kinds.js';
import { Field } from '../http/field.decorator.js';
import { LinkDto } from '../reading/envelope.dto.js';
import { default_limit, LimitField } from '../reading/query-field.decorators.js';

/** Which page of the audit. */
export class AuditQueryDto {
  @LimitField()
  readonly limit: number = default_limit;

  @Field(textMatching(/^\d{1,18}$/, 'the cursor of a next link, such as "331"'), {
    description: 'The id to go on after: taken from the next link.',
    example: '331',
    optional: true,
  })
  readonly after?: string;
}

/** What somebody did or asked for. */
export class AuditEntryDto {
  @ApiProperty({ description: 'Grows with time.', example: '331' })
  readonly id: string;

  @ApiProperty({ description: 'When it was asked for.', format: 'date-time', example: '2026-11-29T16:40:00.000Z' })
  readonly at: string;

  @ApiProperty({
    description: 'Who: the public id of a key, `oidc:` and a subject, `anonymous`, or `operator` for the command line.',
    example: 'key:0f3a9c1d27be',
  })
  readonly principal: string;

  @ApiProperty({
    description: 'The name behind it, or the pseudonym of a person who was erased; null where there is none.',
    type: String,
    nullable: true,
    example: 'Amina',
  })
  readonly name: string | null;

  @ApiProperty({ description: 'What.', enum: auditActions, example: 'export_made' })
  readonly action: AuditAction;

  @ApiProperty({
    description: 'To what: a key, an erased person, or the address that was asked.',
    example: '/v1/control?format=csv',
  })
  readonly subject: string;

  @ApiProperty({ description: 'More about it.', type: 'object', additionalProperties: true, example: {} })
  readonly detail: Readonly<Record<string, unknown>>;
}

export class AuditAnswerDto {
  @ApiProperty({ type: [AuditEntryDto], description: 'The newest first.' })
  readonly items: readonly AuditEntryDto[];

  @ApiProperty({ type: [LinkDto], description: '`next` while there is more.' })
  readonly links: readonly LinkDto[];
}
