import { parsePosition } from '#event-log';
import { type EditionState, readState } from '../follow/edition-state.js';
import { type EditionRecord, type EditionRow, recordOf } from './edition-record.js';
import { isEditionId } from './edition-name.js';
import type { Editions } from './editions.js';

/** An edition that can be read, and what decides its rows. */
export interface StandingEdition {
  readonly edition: EditionRecord;
  readonly state: EditionState;
}

/**
 * Finds editions together with their state: by one statement, and as of one moment, where the name still stands for the
 * edition that it stood for before.
 */
export class StandingEditions {
  /** In which schema the edition of each name or id was last. */
  private readonly schemas = new Map<string, string>();

  constructor(private readonly editions: Editions) {}

  /** The edition of this name or id, and its state; undefined when there is none or it is still being built. */
  async find(nameOrId: string): Promise<StandingEdition | undefined> {
    const schema = this.schemas.get(nameOrId);
    const found = schema === undefined ? undefined : await this.together(nameOrId, schema);
    return found ?? this.apart(nameOrId);
  }

  private async apart(nameOrId: string): Promise<StandingEdition | undefined> {
    this.schemas.delete(nameOrId);
    const edition = await this.editions.find(nameOrId);
    if (edition === undefined) return undefined;
    const state = await readState(this.editions.scope(edition));
    this.schemas.set(nameOrId, edition.schema);
    return { edition, state };
  }

  /** Undefined where the name stands for another edition by now, or for none. */
  private async together(nameOrId: string, schema: string): Promise<StandingEdition | undefined> {
    const key = isEditionId(nameOrId) ? 'id' : 'name';
    const statement = `select e.*,
        (select string_agg(next_offset::text, '-' order by partition) from "${schema}".checkpoint) as "position",
        (select count(*)::int from "${schema}".parked_event) as parked
      from sitrep.edition e where e.${key} = $1 and e.schema_name = $2 and e.status = 'ready'`;
    const { database } = this.editions;
    const [row] = await database.prepared<StandingRow>(statement, [nameOrId, schema]).catch((error: unknown) => {
      if (isTableGone(error)) return [];
      throw error;
    });
    if (row === undefined) return undefined;
    return { edition: recordOf(row), state: { position: parsePosition(row.position) ?? [], parked: row.parked } };
  }
}

interface StandingRow extends EditionRow {
  readonly position: string;
  readonly parked: number;
}

/** SQLSTATE: no such table, no such schema. Only a dropped edition takes tables away. */
export const isTableGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['42P01', '3F000'].includes(String(error.code));
