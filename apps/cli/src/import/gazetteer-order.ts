/**
 * Keeps children behind their parents while several lines are on their way at once: a line waits for the answers to the
 * lines above it that it names as parents or as the places that it connects.
 */
export class GazetteerOrder {
  private readonly onTheirWay = new Map<string, Promise<unknown>>();

  /** Runs `post` for a line once its parents are answered. Call it in the order of the file. */
  async afterParents<Answer>(line: Uint8Array, post: () => Promise<Answer>): Promise<Answer> {
    const { id, parents } = namesIn(line);
    const earlier = parents.flatMap((parent) => this.onTheirWay.get(parent) ?? []);
    const answer = Promise.allSettled(earlier).then(post);
    if (id === undefined) return answer;
    this.onTheirWay.set(id, answer);
    try {
      return await answer;
    } finally {
      this.onTheirWay.delete(id);
    }
  }
}

/** A parent is an id, or an object that has it as `actor`. */
const actorNamed = (named: unknown): unknown =>
  typeof named === 'object' && named !== null && 'actor' in named ? named.actor : named;

/** The names a line carries; a line that cannot be read has none, and the API will say what is wrong with it. */
function namesIn(line: Uint8Array): { id?: string; parents: readonly string[] } {
  try {
    const { id, parent, parents, connects } = JSON.parse(Buffer.from(line).toString('utf8')) as Record<string, unknown>;
    const listed: unknown[] = [parents, connects].flatMap((names): unknown[] => (Array.isArray(names) ? names : []));
    const names = [...listed.map(actorNamed), parent].filter((name): name is string => typeof name === 'string');
    return typeof id === 'string' ? { id, parents: names } : { parents: names };
  } catch {
    return { parents: [] };
  }
}
