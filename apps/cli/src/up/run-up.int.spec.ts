import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgres, occupantOf, readSettings } from '#platform';
import { runReplay } from '../replay/run-replay.js';
import { runUp } from './run-up.js';

const folder = mkdtempSync(join(tmpdir(), 'sitrep-up-'));
const dataDir = join(folder, 'data');
const settings = readSettings({ SITREP_DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'fatal' });
const running: Sitrep[] = [];

afterEach(async () => {
  for (const sitrep of running.splice(0)) await sitrep.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const deadline_ms = 60_000;

/** Everything written to a stream so far, and a way to wait for more of it. */
class Written {
  readonly stream = new PassThrough();
  text = '';

  constructor() {
    this.stream.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
  }

  async until(wanted: string): Promise<void> {
    const giveUpAtMs = Date.now() + deadline_ms;
    while (!this.text.includes(wanted)) {
      if (Date.now() > giveUpAtMs) throw new Error(`"${wanted}" did not appear in: ${this.text}`);
      await delay(10);
    }
  }
}

interface Sitrep {
  readonly out: Written;
  readonly err: Written;
  /** Resolves with the exit code. */
  stop(): Promise<number>;
}

/** Starts a Sitrep in the folder and waits until one of its streams says what is wanted. */
async function start(stream: 'out' | 'err', wanted: string): Promise<Sitrep> {
  const [out, err, stop] = [new Written(), new Written(), new AbortController()];
  const terminal = { out: out.stream, err: err.stream, exitCode: 0 };
  const ended = runUp(settings, stop.signal, terminal);
  const sitrep: Sitrep = {
    out,
    err,
    stop: async () => {
      stop.abort();
      await ended;
      return terminal.exitCode;
    },
  };
  running.push(sitrep);
  await Promise.race([ended, { out, err }[stream].until(wanted)]);
  return sitrep;
}

const ready = 'Ctrl-C stops it';

async function replay(flags: Parameters<typeof runReplay>[0]): Promise<string> {
  const [out, err] = [new Written(), new Written()];
  await runReplay(flags, settings, { out: out.stream, err: err.stream, exitCode: 0 });
  return out.text;
}

const answersAt = async (url: string, query: string): Promise<{ items: { place: { id: string } }[] }> =>
  (await (await fetch(`${url}/v1/control?limit=1000&${query}`)).json()) as never;

describe('sitrep up', () => {
  it('stopped while the sample is loading ends in order', async () => {
    const sitrep = await start('err', 'Posting reports');
    expect(await sitrep.stop()).toBe(0);
    expect(sitrep.out.text).toBe('');
    expect(occupantOf(dataDir)).toBeUndefined();
  });

  it('loads the rest of the sample, serves, lets a replay in, keeps a second one out, and ends in order', async () => {
    const sitrep = await start('out', ready);
    const url = occupantOf(dataDir)?.url ?? '';
    expect(sitrep.out.text).toContain(`API            ${url}\n`);
    expect(sitrep.err.text).toContain('Loading the sample march-2017');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);

    const known = await answersAt(url, 'validAt=2017-03-07&knownAt=2017-03-08');
    expect(known.items).toHaveLength(67);
    const building = known.items.find(({ place }) => place.id === 'nineveh-governorate-building');
    expect(building).toMatchObject({ status: 'held', holders: ['iraq'], conditions: ['under_attack', 'under_fire'] });

    const flags = { until: '2017-03-08', validAt: '2017-03-07' };
    expect(JSON.parse(await replay({ ...flags, json: true }))).toEqual(known.items);
    expect((await answersAt(url, 'validAt=2017-03-07&edition=until-2017-03-08')).items).toEqual(known.items);

    await expect(start('out', ready)).rejects.toThrow(`Sitrep is already running at ${url} (pid ${process.pid}).`);
    running.pop();

    expect(await sitrep.stop()).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
    expect(occupantOf(dataDir)).toBeUndefined();
  });

  it('stopped while it waits for a Kafka that is not there ends in order', async () => {
    const stop = new AbortController();
    const terminal = { out: new PassThrough(), err: new PassThrough(), exitCode: 0 };
    // Nobody listens on port 9 of this machine.
    const ended = runUp({ ...settings, kafkaBrokers: ['127.0.0.1:9'] }, stop.signal, terminal);
    while ((await EmbeddedPostgres.findUrl(dataDir)) === undefined) await delay(10);
    stop.abort();
    await ended;
    expect([terminal.exitCode, occupantOf(dataDir)]).toEqual([0, undefined]);
  });

  it('started again has the sample already', async () => {
    const sitrep = await start('out', ready);
    expect(sitrep.err.text).toBe('');
    const reports = await fetch(`${occupantOf(dataDir)?.url}/v1/reports?limit=1000`);
    expect(((await reports.json()) as { items: unknown[] }).items).toHaveLength(198);
  });
});

describe('sitrep replay', () => {
  it('works while no Sitrep runs, and leaves nothing running', async () => {
    const table = await replay({ until: '2017-03-08', validAt: '2017-03-07' });
    expect(table.split('\n')[0]).toMatch(/^PLACE +STATUS +HOLDERS +CONDITIONS +CONFIDENCE +LAST EVIDENCE +AGE$/);
    expect(table).toMatch(
      /^nineveh-governorate-building +held +iraq +under_attack, under_fire +high +2017-03-0\d +\d d$/m,
    );
    expect(table.trimEnd().split('\n')).toHaveLength(68);
    expect(occupantOf(dataDir)).toBeUndefined();
  });
});
