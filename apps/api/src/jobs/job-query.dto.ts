import { Field } from '../http/field.decorator.js';
import { textMatching, uuid } from '../http/field-kinds.js';
import { default_limit, LimitField } from '../reading/query-field.decorators.js';

/** Which job. */
export class JobAddressDto {
  @Field(uuid, { description: 'The job.', example: '3f2b8f0e-5d4c-4a51-9a35-0b6f2f1c7d11' })
  readonly id: string;
}

/** Which jobs to list. */
export class JobQueryDto {
  @Field(textMatching(/^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/, 'the name or the id of an edition'), {
    description: 'About this edition.',
    example: 'without-sana',
    optional: true,
  })
  readonly edition?: string;

  @LimitField()
  readonly limit: number = default_limit;

  @Field(uuid, {
    description: 'The job to go on behind: taken from the next link.',
    example: '3f2b8f0e-5d4c-4a51-9a35-0b6f2f1c7d11',
    optional: true,
  })
  readonly after?: string;
}
