import type { EventBatch, RecordedEvent } from '#event-log';
import { isTracing, startStep } from '#platform';

/** What shares a cause, such as the lines of one request. */
interface Caused {
  readonly first: RecordedEvent;
  events: number;
}

/**
 * Does `work`, which projects a batch. In the trace of every request that caused some of its events there is then a step
 * for that, which took as long as the batch.
 */
export async function traceBatch({ partition, events }: EventBatch, work: () => Promise<void>): Promise<void> {
  if (!isTracing()) return work();
  const causes = new Map<string, Caused>();
  for (const event of events) {
    if (event.traceparent === undefined) continue;
    const there = causes.get(event.traceparent);
    if (there === undefined) causes.set(event.traceparent, { first: event, events: 1 });
    else there.events += 1;
  }
  const steps = [...causes].map(([traceparent, { first, events: count }]) =>
    startStep('project', {
      kind: 'consumer' as const,
      traceparent,
      attributes: {
        'sitrep.event.id': first.id,
        'sitrep.event.type': first.type,
        'sitrep.events': count,
        'sitrep.log.partition': partition,
        'sitrep.log.offset': String(first.offset),
        'sitrep.batch.events': events.length,
        'sitrep.log.recorded_at': new Date(first.recordedAtMs).toISOString(),
      },
    }),
  );
  try {
    await work();
  } catch (error) {
    for (const step of steps) step?.end({}, error);
    throw error;
  }
  for (const step of steps) step?.end();
}
