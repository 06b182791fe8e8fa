// How long `npm start` takes on data that is there until it answers, and `sitrep --help`, by turns with Node that does
// nothing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { byTurns, Findings, tookMs } from '../findings.js';

const rounds = 5;
const folder = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
const port = 20_000 + Math.floor(Math.random() * 20_000);
const cli = resolve('apps/cli/launch/sitrep.mjs');

const run =
  (...parts: readonly string[]) =>
  async (): Promise<void> => {
    const child = spawn(process.execPath, parts, { stdio: 'ignore' });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${parts.join(' ')} ended with ${String(code)}`);
  };

/** Starts Sitrep, waits until it is ready, and stops it again. Answers the time until it was ready. */
async function startMs(): Promise<number> {
  const env = { ...process.env, SITREP_DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'error' };
  const child = spawn('npm', ['start'], { stdio: ['ignore', 'ignore', 'inherit'], env, detached: true });
  const ended = once(child, 'exit');
  try {
    return await tookMs(async () => {
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
        if (answer?.status === 200) return;
        if (child.exitCode !== null) throw new Error('npm start has ended');
        await pause(10);
      }
    });
  } finally {
    if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid ?? 0), 'SIGTERM');
    await ended;
    // The server of the database ends after those that it serves.
    await pause(1_000);
  }
}

const findings = new Findings('start');
try {
  findings.add('npm start on an empty folder, with the sample', 's', [(await startMs()) / 1_000]);
  const started: number[] = [];
  for (let round = 0; round < rounds; round += 1) started.push((await startMs()) / 1_000);
  findings.add('npm start on data that is there', 's', started, { target: { atMost: 3 } });
  const { help, node } = await byTurns(rounds, {
    node: () => tookMs(run('-e', '')),
    help: () => tookMs(run(cli, '--help')),
  });
  const seconds = (all: readonly number[]) => all.map((ms) => ms / 1_000);
  findings.add('sitrep --help', 's', seconds(help), { target: { atMost: 0.4 } });
  findings.add('node that does nothing', 's', seconds(node));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
findings.end();
