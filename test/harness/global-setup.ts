import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
// By path: Vitest loads this file outside the environment in which `#platform` means the source.
import { EmbeddedPostgres } from '../../libs/platform/src/embedded-postgres.js';
import { compileApps } from './compiled-apps.js';
import { passingFolder } from './passing-folder.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** An empty PostgreSQL, as its superuser; suites make databases of their own in it (`createTestDatabase`). */
    postgresUrl: string;
  }
}

/** All projects of a run begin here, and share what is compiled. */
const run = globalThis as { compiling?: Promise<void> };

/** One server for the whole run. It need not survive a crash, so it neither waits for the disk nor keeps much log. */
const settings = { fsync: 'off', full_page_writes: 'off', max_wal_size: '256MB', max_connections: 200 };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await (run.compiling ??= compileApps());
  const dataDir = passingFolder('sitrep-test-');
  const postgres = await EmbeddedPostgres.start({ dataDir, settings });
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
