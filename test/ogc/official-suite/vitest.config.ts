import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// Beside `npm test`: the suite of the OGC is built from sources that are not published as a package.
export default defineConfig({
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    root: resolve(import.meta.dirname, '../../..'),
    globals: true,
    include: ['test/ogc/official-suite/*.ogc-spec.ts'],
    globalSetup: ['test/harness/global-setup.ts', 'test/harness/kafka-setup.ts'],
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
