import { parsePosition, type Position } from '#event-log';
import type { Sql } from '#platform';
import { type EditionDefinition, parseDefinition, sliceOf } from './edition-definition.js';
import { isEditionId } from './edition-name.js';
import type { Slice } from '#situation';

/** Whether an edition is being filled, can be read, or could not be built. */
export type EditionStatus = 'building' | 'ready' | 'failed';

/** An edition: what it is and where its rows are. */
export interface EditionRef extends WritableEdition {
  /** Stays the same whatever it is called. */
  readonly id: string;
  readonly name: string;
  readonly definition: EditionDefinition;
}

/** All that is written down about an edition. */
export interface EditionRecord extends EditionRef {
  readonly status: EditionStatus;
  /** Where it ends; undefined for one that follows the log. */
  readonly end: Position | undefined;
  readonly projectionVersion: number;
  /** The version of Sitrep that made it. */
  readonly codeVersion: string;
  /** Why it could not be built. */
  readonly failure: string | null;
  /** A pinned edition is dropped by nobody until it is unpinned. */
  readonly pinned: boolean;
  /** From then on it is dropped, unless it is pinned. */
  readonly expiresAt: Date | null;
  /** Of all its rows; null for one that follows the log. */
  readonly digest: string | null;
  /** On disk when it was ready; null for one that follows the log. */
  readonly sizeBytes: number | null;
  readonly createdAt: Date;
  readonly readyAt: Date | null;
}

/** A row of `sitrep.edition`. */
export interface EditionRow {
  readonly id: string;
  readonly name: string;
  readonly schema_name: string;
  readonly definition: unknown;
  readonly end_position: string | null;
  readonly projection_version: number;
  readonly code_version: string;
  readonly status: EditionStatus;
  readonly failure: string | null;
  readonly pinned: boolean;
  readonly expires_at: Date | null;
  readonly digest: string | null;
  readonly size_bytes: string | null;
  readonly created_at: Date;
  readonly ready_at: Date | null;
}

/** Every edition, the oldest first. */
export async function readRecords(sql: Sql): Promise<readonly EditionRecord[]> {
  const rows = await sql.query<EditionRow>(`select * from sitrep.edition order by created_at, name`);
  return rows.map(recordOf);
}

/** The edition of this name or id; undefined when there is none. */
export async function readRecord(sql: Sql, nameOrId: string): Promise<EditionRecord | undefined> {
  const key = isEditionId(nameOrId) ? 'id' : 'name';
  const [row] = await sql.query<EditionRow>(`select * from sitrep.edition where ${key} = $1`, [nameOrId]);
  return row === undefined ? undefined : recordOf(row);
}

export function recordOf(row: EditionRow): EditionRecord {
  const { id, name, status, failure, pinned, digest } = row;
  const definition = parseDefinition(row.definition);
  return {
    id,
    name,
    schema: row.schema_name,
    definition,
    slice: sliceOf(definition),
    status,
    failure,
    pinned,
    digest,
    end: row.end_position === null ? undefined : parsePosition(row.end_position),
    projectionVersion: row.projection_version,
    codeVersion: row.code_version,
    sizeBytes: row.size_bytes === null ? null : Number(row.size_bytes),
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    readyAt: row.ready_at,
  };
}

/** An edition as a writer sees it. */
export interface WritableEdition {
  readonly schema: string;
  readonly slice: Slice;
}

/** What may be chosen when an edition is made. */
export interface CreateOptions {
  /** Where it ends; left out for one that follows the log. */
  readonly end?: Position;
  readonly pinned?: boolean;
  readonly expiresAt?: Date;
}

/** What may be changed of an edition that is there. */
export interface EditionChange {
  readonly name?: string;
  readonly pinned?: boolean;
  /** Null: never. */
  readonly expiresAt?: Date | null;
}
