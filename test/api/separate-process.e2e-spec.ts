import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { compiled } from '../harness/compiled-apps.js';
import { createTestDatabase } from '../harness/database.js';

function startMain(settings: NodeJS.ProcessEnv): ChildProcess {
  const { DATABASE_URL: _url, KAFKA_BROKERS: _brokers, ...environment } = process.env;
  return spawn(process.execPath, [compiled('apps/api/src/main.ts')], {
    env: { ...environment, LOG_LEVEL: 'info', PORT: '0', HOST: '127.0.0.1', ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** What it writes until a line matches, or until it ends. */
async function written(child: ChildProcess, wanted: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of child.stderr!) {
    text += String(chunk);
    if (wanted.test(text)) break;
  }
  return text;
}

describe('the api in a process of its own', () => {
  it('serves a database that nobody has prepared, and ends when it is told to', async () => {
    const database = await createTestDatabase();
    const child = startMain({ DATABASE_URL: database.url });
    try {
      const lines = await written(child, /listening on \S+"/);
      const url = /listening on (\S+)"/.exec(lines)?.[1];
      expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ ready: true, missing: [] });
      expect((await fetch(`${url}/v1/control`)).status).toBe(401);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
      await database.drop();
    }
  });

  it('refuses to be reached by others while that is not safe, and says what to do', async () => {
    const database = await createTestDatabase();
    const refusalOf = async (settings: NodeJS.ProcessEnv) => {
      const child = startMain({ DATABASE_URL: database.url, HOST: '0.0.0.0', ...settings });
      const ended = once(child, 'exit');
      const lines = (await written(child, /$^/)).split('\n').filter((line) => line !== '' && !line.startsWith('{'));
      expect([lines.length, await ended]).toEqual([1, [1, null]]);
      return lines[0];
    };
    expect(await refusalOf({})).toMatch(/^HOST is 0\.0\.0\.0, .* "sitrep key create NAME --role admin", or .*=read; /);
    // The server of the suites does not wait for its disk.
    expect(await refusalOf({ SITREP_ANONYMOUS: 'read' })).toMatch(/^HOST is 0\.0\.0\.0, .* fsync is off in PostgreSQL/);
    await database.drop();
  });

  it('says in one line that it needs a database', async () => {
    const child = startMain({});
    const ended = once(child, 'exit');
    expect(await written(child, /$^/)).toMatch(/^DATABASE_URL is not set[^\n]*\n$/);
    expect(await ended).toEqual([1, null]);
  });
});
