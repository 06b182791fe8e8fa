import { live_edition } from '#editions';
import type { Position } from '#event-log';
import { localDay } from '#situation';
import { concerns } from '../../../libs/watches/src/domain/matching.js';
import { messageOf } from '../../../libs/watches/src/domain/message.js';
import type { Watch } from '../../../libs/watches/src/domain/question.js';
import { changesByEvents } from '../../../libs/watches/src/reckon/changes-by-events.js';
import { readNewEvents } from '../../../libs/watches/src/reckon/new-events.js';
import type { WatchSight } from '../../../libs/watches/src/watch-options.js';
import { surroundingsOf } from '../../../libs/watches/src/reckon/surroundings.js';
import type { BenchStorage } from '../bench-storage.js';

const sight: WatchSight = {
  shown: (scope) => Promise.resolve(scope),
  withheld: () => Promise.resolve(new Set<string>()),
  applied: (content) => Promise.resolve(content),
};

/** The messages that each watch is to have of the events between two positions, by their ids: looked for at once, by nobody but this. */
export async function expectedMessages(
  { database, editions, eventLog }: BenchStorage,
  watches: readonly Watch[],
  from: Position,
): Promise<readonly (readonly string[])[]> {
  const live = await editions.find(live_edition);
  const scope = { sql: database, schema: live!.schema };
  const today = localDay(Date.now(), 'UTC');
  const events = await readNewEvents(eventLog, from, await eventLog.head());
  const { changes } = await changesByEvents(scope, events, { agedAfterDays: 30, today, sight });
  const around = await surroundingsOf(scope, watches, changes, today);
  return watches.map((watch) =>
    changes.filter((change) => concerns(watch, change, around)).map((change) => messageOf(watch, change, '').id),
  );
}
