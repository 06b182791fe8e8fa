/** How often anything of these is looked at while `work` is done with them. */
export function looks<One extends object>(ones: readonly One[], work: (ones: readonly One[]) => void): number {
  let count = 0;
  const watched = ones.map(
    (one) =>
      new Proxy(one, {
        get(of, field) {
          count += 1;
          return Reflect.get(of, field) as unknown;
        },
      }),
  );
  work(watched);
  return count;
}
