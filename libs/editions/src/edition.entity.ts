import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One complete set of read models: a schema, and the slice of the log that it was made from. */
@Entity({ name: 'edition', schema: 'sitrep' })
export class EditionRow {
  @PrimaryColumn('text')
  name: string;

  @Column('text', { name: 'schema_name' })
  schemaName: string;

  /** Only what was known by then is in it; null for everything. */
  @Column('timestamptz', { name: 'known_until', nullable: true })
  knownUntil: Date | null;

  @Column('int', { name: 'projection_version' })
  projectionVersion: number;

  @Column('text')
  status: 'building' | 'ready';

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}

/** A sample campaign that has been loaded to its end. */
@Entity({ name: 'loaded_sample', schema: 'sitrep' })
export class LoadedSampleRow {
  @PrimaryColumn('text')
  name: string;
}
