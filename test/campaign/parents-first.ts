/**
 * The items in an order in which every parent comes before its children, otherwise as given.
 *
 * @throws {Error} when an item is among its own ancestors.
 */
export function parentsFirst<Item extends { readonly id: string }>(
  items: readonly Item[],
  parentsOf: (item: Item) => readonly string[],
): Item[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  const placed = new Set<Item>();
  const place = (item: Item, path: readonly Item[]): void => {
    if (path.includes(item)) throw new Error(`${item.id} is among its own ancestors`);
    for (const parent of parentsOf(item)) place(byId.get(parent) ?? unregistered(item.id, parent), [...path, item]);
    placed.add(item);
  };
  for (const item of items) place(item, []);
  return [...placed];
}

function unregistered(child: string, parent: string): never {
  throw new Error(`${child} names the parent ${parent}, which is not registered`);
}
