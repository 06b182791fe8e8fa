import type { Moment } from '#situation';
import { EditionField, KnownAtField, PolicyField, ValidAtField } from './query-field.decorators.js';

/** As of when, in which edition, and whose word counts. */
export class AsOfQueryDto {
  @ValidAtField()
  readonly validAt?: Moment;

  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';

  @PolicyField()
  readonly policy?: string;
}

/** As known when, over all of valid time, in which edition, and whose word counts. */
export class AsKnownQueryDto {
  @KnownAtField()
  readonly knownAt?: Moment;

  @EditionField()
  readonly edition: string = 'live';

  @PolicyField()
  readonly policy?: string;
}

/** Which edition to read one thing from. */
export class EditionQueryDto {
  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;
}
