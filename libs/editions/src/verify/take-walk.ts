import type { EditionTables, KeyContent, Walk, WalkContext, WalkedTable } from '#read-models';
import type { Evidence, Judgement } from './judgement.js';
import { type Keyed, KeyedCursor, leastKey } from '../keyed-cursor.js';
import { type Columns, storedColumns } from './plain-row.js';
import type { Scratch } from './scratch.js';
import type { VerificationWatch } from './verification.js';

interface StoredRow extends Keyed {
  readonly columns: Columns;
}

/** Keys between two words of progress. */
const keys_a_word = 200;
const evidence_shown = 10;

/** Walks over every key that the log or the edition knows, and compares the rows of each. */
export async function takeWalk(
  tables: EditionTables,
  { walk, context, there }: { readonly walk: Walk; readonly context: WalkContext; readonly there: readonly string[] },
  { scratch, judgement }: { readonly scratch: Scratch; readonly judgement: Judgement },
  { onProgress, signal }: VerificationWatch,
): Promise<void> {
  const told = await openExpected(scratch, walk);
  const stored: Awaited<ReturnType<typeof openStored>>[] = [];
  for (const table of walk.tables) if (there.includes(table.table)) stored.push(await openStored(tables, table));
  const cursors = [...told.all, ...stored.map(({ cursor }) => cursor)];
  let done = 0n;
  for (let keys = 0; ; keys += 1) {
    const key = await nextKey(cursors);
    if (keys % keys_a_word === 0 || key === undefined) {
      signal?.throwIfAborted();
      // Doubles are told and settled; in the end everything is done.
      onProgress?.({ phase: walk.phase, done: key === undefined ? told.total : done, total: told.total });
    }
    if (key === undefined) break;
    const content = await told.take(key);
    done += BigInt(content.facts.length + Object.values(content.parts).flat().length);
    const { rows, kept } = walk.expect(content, context);
    for (const { kind, key: laterKey, part } of kept) await scratch.keep(kind, laterKey, part);
    for (const table of walk.tables) {
      const found = await stored.find((one) => one.table === table)?.cursor.take(key);
      const expected = rows.filter((row) => row.table === table.table).map(({ columns }) => columns);
      const compared = { stored: (found ?? []).map(({ columns }) => columns), expected };
      judgement.compare(table, key, compared, () => evidenceOf(content));
    }
  }
  for (const cursor of cursors) await cursor.close();
}

/** The least key that any of these has next. */
async function nextKey(cursors: readonly KeyedCursor<Keyed>[]): Promise<string | undefined> {
  const keys: (string | undefined)[] = [];
  for (const cursor of cursors) keys.push(await cursor.next());
  return leastKey(keys);
}

/** The facts and the kept parts of a walk's keys. */
async function openExpected(scratch: Scratch, { family, kinds }: Walk) {
  const facts = family === undefined ? undefined : await scratch.facts(family);
  const kept: { readonly kind: string; readonly cursor: Awaited<ReturnType<Scratch['parts']>> }[] = [];
  let total = family === undefined ? 0n : await scratch.told(family);
  for (const kind of kinds) {
    kept.push({ kind, cursor: await scratch.parts(kind) });
    total += await scratch.kept(kind);
  }
  return {
    total,
    all: [...(facts === undefined ? [] : [facts]), ...kept.map(({ cursor }) => cursor)],
    take: async (key: string): Promise<KeyContent> => {
      const parts: Partial<Record<string, readonly Record<string, unknown>[]>> = {};
      for (const { kind, cursor } of kept) parts[kind] = (await cursor.take(key)).map(({ part }) => part);
      return { key, facts: (await facts?.take(key)) ?? [], parts };
    },
  };
}

/** The rows of a table in order of their keys. */
async function openStored({ sql, schema }: EditionTables, table: WalkedTable) {
  const columns = await sql.query<{ name: string; type: string }>(
    `select a.attname::text name, a.atttypid::regtype::text "type" from pg_attribute a
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped`,
    [`"${schema}"."${table.table}"`],
  );
  const instants = columns.filter(({ type }) => type === 'timestamp with time zone').map(({ name }) => name);
  const isUuid = columns.some(({ name, type }) => name === table.key && type === 'uuid');
  // The bytes of a UUID are in the order of its text, and its index is at hand.
  const order = isUuid ? `t."${table.key}"` : `t."${table.key}" collate "C"`;
  const text = `select t."${table.key}"::text key, to_jsonb(t) "row" from "${schema}"."${table.table}" t order by ${order}`;
  const read = ({ key, row }: Keyed & { readonly row: Columns }): StoredRow => ({
    key,
    columns: storedColumns(row, instants),
  });
  return { table, cursor: await KeyedCursor.open(sql, { text }, read) };
}

function evidenceOf({ facts, parts }: KeyContent): Evidence {
  const kept = Object.values(parts).flatMap((of) => of ?? []);
  const texts = (values: readonly unknown[]): readonly string[] =>
    [...new Set(values.filter((value): value is string => typeof value === 'string'))].slice(0, evidence_shown);
  return {
    eventIds: texts([...facts.map(({ eventId }) => eventId), ...kept.map((part) => part['eventId'])]),
    reports: texts([
      ...facts.filter(({ family }) => family === 'report').map(({ key }) => key),
      ...kept.map((part) => part['reportId']),
    ]),
  };
}
