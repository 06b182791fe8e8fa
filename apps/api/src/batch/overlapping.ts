/** Work that has begun. It does not fail. */
export interface Begun<Result> {
  readonly result: Promise<Result>;
  /** True when the next may begin before this has ended, if that one is so too. */
  readonly isFree: boolean;
}

/**
 * Works on each item, in order, the next one while the last is still at work where both are free. Each result comes as
 * soon as it and those before it are there, whether or not there is a next item.
 */
export async function* overlapping<Item, Result>(
  items: AsyncIterable<Item>,
  isFree: (item: Item) => boolean,
  begin: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const source = items[Symbol.asyncIterator]();
  let next = ahead(source);
  let last: Begun<Result> | undefined;
  for (;;) {
    if (last !== undefined && (await endsFirst(last.result, next))) {
      yield await last.result;
      last = undefined;
    }
    const item = await next;
    if (item.done === true) break;
    const free = isFree(item.value);
    if (last !== undefined && !(free && last.isFree)) {
      yield await last.result;
      last = undefined;
    }
    const begun: Begun<Result> = { result: begin(item.value), isFree: free };
    next = ahead(source);
    if (last !== undefined) yield await last.result;
    last = begun;
  }
  if (last !== undefined) yield await last.result;
}

const endsFirst = <Result>(result: Promise<Result>, next: Promise<unknown>): Promise<boolean> =>
  Promise.race([result.then(() => true), next.then(() => false)]);

/** Asks for the next item before it is needed. A failure reaches the caller when the caller waits for it, not before. */
export function ahead<Item>(source: AsyncIterator<Item>): Promise<IteratorResult<Item>> {
  const next = source.next();
  next.catch(() => undefined);
  return next;
}
