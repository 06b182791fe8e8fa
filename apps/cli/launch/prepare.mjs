// Runs before anything is installed, so: plain JavaScript, nothing but Node. Node 12 has to get as far as being told that
// it is too old: no newer syntax in this folder, and newer functions of Node only after `checkNode`, never imported by name.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { underLock } from './lock.mjs';
import { Unprepared } from './unprepared.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const inRoot = (path) => join(root, path);
const main = inRoot('dist/apps/cli/src/main.js');

/**
 * Installs and builds what is missing or out of date; does nothing, in a few milliseconds, when all is fresh.
 * `quiet` leaves out the line about building. `buildMayFail` is for those who report type errors themselves.
 */
export async function prepare({ quiet = false, buildMayFail = false } = {}) {
  checkNode(process.versions.node);
  if (isInstalled() && isBuilt() && isPageBuilt()) return;
  await underLock(inRoot('dist'), async () => {
    if (!isInstalled()) await install();
    await atOnce([
      isBuilt() ? undefined : build(quiet, buildMayFail),
      isPageBuilt() ? undefined : buildPage(quiet, buildMayFail),
    ]);
  });
}

/** What could not be built, of 'program' and 'page': whatever was has right types. */
export const unbuilt = () => [...(isBuilt() ? [] : ['program']), ...(isPageBuilt() ? [] : ['page'])];

/** Waits for all, so that none goes on without the lock, and then fails as the first that failed. */
async function atOnce(works) {
  const failed = (await Promise.allSettled(works)).find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

/** Runs the `sitrep` command in this very process, so that signals and the exit code need no forwarding. */
export async function runSitrep(args) {
  process.argv.splice(1, process.argv.length, main, ...args);
  await import(pathToFileURL(main).href);
}

export function checkNode(version) {
  const [major, minor] = version.split('.').map(Number);
  if ((major === 20 && minor >= 19) || major >= 22) return;
  throw new Unprepared(`Sitrep needs Node 20.19 or a later 20, or Node 22 or later; this is Node ${version}.`);
}

const installStamp = inRoot('node_modules/.sitrep-stamp');

const hash = (text) => createHash('sha256').update(text).digest('hex');
const readOrEmpty = (path) => (fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : '');

/** Some packages differ by system, and a folder may have been copied from another one. */
function wantedInstallation() {
  const lock = readOrEmpty(inRoot('package-lock.json')) || readOrEmpty(inRoot('package.json'));
  return hash(`${process.platform} ${process.arch} ${lock}`);
}

function isInstalled() {
  if (readOrEmpty(installStamp) === wantedInstallation()) return true;
  if (!npmInstalledAll()) return false;
  writeStamp(installStamp, wantedInstallation());
  return true;
}

/** Somebody may have run `npm ci` by hand: npm keeps a list of what it installed, which saves doing it twice. */
function npmInstalledAll() {
  const lock = readOrEmpty(inRoot('package-lock.json'));
  const installed = readOrEmpty(inRoot('node_modules/.package-lock.json'));
  if (lock === '' || installed === '') return false;
  const present = JSON.parse(installed).packages;
  return Object.entries(JSON.parse(lock).packages).every(([path, wanted]) => {
    if (path === '') return true;
    if (present[path] === undefined) return wanted.optional === true && !isMadeForThisSystem(wanted);
    return present[path].version === wanted.version && fs.existsSync(inRoot(path));
  });
}

/** npm leaves out what is made for other systems, and what only such packages ask for. */
function isMadeForThisSystem({ os = [], cpu = [process.arch], libc }) {
  if (!os.includes(process.platform) || !cpu.includes(process.arch)) return false;
  return libc === undefined || libc.includes(libcOfThisSystem());
}

const libcOfThisSystem = () => (process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl');

async function install() {
  say('Installing packages; this takes a minute, once.');
  const command = fs.existsSync(inRoot('package-lock.json')) ? 'ci' : 'install';
  const options = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await npm([command, ...options]);
  if (code !== 0) throw new Unprepared(`${output}\nnpm ${command} failed (exit code ${code}).`);
  writeStamp(installStamp, wantedInstallation());
}

function npm(args) {
  const cli = process.env.npm_execpath;
  return cli && /npm-cli\.c?js$/.test(cli) ? capture(process.execPath, [cli, ...args]) : capture('npm', args);
}

const buildStamp = inRoot('dist/.sitrep-stamp');
const compilerState = inRoot('dist/.tsbuildinfo');

const isBuilt = () => fs.existsSync(main) && isStamped(buildStamp, builtFrom());

function builtFrom() {
  const sources = ['apps', 'libs', 'migrations', 'test'].flatMap((folder) => sourcesBelow(inRoot(folder), isCompiled));
  return [...sources, inRoot('tsconfig.json'), inRoot('package.json')];
}

const isCompiled = (path) => path.endsWith('.ts') && !path.startsWith(page);

/**
 * A stamp tells what the sources say, not when they were written: a copied or checked-out folder need not be built again.
 * Its second line saves reading them: no source has another size, or was written or moved since.
 */
function isStamped(stamp, paths) {
  const [wording, look] = readOrEmpty(stamp).split('\n');
  const now = lookOf(paths);
  if (look === now) return true;
  if (wording !== wordingOf(paths)) return false;
  writeStamp(stamp, `${wording}\n${now}`);
  return true;
}

const stampOf = (paths) => `${wordingOf(paths)}\n${lookOf(paths)}`;
const wordingOf = (paths) => described(paths, (path) => hash(fs.readFileSync(path, 'latin1')));

function lookOf(paths) {
  return described(paths, (path) => {
    const { size, mtimeMs, ctimeMs } = fs.statSync(path);
    return `${size} ${mtimeMs} ${ctimeMs}`;
  });
}

function described(paths, describe) {
  const lines = paths.map((path) => `${relative(root, path)} ${describe(path)}`);
  return hash([...lines.sort(), readOrEmpty(installStamp)].join('\n'));
}

function sourcesBelow(folder, isSource) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesBelow(path, isSource);
    return isSource(path) ? [path] : [];
  });
}

