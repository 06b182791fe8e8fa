import { Writable } from 'node:stream';
import type { FillProgress } from '#editions';
import { type ProgressMode, readProgressMode, showProgress } from './progress.js';
import type { Screen } from './terminal.js';

/** A screen that keeps what is written, and a clock that stands at the last moment told. */
function shown(mode: ProgressMode, told: readonly (readonly [number, FillProgress])[], isTTY = false): string {
  let written = '';
  let ms = 0;
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written += chunk.toString();
      done();
    },
  });
  const progress = showProgress(Object.assign(sink, { isTTY }) as Screen, mode, () => ms);
  for (const [atMs, one] of told) {
    ms = atMs;
    progress.at(one);
  }
  progress.end();
  return written;
}

const facts = (done: number): FillProgress => ({ phase: 'facts', done: BigInt(done), total: 10_000n });
const keys: FillProgress = { phase: 'keys', done: 70n, total: 70n };

describe('progress', () => {
  const run = [
    [0, facts(0)],
    [1_000, facts(1_000)],
    [2_500, facts(5_000)],
    [5_000, facts(10_000)],
    [5_100, keys],
  ] as const;

  it('is plain lines, a few a minute and one at the end of every phase', () => {
    expect(shown('plain', run)).toBe(
      'facts: 5,000 of 10,000, 2,000 a second, 3 s left\nfacts: 10,000 of 10,000\nkeys: 70 of 70\n',
    );
    expect(shown('auto', run)).toBe(shown('plain', run));
  });

  it('is a line of JSON for a program, its rate that of this run', () => {
    const resumed = [[0, facts(9_000)], ...run.slice(3)] as const;
    expect(
      shown('json', resumed)
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { phase: 'facts', done: 10_000, total: 10_000, ratePerSecond: 200, etaSeconds: 0 },
      { phase: 'keys', done: 70, total: 70, ratePerSecond: 0, etaSeconds: 0 },
    ]);
  });

  it('is a bar on a terminal, or nothing where nothing is wanted', () => {
    expect(shown('auto', run, true)).toContain('facts');
    expect(shown('none', run)).toBe('');
  });

  it('has no other modes', () => {
    expect(() => readProgressMode('loud')).toThrow('--progress is "loud"; it must be one of auto, bar, plain');
    expect(readProgressMode('json')).toBe('json');
  });
});
