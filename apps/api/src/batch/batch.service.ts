import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { LineSplitter } from '../http/line-splitter.js';
import type { Sending } from '../intake/acceptance.service.js';
import type { BatchEndDto, LineResultDto } from './batch.dto.js';
import { lineGroups } from './line-groups.js';
import { LineIntake, read, type ReadLine } from './line-intake.service.js';
import { LineTrial } from './line-trial.js';
import { overlapping } from './overlapping.js';
import { longest_line_bytes } from './sent-line.js';

/** Lines that are settled and appended together. */
const group_limits = { lines: 500, bytes: 4 * 1024 * 1024, lingerMs: 20 } as const;

/** Takes bodies of many lines, a group at a time. */
@Injectable()
export class BatchService implements OnModuleDestroy {
  private readonly bodies = new Set<Readable>();

  constructor(private readonly intake: LineIntake) {}

  /** The results as text, a line each, and the counts at the end. Reads on as fast as the results are taken. */
  async *resultsOf(body: Readable, sending: Sending): AsyncGenerator<string> {
    const inHand = { sending, reports: new Map(), ...(sending.isTrial === true && { trial: new LineTrial(sending) }) };
    this.bodies.add(body);
    const counts = { accepted: 0, repeated: 0, refused: 0 };
    const splitter = new LineSplitter(longest_line_bytes);
    try {
      const groups = readGroups(body, splitter);
      const take = (group: readonly ReadLine[]) => this.intake.takeGroup(group, inHand);
      for await (const results of overlapping(groups, (group) => group.every(({ way }) => way === 'free'), take)) {
        for (const { status } of results) counts[countOf(status)] += 1;
        yield textOf(results);
      }
      yield textOf([{ done: true, lines: splitter.lines, ...counts }]);
    } finally {
      this.bodies.delete(body);
    }
  }

  /** A batch that is under way when the process ends is cut off: every line with a result is recorded. */
  onModuleDestroy(): void {
    for (const body of this.bodies) body.destroy();
  }
}

async function* readGroups(body: Readable, splitter: LineSplitter): AsyncGenerator<readonly ReadLine[]> {
  for await (const group of lineGroups(body, splitter, group_limits)) yield group.map(read);
}

const countOf = (status: number): 'accepted' | 'repeated' | 'refused' =>
  status === 201 ? 'accepted' : status === 200 ? 'repeated' : 'refused';

const textOf = (lines: readonly (LineResultDto | BatchEndDto)[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');
