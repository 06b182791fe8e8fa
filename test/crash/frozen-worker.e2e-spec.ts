import { FreezingSite, type Move, until } from './freezing-site.js';
import { refolded } from '../harness/refolded.js';

const projector = 'apps/projector/src/main.ts';
const unfenced = 'test/crash/unfenced-projector.ts';

/** The worker has asked for a batch, which the server has sent; it will find it when it thaws. */
const has_read_a_batch = [
  'lock table sitrep.log_event in access exclusive mode',
  'sitrep-projector-log',
  'idle',
] as const;
/** The worker has moved the checkpoint and not committed. */
const is_inside_the_transaction = [
  'select from {live}.checkpoint where partition = 0 for update',
  'sitrep-projector',
  'idle in transaction',
] as const;

const stale_events = 10;

describe('a worker that freezes, is replaced, and wakes', () => {
  let site: FreezingSite;

  afterEach(() => site?.stop());

  /** Freezes the worker with work in hand, does all of it and more in its place, and wakes it. */
  const replaceFrozen = async (source: string, moment: Parameters<FreezingSite['freezeAt']>): Promise<void> => {
    site = await FreezingSite.start(source);
    await site.freeze();
    await site.append(stale_events);
    await site.freezeAt(...moment);
    await site.append(stale_events);
    await site.takeOver();
    expect(await site.moves()).toEqual(steadily(await site.moves()));
    site.thaw();
  };

  const expectRightRows = async (): Promise<void> => {
    const { storage, live } = site;
    expect((await refolded(storage, live)).differences).toEqual([]);
  };

  it('is fenced when it had read a batch, changes nothing, says so, and goes on later', async () => {
    await replaceFrozen(projector, [...has_read_a_batch]);
    const before = await site.moves();
    await until('it says that it was fenced', () => site.worker.lines.some((line) => line.includes('Fenced')));
    expect(await site.moves()).toEqual(before);
    await expectRightRows();
    await site.append(stale_events);
    await site.caughtUp();
    expect(await site.moves()).toEqual(steadily(await site.moves()));
    await expectRightRows();
    expect(site.worker.ownEnds).toBe(0);
  });

  it('loses its open transaction, so that its place can be taken, and goes on later', async () => {
    await replaceFrozen(projector, [...is_inside_the_transaction]);
    await site.append(stale_events);
    await site.caughtUp();
    expect(await site.moves()).toEqual(steadily(await site.moves()));
    await expectRightRows();
    expect(site.worker.ownEnds).toBe(0);
  });

  it('would throw the checkpoint back and apply events twice without the fence', async () => {
    await replaceFrozen(unfenced, [...has_read_a_batch]);
    await until('the checkpoint goes back', async () => (await site.moves()).some(({ from, to }) => to < from));
    expect(await site.moves()).not.toEqual(steadily(await site.moves()));
    await site.append(stale_events);
    await site.caughtUp();
    const applied = (await site.moves()).reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0);
    const [end] = await site.storage.eventLog.head();
    expect(applied).toBeGreaterThan(Number(end));
  });
}, 180_000);

/** The same moves as they should be: each begins where the one before ended, and goes forward. */
function steadily(moves: readonly Move[]): readonly Move[] {
  let from = 0;
  return moves.map(({ to }) => {
    const move = { from, to: Math.max(from + 1, to) };
    from = to;
    return move;
  });
}
