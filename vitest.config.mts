import { defineConfig } from 'vitest/config';

// Three heights of test, one command. Only the pure suites run without a server.
// The condition is exactly "source": adding "import" breaks require() of dual packages.
export default defineConfig({
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    globals: true,
    environment: 'node',
    pool: 'forks',
    // Where a failure is expensive, the suites that kill and freeze things have the machine for themselves.
    maxWorkers: process.env.CI === 'true' ? 1 : 2,
    include: ['{apps,libs}/**/src/**/*.spec.ts', 'test/**/*.spec.ts', 'test/**/*.e2e-spec.ts'],
    globalSetup: ['test/harness/global-setup.ts', 'test/harness/kafka-setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
