import { Entity, PrimaryColumn } from 'typeorm';

/** A sample campaign that has been loaded to its end. */
@Entity({ name: 'loaded_sample', schema: 'sitrep' })
export class LoadedSampleRow {
  @PrimaryColumn('text')
  name: string;
}
