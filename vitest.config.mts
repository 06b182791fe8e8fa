import { defineConfig } from 'vitest/config';

const specs = ['{apps,libs}/**/src/**/*.spec.ts'];
const server_specs = ['{apps,libs}/**/src/**/*.int.spec.ts'];
const suites = ['test/**/*.spec.ts', 'test/**/*.e2e-spec.ts'];
// These kill, freeze and measure things: the machine is theirs alone.
const suites_alone = ['test/{contract,crash,kafka}/**/*.e2e-spec.ts'];

const shared = { globals: true, environment: 'node', testTimeout: 180_000, hookTimeout: 180_000 } as const;
const servers = ['test/harness/global-setup.ts', 'test/harness/kafka-setup.ts'];
// The condition is exactly "source": adding "import" breaks require() of dual packages.
const ssr = { resolve: { conditions: ['source'] } };

// Three heights of test, one command, one after the other. Only the first runs without a server.
export default defineConfig({
  test: {
    projects: [
      {
        ssr,
        test: {
          ...shared,
          name: 'unit',
          pool: 'threads',
          isolate: false,
          maxWorkers: 2,
          include: specs,
          exclude: server_specs,
          sequence: { groupOrder: 0 },
        },
      },
      {
        ssr,
        test: {
          ...shared,
          name: 'suites',
          pool: 'forks',
          maxWorkers: 2,
          include: [...suites, ...server_specs],
          exclude: suites_alone,
          globalSetup: servers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ssr,
        test: {
          ...shared,
          name: 'alone',
          pool: 'forks',
          maxWorkers: 1,
          include: suites_alone,
          globalSetup: servers,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
