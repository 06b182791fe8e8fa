import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const version = '1.9';
const sources = 'https://github.com/opengeospatial/ets-ogcapi-features10';
const cache = resolve(import.meta.dirname, '../../../.data/ogc-suite');
const build_timeout_ms = 800_000;
const main_class = 'org.opengis.cite.ogcapifeatures10.TestNGController';

/** What the suite found. It ends with 0 whatever that is. */
export interface SuiteReport {
  readonly total: number;
  readonly passed: number;
  readonly skipped: number;
  /** A line for each check that failed: its name and the reason. */
  readonly failures: readonly string[];
}

/**
 * Returns the class path of OGC's own suite: that in `SITREP_OGC_SUITE`, else the one that is built from its sources, which
 * is kept in `.data/ogc-suite`.
 *
 * @throws when the sources cannot be fetched or built: git, Java, Maven and the internet are needed once.
 */
export async function officialSuite(): Promise<string> {
  const given = process.env.SITREP_OGC_SUITE;
  if (given) return given;
  const folder = join(cache, version);
  const jar = join(folder, 'target', `ets-ogcapi-features10-${version}-aio.jar`);
  if (existsSync(jar)) return jar;
  await rm(folder, { recursive: true, force: true });
  await mkdir(cache, { recursive: true });
  await run('git', ['clone', '-q', '--depth', '1', '--branch', version, sources, folder], {
    timeout: build_timeout_ms,
  });
  const goals = ['-q', '-B', '-DskipTests', '-Denforcer.skip', 'package'];
  await run('mvn', goals, { cwd: folder, timeout: build_timeout_ms, maxBuffer: 1 << 28 });
  return jar;
}

/** Runs the suite against the landing page at this address. */
export async function runOfficialSuite(classPath: string, landingPage: string): Promise<SuiteReport> {
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-ogc-'));
  try {
    const properties = join(folder, 'run.xml');
    const entries = `<entry key="iut">${landingPage}</entry><entry key="noofcollections">-1</entry>`;
    await writeFile(properties, `<?xml version="1.0"?><properties version="1.0">${entries}</properties>`);
    const java = ['-cp', classPath, main_class, '-o', folder, properties];
    const { stdout } = await run('java', java, { maxBuffer: 1 << 28 });
    const [, results] = /Test results: file:(\S+)/.exec(stdout) ?? [];
    if (results === undefined) throw new Error(`The suite says not where its report is: ${stdout.slice(-2_000)}`);
    return readReport(await readFile(decodeURIComponent(results), 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readReport(xml: string): SuiteReport {
  const head = /<testng-results[^>]*>/.exec(xml)?.[0] ?? '';
  const count = (name: string): number => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(head)?.[1] ?? Number.NaN);
  const failed = [...xml.matchAll(/<test-method\b[^>]*\bstatus="FAIL"[^>]*>[\s\S]*?<\/test-method>/g)];
  const failures = failed.map(([method]) => {
    const name = /\bname="([^"]*)"/.exec(method)?.[1] ?? '';
    return `${name}: ${/<message>\s*<!\[CDATA\[([\s\S]*?)\]\]>/.exec(method)?.[1] ?? 'no reason'}`.slice(0, 600);
  });
  return { total: count('total'), passed: count('passed'), skipped: count('skipped'), failures };
}
