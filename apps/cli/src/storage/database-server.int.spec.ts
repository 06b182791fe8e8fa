import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { readSettings } from '#platform';
import { runRedrive } from '../redrive/run-redrive.js';
import { runReplay } from '../replay/run-replay.js';
import { sharedServer } from './database-server.js';
import { StartedParts } from './started-parts.js';

describe('a data folder that is not there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-absent-'));
  const dataDir = join(folder, 'data');
  const settings = readSettings({ SITREP_DATA_DIR: dataDir, LOG_LEVEL: 'fatal' });
  const terminal = { out: new PassThrough(), err: new PassThrough(), exitCode: 0 };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['replay', () => runReplay({ until: '2017-03-08', progress: 'none' }, settings, terminal)],
    ['redrive', () => runRedrive(settings, terminal)],
  ])('is refused by sitrep %s, which leaves it absent', async (_command, run) => {
    await expect(run()).rejects.toThrow(
      `There is no Sitrep in ${dataDir}, so there is nothing to read. Set SITREP_DATA_DIR to its data folder, or start one with sitrep up.`,
    );
    expect(existsSync(dataDir)).toBe(false);
    expect(terminal.out.read()).toBeNull();
  });

  it('is made by a command that may, and shared from then on', async () => {
    for (const options of [{ mayCreate: true }, {}]) {
      const parts = new StartedParts();
      const { url } = await sharedServer(settings, parts, options);
      expect(url).toMatch(/^postgres/);
      expect(await parts.stop()).toEqual([]);
    }
  });
});
