import { type EditionRecord, type Editions, live_edition, projection_version, type StandingEdition } from '#editions';
import { Rejected } from '../http/rejected.js';
import { parseSnapshot, snapshotOf } from './snapshot.js';
import type { EditionScope } from '#read-models/queries';

/** What of the editions a question asks for. */
export interface EditionsAsked extends Pick<Editions, 'record' | 'reached' | 'liveReached'> {
  /** Finds the edition of this name or id with its state, read after the call; undefined when there is none that can be read. */
  find(nameOrId: string): Promise<StandingEdition | undefined>;
}

/**
 * The edition that a question names, by name, by id or by a snapshot of it.
 *
 * @throws {Rejected} `not_found`: there is none that can be read. `conflict`: it is being built. `gone`: that of the snapshot was dropped. `conflict`:
 * it is not what it was when the snapshot was taken, or was made by other projections than these.
 */
export async function readableEdition(
  editions: EditionsAsked,
  { edition: asked, snapshot }: { readonly edition: string; readonly snapshot?: string },
): Promise<StandingEdition> {
  if (snapshot !== undefined) return editionOf(editions, asked, snapshot);
  const found = await editions.find(asked);
  if (found === undefined) {
    const begun = await editions.record(asked);
    if (begun?.status === 'building') {
      const detail = `Edition ${begun.name} is being built; GET /v1/editions/${begun.name} says how far it is.`;
      throw new Rejected('conflict', detail, [{ parameter: 'edition', code: 'not_ready', detail }]);
    }
    const detail = `No edition named "${asked}" can be read.`;
    throw new Rejected('not_found', detail, [{ parameter: 'edition', code: 'unknown_edition', detail }]);
  }
  requireReadable(found.edition, 'edition');
  return found;
}

async function editionOf(editions: EditionsAsked, asked: string, token: string): Promise<StandingEdition> {
  const snapshot = parseSnapshot(token);
  if (snapshot === undefined) throw new Error('a snapshot was let through that cannot be read');
  const found = await editions.find(snapshot.editionId);
  if (found === undefined) {
    const detail =
      'The edition of this snapshot was dropped, so nothing can answer as it did. ' +
      `One until position ${snapshot.position}, with the same definition, answers from the same events.`;
    throw new Rejected('gone', detail, [{ parameter: 'snapshot', code: 'snapshot_gone', detail }]);
  }
  const { edition } = found;
  if (asked !== live_edition && asked !== edition.name && asked !== edition.id) {
    const detail = 'Send the edition or the snapshot: these two are not of one edition.';
    throw new Rejected('malformed', detail, [{ parameter: 'edition', code: 'other_edition', detail }]);
  }
  if (snapshotOf(edition) !== token) {
    const detail = 'The edition of this snapshot is not what it was when the snapshot was taken.';
    throw new Rejected('conflict', detail, [{ parameter: 'snapshot', code: 'snapshot_differs', detail }]);
  }
  requireReadable(edition, 'snapshot');
  return found;
}

function requireReadable({ name, projectionVersion }: EditionRecord, parameter: string): void {
  if (projectionVersion === projection_version) return;
  const detail =
    `Edition ${name} was made by projections version ${projectionVersion}, this is version ${projection_version}: ` +
    'its rows would be misread. Order it again under another name.';
  throw new Rejected('conflict', detail, [{ parameter, code: 'other_projections', detail }]);
}

/**
 * The end of a finished edition's own time, in milliseconds since 1970 UTC: what its questions take where they name no
 * moment. Undefined for one that follows the log, whose questions take today's.
 */
export function endMsOf({ end, definition: { until }, createdAt }: EditionRecord): number | undefined {
  if (end === undefined) return undefined;
  if (until !== undefined && 'knownAtMs' in until) return until.knownAtMs;
  if (until !== undefined && 'recordedAtMs' in until) return until.recordedAtMs;
  // When it was ordered, and its end was fixed.
  return createdAt.getTime();
}

/** Where the live edition is read. */
export async function liveEdition(editions: Editions): Promise<EditionScope> {
  const live = await editions.find(live_edition);
  if (live === undefined) throw new Error('there is no live edition');
  return editions.scope(live);
}
