import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { asCompiled, compiled_folder } from './test/harness/as-compiled.js';

const specs = ['{apps,libs}/**/src/**/*.spec.ts'];
const server_specs = ['{apps,libs}/**/src/**/*.int.spec.ts'];
const suites = ['test/**/*.spec.ts', 'test/**/*.e2e-spec.ts'];
/** These kill and freeze things, and mostly wait for that; they share no process that is killed. */
const suites_of_faults = ['test/{contract,crash,kafka}/**/*.e2e-spec.ts'];
/** These hold the product to a time, so the machine is theirs alone. */
const timed = ['test/kafka/late-broker.e2e-spec.ts', 'test/contract/postgres-faults.e2e-spec.ts'];
/** What takes longest begins first, so that none is left over when all others are done. */
const longest = [
  'test/crash/kills-on-kafka.e2e-spec.ts',
  'test/kafka/cluster.e2e-spec.ts',
  'test/crash/outages.e2e-spec.ts',
  'test/crash/frozen-worker.e2e-spec.ts',
  'test/crash/kills-on-postgres.e2e-spec.ts',
  'test/dashboard/page.e2e-spec.ts',
  'test/briefings.e2e-spec.ts',
  'test/watches/kills.e2e-spec.ts',
  'test/editions/jobs-survive.e2e-spec.ts',
];

const shared = {
  globals: true,
  environment: 'node',
  testTimeout: 180_000,
  hookTimeout: 180_000,
  // What is waited for comes; how soon says more of the machine than of the product.
  expect: { poll: { timeout: 60_000 } },
} as const;
/** The product as it is compiled, and the suites as they are written. */
const suite = { ...shared, pool: 'forks', server: { deps: { external: [compiled_folder] } } } as const;
const servers = ['test/harness/global-setup.ts', 'test/harness/kafka-setup.ts'];
const plugins = [asCompiled];
// The condition is exactly "source": adding "import" breaks require() of dual packages.
const ssr = { resolve: { conditions: ['source'] } };

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = longest.indexOf(relative(import.meta.dirname, moduleId));
      return at < 0 ? longest.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

// Heights of test, one command, one after the other. Only the first runs without a server.
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
        plugins,
        test: {
          ...suite,
          name: 'suites',
          // Every file would load Nest, TypeORM and our own code anew, which costs more than most of them.
          isolate: false,
          maxWorkers: 2,
          include: [...suites, ...server_specs],
          exclude: suites_of_faults,
          globalSetup: servers,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins,
        test: {
          ...suite,
          name: 'faults',
          maxWorkers: 3,
          include: suites_of_faults,
          exclude: timed,
          globalSetup: servers,
          sequence: { groupOrder: 2 },
        },
      },
      {
        plugins,
        test: {
          ...suite,
          name: 'timed',
          maxWorkers: 1,
          include: timed,
          globalSetup: servers,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
