import { EditionField } from './query-field.decorators.js';

/** Which edition to read one thing from. */
export class EditionQueryDto {
  @EditionField()
  readonly edition: string = 'live';
  readonly snapshot?: string;
}
