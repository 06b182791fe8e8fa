import { controlChangeKinds } from '#situation';
import type { ListCursor } from '../reading/list-cursor.js';
import type { ConditionChangeDto, ControlChangeDto } from './change.dto.js';
import type { CountChangeDto } from './count-change.dto.js';
import type { KnownChangeDto } from './known-change.dto.js';

/** The lists of changes, in the order in which they are answered. */
export const changeLists = [...controlChangeKinds, 'conditions', 'counts', 'known'] as const;
export type ChangeListName = (typeof changeLists)[number];

/** What stands in each list. */
export interface ChangeItems extends Record<(typeof controlChangeKinds)[number], ControlChangeDto> {
  readonly conditions: ConditionChangeDto;
  readonly counts: CountChangeDto;
  readonly known: KnownChangeDto;
}

/** An item and its key, which is unique in its list and orders it. */
export interface Keyed<Item> {
  readonly key: string;
  readonly item: Item;
}

/** Reads the first `limit` items of a list, in order of their keys, from behind `after` on. */
export type ChangeReader<Item> = (page: {
  readonly limit: number;
  readonly after: string | undefined;
}) => Promise<readonly Keyed<Item>[]>;

export type ChangeReaders = { readonly [Name in ChangeListName]: ChangeReader<ChangeItems[Name]> };

/** Items of each list that was asked for. */
export type ChangesFound = { readonly [Name in ChangeListName]?: readonly ChangeItems[Name][] };

export type ChangeCursor = ListCursor<ChangeListName>;

/**
 * Reads one page of `limit` items out of all lists asked for, in one order: list by list, and in each by its keys. So what
 * happened at one moment can be read to its end, however much it is.
 */
export async function readChanges(
  readers: ChangeReaders,
  lists: readonly ChangeListName[],
  { limit, after }: { readonly limit: number; readonly after: ChangeCursor | undefined },
): Promise<{ readonly found: ChangesFound; readonly next?: ChangeCursor }> {
  const found: Partial<Record<ChangeListName, unknown[]>> = {};
  let left = limit;
  let last: ChangeCursor | undefined;
  for (const list of changeLists.filter((one) => lists.includes(one))) {
    found[list] = [];
    if (after !== undefined && changeLists.indexOf(list) < changeLists.indexOf(after.list)) continue;
    const read: ChangeReader<unknown> = readers[list];
    const items = await read({ limit: left + 1, after: list === after?.list ? after.key : undefined });
    const taken = items.slice(0, left);
    found[list].push(...taken.map(({ item }) => item));
    const key = taken.at(-1)?.key;
    if (key !== undefined) last = { list, key };
    left -= taken.length;
    if (items.length > taken.length)
      return { found: withAll(found, lists), ...(last === undefined ? {} : { next: last }) };
  }
  return { found: withAll(found, lists) };
}

/** A list that was asked for is there, empty where nothing of it is on this page. */
const withAll = (found: Partial<Record<ChangeListName, unknown[]>>, lists: readonly ChangeListName[]): ChangesFound =>
  Object.fromEntries(changeLists.filter((one) => lists.includes(one)).map((one) => [one, found[one] ?? []]));
