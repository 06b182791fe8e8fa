import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const version = '1.9';
const suite = `org.opengis.cite:ets-ogcapi-features10:${version}:jar:aio`;
const cache = resolve(import.meta.dirname, '../../.data/ogc-suite');
const download_timeout_ms = 120_000;
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
 * Returns the class path of OGC's own suite: that in `SITREP_OGC_SUITE`, else the jar that Maven brings, which is kept in
 * `.data/ogc-suite`; otherwise why there is none.
 */
export async function officialSuite(): Promise<{ readonly classPath: string } | { readonly missing: string }> {
  const given = process.env.SITREP_OGC_SUITE;
  if (given) return { classPath: given };
  const jar = join(cache, `ets-ogcapi-features10-${version}-aio.jar`);
  if (existsSync(jar)) return { classPath: jar };
  try {
    await mkdir(cache, { recursive: true });
    const goal = ['-q', '-B', 'dependency:copy', `-Dartifact=${suite}`, `-DoutputDirectory=${cache}`];
    await run('mvn', goal, { timeout: download_timeout_ms, cwd: cache });
  } catch (error) {
    return { missing: `Maven did not bring ${suite}: ${String(error).split('\n')[0]}` };
  }
  return existsSync(jar) ? { classPath: jar } : { missing: `Maven did not bring ${suite}` };
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
