import { columnsOf, type EditionTables } from './columns.js';

/** Taken in this order, each once a transaction: so two projectors can wait for each other, but never for ever. */
export type LockClass = 'registration' | 'link' | 'report' | 'sides' | 'place' | 'condition' | 'incident';

/** Keys share this many locks a class, so that no batch exhausts the server's lock table. */
const stripe_count = 512;

/** Keys of one class. */
export interface LockedKeys {
  readonly lock: LockClass;
  readonly keys: Iterable<string>;
}

/** Holds the keys until the transaction ends, class after class. Who waited sees what the one before has committed. */
export async function lockKeys({ sql, schema }: EditionTables, ...wanted: readonly LockedKeys[]): Promise<void> {
  const stripes = wanted.flatMap(({ lock, keys }) =>
    [...new Set([...keys].map((key) => (lock === 'sides' ? 0 : hash(key) % stripe_count)))]
      .sort((a, b) => a - b)
      .map((stripe) => ({ lock, stripe })),
  );
  if (stripes.length === 0) return;
  await sql.query(
    `select case when shared then pg_advisory_xact_lock_shared(class, stripe) else pg_advisory_xact_lock(class, stripe) end
     from unnest($1::int[], $2::int[], $3::boolean[]) with ordinality l (class, stripe, shared, turn) order by turn`,
    columnsOf(
      stripes,
      ({ lock }) => hash(`${schema}.${lock}`) | 0,
      ({ stripe }) => stripe,
      ({ lock }) => lock === 'sides',
    ),
  );
}

/** Keeps the sides of actors as they are until the transaction ends, for those who resolve by them. */
export const shared_sides: LockedKeys = { lock: 'sides', keys: ['all'] };

/**
 * Holds the sides of all actors alone, for one who has registered actors and is to resolve anew what was resolved by them: it
 * sees what those who shared them have committed, and they what it has.
 */
export async function lockSides({ sql, schema }: EditionTables): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock($1::int, 0)`, [hash(`${schema}.sides`) | 0]);
}

/** FNV-1a, 32 bits: spreads keys over stripes; nothing depends on its being unique. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return state >>> 0;
}
