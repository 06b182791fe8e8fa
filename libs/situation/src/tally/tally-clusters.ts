import type { TotalForest, TotalNode } from './tally-forest.js';
import type { TallyItem } from './tally-items.js';
import type { PiecesIn } from './tally-pieces.js';

/** Stands for what lies in no total. */
const outside = -1;

/**
 * The outermost totals between which, beside which or in which an item is divided, with all items that lie in them: those
 * of one number belong together. What no divided item touches is left out.
 */
export function clustersOf({ roots }: TotalForest, pieces: PiecesIn): ReadonlyMap<TallyItem, number> {
  const numbers = new Map(roots.map((root, index) => [root, index]));
  const whereIs = new Map<TallyItem, number[]>();
  for (const [node, own] of pieces) {
    const root = node === undefined ? outside : (numbers.get(rootOf(node)) ?? outside);
    for (const { item } of own) {
      const places = whereIs.get(item);
      if (places === undefined) whereIs.set(item, [root]);
      else places.push(root);
    }
  }
  const firstOf = roots.map((_, index) => index);
  const first = (index: number): number => {
    let at = index;
    while (firstOf[at] !== at) at = firstOf[at] = firstOf[firstOf[at] as number] as number;
    return at;
  };
  const divided = new Set<number>();
  for (const places of whereIs.values()) {
    if (places.length < 2) continue;
    const [one = 0, ...others] = [...places].filter((place) => place !== outside);
    for (const other of others) firstOf[first(other)] = first(one);
    divided.add(one);
  }
  const touched = new Set([...divided].map(first));
  const clusters = new Map<TallyItem, number>();
  const put = (item: TallyItem, root: number): void => {
    if (root !== outside && touched.has(first(root))) clusters.set(item, first(root));
  };
  for (const [root, index] of numbers) put(root.total, index);
  for (const [item, places] of whereIs) for (const place of places) put(item, place);
  return clusters;
}

function rootOf(node: TotalNode): TotalNode {
  let at = node;
  while (at.parent !== undefined) at = at.parent;
  return at;
}
