import { AppendUnconfirmed } from './event-log.js';
import { PendingAppend } from './pending-append.js';

const at = (offset: bigint) => ({ partition: 0, offset, recordedAtMs: 1 });

describe('PendingAppend', () => {
  it('answers in the order of the events, in whatever order they were stored', async () => {
    const call = new PendingAppend(3);
    call.confirm(2, at(0n));
    call.confirm(0, at(1n));
    expect(call.isOpen).toBe(true);
    call.confirm(1, at(2n));
    expect(call.isOpen).toBe(false);
    expect(await call.settled).toEqual([at(1n), at(2n), at(0n)]);
  });

  it('counts an event once, however often it is confirmed', () => {
    const call = new PendingAppend(2);
    call.confirm(0, at(0n));
    call.confirm(0, at(1n));
    expect(call.isOpen).toBe(true);
  });

  it('keeps to its first answer', async () => {
    const call = new PendingAppend(1);
    call.fail(new AppendUnconfirmed('first'));
    call.fail(new AppendUnconfirmed('second'));
    call.confirm(0, at(0n));
    await expect(call.settled).rejects.toThrow('first');
  });
});
