interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * Has `work` done for many callers at once: what is asked for while one group is at work makes up the next. `work` returns
 * the results in the order of the items; if it fails, every caller of the group is told so.
 */
export function inGroups<Item, Result>(
  most: number,
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = [];
  let isRunning = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    // One turn of the event loop lets callers of the same moment share the group.
    await new Promise(setImmediate);
    while (queue.length > 0) await settle(queue.splice(0, most), work);
    isRunning = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (!isRunning) void run();
    });
}

async function settle<Item, Result>(
  group: readonly Waiting<Item, Result>[],
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<void> {
  try {
    const results = await work(group.map(({ item }) => item));
    group.forEach(({ resolve }, index) => resolve(results[index] as Result));
  } catch (cause) {
    for (const { reject } of group) reject(cause);
  }
}
