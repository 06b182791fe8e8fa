import { type EventLog, type RecordedEvent, startOf } from '#event-log';

/** Everything that the log holds up to where it ends now. */
export async function readWholeLog(log: EventLog): Promise<readonly RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for await (const { events } of log.read(startOf(log.partitionCount), await log.head())) all.push(...events);
  return all;
}
