import type { Database, Sql } from '#platform';
import type { Watch } from '../domain/question.js';
import { watchColumns, watchOf, type WatchRow } from './watch-row.js';

/** Up to which position of the log changes were looked for; undefined while nothing is watched. */
export async function cursorPosition(sql: Sql): Promise<string | undefined> {
  const [row] = await sql.query<{ position: string }>(`select position from sitrep.watch_cursor`);
  return row?.position;
}

/** The watches that collect messages: the active ones, and those that keep for later what they may not send now. */
export async function collecting(sql: Sql): Promise<readonly Watch[]> {
  const rows = await sql.query<WatchRow>(
    `select ${watchColumns} from sitrep.watch
     where state = 'active' or pause_code in ('receiver_gone', 'creator_refused') order by created_at, id`,
  );
  return rows.map(watchOf);
}

/** Moves the cursor within the transaction of the caller; false when another process has moved it. */
export async function moveCursor(sql: Sql, from: string, to: string): Promise<boolean> {
  const rows = await sql.query(
    `update sitrep.watch_cursor set position = $2, moved_at = now() where position = $1 returning position`,
    [from, to],
  );
  return rows.length > 0;
}

/** Forgets the cursor while there is no watch at all: the next one begins at its own present. */
export async function forgetCursor(database: Database): Promise<void> {
  await database.query(`delete from sitrep.watch_cursor where not exists (select from sitrep.watch)`);
}
