import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// Beside `npm test`: Schemathesis is a Python program, fetched once.
export default defineConfig({
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    root: resolve(import.meta.dirname, '../..'),
    globals: true,
    include: ['test/schemathesis/*.schemathesis-spec.ts'],
    globalSetup: ['test/harness/global-setup.ts', 'test/harness/kafka-setup.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
});
