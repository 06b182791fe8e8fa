import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
// By path: Vitest loads this file outside the environment in which `#platform` means the source.
import { EmbeddedPostgres } from '../../libs/platform/src/embedded-postgres.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** An empty PostgreSQL, as its superuser; suites make databases of their own in it (`createTestDatabase`). */
    postgresUrl: string;
  }
}

/** One server for the whole run. It need not survive a crash, so it does not wait for the disk. */
const settings = { fsync: 'off', full_page_writes: 'off', max_connections: 200 };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-test-'));
  const postgres = await EmbeddedPostgres.start({ dataDir, settings });
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
