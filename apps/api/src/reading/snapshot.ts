import type { EditionRecord } from '#editions';
import { formatPosition } from '#event-log';

/**
 * What a pinned link names: one finished edition, where it ends, what its rows mean, and the digest of all of them. An
 * answer from it is the same for ever, or there is none.
 */
export interface Snapshot {
  readonly editionId: string;
  readonly position: string;
  readonly projectionVersion: number;
  readonly digest: string;
}

export const snapshotPattern =
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,18}(?:-\d{1,18})*)\.(\d{1,9})\.([0-9a-f]{64})$/;

/** The token of a snapshot, which is an address's text as it is. */
export const formatSnapshot = ({ editionId, position, projectionVersion, digest }: Snapshot): string =>
  [editionId, position, projectionVersion, digest].join('.');

/** Reads a token back; undefined when it is none. */
export function parseSnapshot(token: string): Snapshot | undefined {
  const [, editionId = '', position = '', version = '', digest = ''] = snapshotPattern.exec(token) ?? [];
  return editionId === '' ? undefined : { editionId, position, projectionVersion: Number(version), digest };
}

/** The token of an edition; undefined for one that follows the log, is not complete, or has no digest. */
export function snapshotOf(edition: EditionRecord): string | undefined {
  const { id, end, projectionVersion, digest, status } = edition;
  if (status !== 'ready' || end === undefined || digest === null) return undefined;
  return formatSnapshot({ editionId: id, position: formatPosition(end), projectionVersion, digest });
}
