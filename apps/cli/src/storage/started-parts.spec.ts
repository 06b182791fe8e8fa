import { StartedParts } from './started-parts.js';

describe('started parts', () => {
  it('stop in the opposite order, each once, and one after the other', async () => {
    const parts = new StartedParts();
    const log: string[] = [];
    for (const name of ['database', 'log', 'api']) {
      parts.add(name, async () => {
        log.push(`${name} stopping`);
        await Promise.resolve();
        log.push(`${name} stopped`);
      });
    }
    expect(await parts.stop()).toEqual([]);
    expect(await parts.stop()).toEqual([]);
    expect(log.join(', ')).toBe(
      'api stopping, api stopped, log stopping, log stopped, database stopping, database stopped',
    );
  });

  it('stop all the same when one of them fails', async () => {
    const parts = new StartedParts();
    let stopped = false;
    parts.add('database', async () => (stopped = true));
    parts.add('log', () => Promise.reject(new Error('stuck')));
    const failures = await parts.stop();
    expect(failures.map(({ message, cause }) => `${message} ${String(cause)}`)).toEqual([
      'The log did not stop in order. Error: stuck',
    ]);
    expect(stopped).toBe(true);
  });
});
