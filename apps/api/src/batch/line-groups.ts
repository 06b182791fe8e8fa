import { setTimeout as pause } from 'node:timers/promises';
import { type Line, LineSplitter } from '../http/line-splitter.js';
import { ahead } from './overlapping.js';

/** How much is worked on together. */
export interface GroupLimits {
  readonly lines: number;
  readonly bytes: number;
  /** How long the first line of a group waits for others, in milliseconds. */
  readonly lingerMs: number;
}

const late = Symbol('nothing came in time');

/** The lines of a body in groups. No more is read than the group in hand and the chunk after it. */
export async function* lineGroups(
  body: AsyncIterable<Uint8Array>,
  splitter: LineSplitter,
  limits: GroupLimits,
): AsyncGenerator<readonly Line[]> {
  const chunks = body[Symbol.asyncIterator]();
  let group = new Group(limits);
  let next = ahead(chunks);
  for (;;) {
    const chunk = await (group.lines.length === 0 ? next : beforeDeadline(next, group.deadlineMs));
    if (chunk !== late) {
      if (chunk.done === true) break;
      next = ahead(chunks);
      for (const line of splitter.take(chunk.value)) {
        if (group.add(line)) continue;
        yield group.lines;
        group = new Group(limits, line);
      }
    }
    if (group.lines.length === 0 || performance.now() < group.deadlineMs) continue;
    yield group.lines;
    group = new Group(limits);
  }
  for (const line of splitter.end()) {
    if (group.add(line)) continue;
    yield group.lines;
    group = new Group(limits, line);
  }
  if (group.lines.length > 0) yield group.lines;
}

class Group {
  readonly lines: Line[] = [];
  deadlineMs = Infinity;
  private bytes = 0;

  constructor(
    private readonly limits: GroupLimits,
    first?: Line,
  ) {
    if (first !== undefined) this.add(first);
  }

  /** False when the group is full without the line. */
  add(line: Line): boolean {
    const bytes = this.bytes + (line.bytes?.length ?? 0);
    const isFull = this.lines.length >= this.limits.lines || bytes > this.limits.bytes;
    if (this.lines.length > 0 && isFull) return false;
    if (this.lines.length === 0) this.deadlineMs = performance.now() + this.limits.lingerMs;
    this.lines.push(line);
    this.bytes = bytes;
    return true;
  }
}

async function beforeDeadline<Result>(result: Promise<Result>, deadlineMs: number): Promise<Result | typeof late> {
  const over = new AbortController();
  const waited = pause<typeof late>(Math.max(0, deadlineMs - performance.now()), late, { signal: over.signal });
  try {
    return await Promise.race([result, waited.catch((): typeof late => late)]);
  } finally {
    over.abort();
  }
}
