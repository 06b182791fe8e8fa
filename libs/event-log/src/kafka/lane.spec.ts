import type { Message } from 'kafkajs';

import { AppendUnconfirmed } from '../event-log.js';
import { PendingAppend } from '../pending-append.js';
import { Lane, type BatchSender } from './lane.js';
import type { Stored } from './serial-producer.js';

/** Keeps what it is sent, and fails as often as it is told to, before or after storing. */
class FakeBroker implements BatchSender {
  readonly partitions = new Map<number, string[]>();
  readonly batches: { partition: number; values: string[] }[] = [];
  failures: ('before' | 'after')[] = [];
  overlapped = false;
  private isSending = false;

  async send(partition: number, messages: Message[]): Promise<Stored> {
    this.overlapped ||= this.isSending;
    this.isSending = true;
    await new Promise(setImmediate);
    this.isSending = false;
    const failure = this.failures.shift();
    if (failure === 'before') throw new Error('refused');
    const stored = this.partitions.get(partition) ?? [];
    const baseOffset = BigInt(stored.length);
    const values = messages.map(({ value }) => String(value));
    this.partitions.set(partition, [...stored, ...values]);
    this.batches.push({ partition, values });
    if (failure === 'after') throw new Error('no answer');
    return { baseOffset, recordedAtMs: 7 };
  }

  async close(): Promise<void> {}
}

describe('Lane', () => {
  let broker: FakeBroker;
  let lane: Lane;

  beforeEach(() => {
    broker = new FakeBroker();
    lane = new Lane(broker, () => undefined);
  });

  const append = (partition: number, ...values: string[]): PendingAppend => {
    const call = new PendingAppend(values.length);
    call.settled.catch(() => undefined);
    values.forEach((value, index) => lane.add(partition, { call, index, message: { value }, bytes: value.length }));
    return call;
  };

  it('sends one batch of one partition at a time, the partitions taking turns', async () => {
    const many = Array.from({ length: 2_500 }, (_, index) => String(index));
    const calls = [append(1, ...many), append(2, 'a'), append(1, 'last')];
    await Promise.all(calls.map(({ settled }) => settled));
    expect(broker.overlapped).toBe(false);
    expect(broker.batches.map(({ partition, values }) => [partition, values.length])).toEqual([
      [1, 1_000],
      [2, 1],
      [1, 1_000],
      [1, 501],
    ]);
    expect(broker.partitions.get(1)).toEqual([...many, 'last']);
  });

  it('answers every event with its own offset', async () => {
    append(1, 'x', 'y');
    const coordinates = await append(1, 'z').settled;
    expect(coordinates).toEqual([{ partition: 1, offset: 2n, recordedAtMs: 7 }]);
  });

  it('keeps a batch within its bytes, and sends a large event alone', async () => {
    const large = 'x'.repeat(600 * 1024);
    await append(1, 'a', large, 'b').settled;
    expect(broker.batches.map(({ values }) => values.length)).toEqual([1, 1, 1]);
  });

  it('sends a failed batch again before what came later', async () => {
    broker.failures = ['before', 'before'];
    const calls = [append(1, 'a', 'b'), append(1, 'c')];
    await Promise.all(calls.map(({ settled }) => settled));
    expect(broker.partitions.get(1)).toEqual(['a', 'b', 'c']);
  });

  it('stores an event twice rather than not at all when the answer is lost', async () => {
    broker.failures = ['after'];
    const coordinates = await append(1, 'a').settled;
    expect(broker.partitions.get(1)).toEqual(['a', 'a']);
    expect(coordinates[0]!.offset).toBe(1n);
  });

  it('does not send again what its caller was told is unconfirmed', async () => {
    broker.failures = ['before'];
    const given = append(1, 'a');
    const other = append(1, 'b');
    given.fail(new AppendUnconfirmed('too late'));
    await other.settled;
    expect(broker.partitions.get(1)).toEqual(['b']);
    await expect(given.settled).rejects.toThrow(AppendUnconfirmed);
  });
});
