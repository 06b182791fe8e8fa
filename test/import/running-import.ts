import { PassThrough } from 'node:stream';
import { createProgram } from '../../apps/cli/src/program.js';
import type { RunningSitrep } from '../harness/running-sitrep.js';

/** What became of an import. */
export interface ImportRun {
  readonly out: string;
  readonly err: string;
  readonly exitCode: number;
}

/** Runs `sitrep import` against a Sitrep that listens, and waits until all of it can be read. */
export async function runImport(sitrep: RunningSitrep, url: string, ...args: string[]): Promise<ImportRun> {
  const terminal = { out: new PassThrough(), err: new PassThrough(), exitCode: 0 };
  await createProgram(terminal).parseAsync(['node', 'sitrep', 'import', ...args, '--url', url]);
  await sitrep.settled();
  return {
    out: String(terminal.out.read() ?? ''),
    err: String(terminal.err.read() ?? ''),
    exitCode: terminal.exitCode,
  };
}
