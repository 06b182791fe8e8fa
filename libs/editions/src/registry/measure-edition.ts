import type { EditionTables } from '#projections';
import { editionDigest } from '../digest/edition-digest.js';

/** What is taken of an edition when it is complete. */
export interface EditionMeasure {
  /** Of all its rows. */
  readonly digest: string;
  /** On disk, with indexes. */
  readonly sizeBytes: number;
}

/** Measures a complete edition that does not change any more. */
export async function measureEdition(tables: EditionTables): Promise<EditionMeasure> {
  return { digest: await editionDigest(tables), sizeBytes: await editionSize(tables) };
}

/** Bytes on disk, with indexes, as they are now; 0 when it has no tables. */
export async function editionSize({ sql, schema }: EditionTables): Promise<number> {
  const [row] = await sql.query<{ size_bytes: string | null }>(
    `select sum(pg_total_relation_size(c.oid)) size_bytes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind = 'r'`,
    [schema],
  );
  return Number(row?.size_bytes ?? 0);
}
