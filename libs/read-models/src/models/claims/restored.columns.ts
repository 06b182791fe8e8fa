import type { RestoredVersion } from '#situation';
import { asMs, timestamp } from '../../table/columns.js';
import type { StoredColumn } from '../../table/stored-columns.table.js';

/** The version that a row's reinstatement brings back, in the columns `restored_event` and `restored_from`. */
export interface RestoredRow {
  readonly restored_event: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly restored_from: number | null;
}

export interface MayRestore {
  readonly restores?: RestoredVersion;
}

export const restoredColumns = `restored_event, ${asMs('restored_from')} restored_from`;

export const toRestored = ({ restored_event, restored_from }: RestoredRow): MayRestore =>
  restored_event === null || restored_from === null
    ? {}
    : { restores: { eventId: restored_event, knownFromMs: restored_from } };

/** The two columns of a row to store; nulls where nothing is brought back. */
export const storedRestored: readonly StoredColumn<MayRestore>[] = [
  { name: 'restored_event', type: 'uuid', of: ({ restores }) => restores?.eventId ?? null },
  {
    name: 'restored_from',
    type: 'timestamptz',
    of: ({ restores }) => (restores === undefined ? null : timestamp(restores.knownFromMs)),
  },
];
