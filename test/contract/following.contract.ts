import { Fenced, startOf, type EventLog } from '#event-log';

import { newEvent, newEvents } from './new-events.js';
import { RecordingFollower, SharedCheckpoint, until } from './recording-follower.js';

/** How every event log is followed. The log under test tries three times, with short delays. */
export function describeFollowing(openLog: () => EventLog): void {
  let log: EventLog;

  beforeEach(() => {
    log = openLog();
  });

  it('gives what is there and what comes later, in order', async () => {
    const early = newEvents(1_200);
    const late = newEvents(30);
    await log.append(early);
    const follower = new RecordingFollower();
    const following = await log.follow('one', follower);
    await until('the early events are applied', () => follower.events.length === early.length);
    for (const event of late) await log.append([event]);
    await until('the late ones too', () => follower.events.length === early.length + late.length);
    await following.stop();
    await expect(following.ended).resolves.toBeUndefined();
    expect(follower.ids).toEqual([...early, ...late].map(({ id }) => id));
    expect(follower.faults).toEqual([]);
  });

  it('claims every partition, and begins where claim says', async () => {
    const coordinates = await log.append(newEvents(10));
    const checkpoint = new SharedCheckpoint();
    checkpoint.next.set(coordinates[0]!.partition, 7n);
    const follower = new RecordingFollower(checkpoint);
    const following = await log.follow('two', follower);
    await until('the rest is applied', () => follower.events.length === 3);
    await following.stop();
    expect(follower.events.map(({ offset }) => offset)).toEqual([7n, 8n, 9n]);
    expect([...follower.claims.flat()].sort((a, b) => a - b)).toEqual(startOf(log.partitionCount).map((_, p) => p));
    expect(follower.faults).toEqual([]);
  });

  it('gives a batch again when applying it failed', async () => {
    const refusals = [new Error('no'), new Error('no')];
    const follower = new RecordingFollower(undefined, async () => {
      const refusal = refusals.pop();
      if (refusal) throw refusal;
    });
    const following = await log.follow('three', follower);
    await log.append(newEvents(20));
    await until('all are applied', () => follower.events.length === 20);
    await log.append(newEvents(5));
    await until('later ones too', () => follower.events.length === 25);
    await following.stop();
    expect(refusals).toEqual([]);
    expect(follower.faults).toEqual([]);
  });

  it('ends when a batch can never be applied, and says why', async () => {
    const cause = new Error('column "held" does not exist');
    let tries = 0;
    const follower = new RecordingFollower(undefined, async () => {
      tries++;
      throw cause;
    });
    const following = await log.follow('four', follower);
    await log.append([newEvent()]);
    await expect(following.ended).rejects.toBe(cause);
    expect(tries).toBe(3);
    await following.stop();
  });

  it('waits for an absent database as long as it takes', async () => {
    let refusals = 12;
    const follower = new RecordingFollower(undefined, async () => {
      if (refusals-- > 0) throw Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' });
    });
    const following = await log.follow('five', follower);
    await log.append(newEvents(3));
    await until('the events are applied at last', () => follower.events.length === 3);
    await following.stop();
    expect(follower.faults).toEqual([]);
  });

  it('claims again after it was fenced', async () => {
    let fenced = false;
    const follower = new RecordingFollower(undefined, async () => {
      if (fenced) return;
      fenced = true;
      throw new Fenced('another worker was here');
    });
    const following = await log.follow('six', follower);
    await log.append(newEvents(10));
    await until('the events are applied after all', () => follower.events.length === 10);
    await following.stop();
    expect(follower.claims.length).toBeGreaterThan(1);
    expect(follower.faults).toEqual([]);
  });

  it('finishes the batch in hand when it is stopped, and goes on there next time', async () => {
    await log.append(newEvents(1_500));
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const checkpoint = new SharedCheckpoint();
    let begun = 0;
    const follower = new RecordingFollower(checkpoint, async () => {
      begun++;
      await gate;
    });
    const following = await log.follow('seven', follower);
    await until('a batch is in hand', () => begun === 1);
    const stopping = Promise.all([following.stop(), following.stop()]);
    release();
    await stopping;
    await following.stop();
    expect(begun).toBe(1);
    const done = follower.events.length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(1_500);
    const successor = new RecordingFollower(checkpoint);
    const again = await log.follow('seven', successor);
    await until('the rest is applied', () => done + successor.events.length === 1_500);
    await again.stop();
    expect([...follower.faults, ...successor.faults]).toEqual([]);
  });
}