async function build(quiet, mayFail) {
  if (!quiet) say('Building.');
  // Taken before the compiler reads: what changes meanwhile is built next time.
  const stamp = stampOf(builtFrom());
  // The compiler trusts its own state and would not write again what somebody deleted.
  if (!fs.existsSync(buildStamp) || !fs.existsSync(main)) fs.rmSync(compilerState, { force: true });
  fs.rmSync(buildStamp, { force: true });
  const compiler = inRoot('node_modules/typescript-native/bin/tsc');
  const { code, output } = await capture(process.execPath, [compiler, '-p', inRoot('tsconfig.json')]);
  if (code === 0) return writeStamp(buildStamp, stamp);
  if (!mayFail) throw new Unprepared(`${output}\nThe build failed.`);
}

const page = inRoot('apps/dashboard');
const pageStamp = inRoot('dist/.dashboard-stamp');

/** The page is bundled from its own folder and the description of the API alone; a lean copy may come without it. */
function isPageBuilt() {
  if (!fs.existsSync(join(page, 'build.mjs'))) return true;
  return fs.existsSync(inRoot('dist/dashboard/index.html')) && isStamped(pageStamp, bundledFrom());
}

const bundledFrom = () => [...sourcesBelow(page, () => true), inRoot('docs/openapi.json')];

async function buildPage(quiet, mayFail) {
  if (!quiet) say('Building the page.');
  const stamp = stampOf(bundledFrom());
  fs.rmSync(pageStamp, { force: true });
  const { code, output } = await capture(process.execPath, [join(page, 'build.mjs')]);
  if (code === 0) return writeStamp(pageStamp, stamp);
  if (!mayFail) throw new Unprepared(`${output}\nThe build of the page failed.`);
}

/** Another start may read a stamp at any moment, so it appears whole. */
function writeStamp(path, text) {
  try {
    fs.mkdirSync(dirname(path), { recursive: true });
    fs.writeFileSync(`${path}.${process.pid}`, text);
    fs.renameSync(`${path}.${process.pid}`, path);
  } catch (error) {
    throw new Unprepared(`Cannot write ${path}: ${error.message}`);
  }
}

/** Runs a program in the project and keeps its output for the case that it fails. */
export function capture(command, args) {
  return new Promise((resolvePromise) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolvePromise({ code: 127, output: error.message }));
    child.once('close', (code) => resolvePromise({ code, output: output.trim() }));
  });
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
