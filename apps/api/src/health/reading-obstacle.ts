import { live_edition } from '#editions';
import { within } from '#platform';

/** A database that is frozen must not hold up those who ask whether it is. */
const patience_ms = 2_000;

/** Why questions cannot be answered now, in one line; undefined while they can. */
export async function readingObstacle(editions: {
  find(name: string): Promise<object | undefined>;
}): Promise<string | undefined> {
  const asked = editions
    .find(live_edition)
    .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  const found = await within(patience_ms, asked, 'silent' as const);
  if (found === 'silent') return `database: no answer within ${patience_ms / 1_000} s`;
  if (found === undefined) return 'live edition: there is none yet, sitrep migrate makes it';
  if (!(found instanceof Error)) return undefined;
  return found.name === 'EditionUnusable'
    ? `live edition: ${found.message}`
    : `database: ${found.message || found.name}`;
}
