import type { Moment } from '#situation';
import { EditionField, KnownAtField, PolicyField, ValidAtField } from '../reading/query-field.decorators.js';

/** As of when. */
export class IsolationQueryDto {
  @ValidAtField()
  readonly validAt?: Moment;

  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';

  @PolicyField()
  readonly policy?: string;
}
