import * as fs from 'node:fs';
import { join } from 'node:path';
import { Unprepared } from './unprepared.mjs';

const beat_ms = 1000;
const stale_after_ms = 15000;
const poll_ms = 200;
const give_up_after_ms = 900000;

/** Two starts at once must not install or build into each other: the second waits, and then finds all done. */
export async function underLock(folder, work) {
  const lock = join(folder, '.prepare.lock');
  await acquire(folder, lock);
  const beat = setInterval(() => touch(lock), beat_ms);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    fs.rmSync(lock, { force: true });
  }
}

async function acquire(folder, lock) {
  const giveUpAtMs = Date.now() + give_up_after_ms;
  for (let told = false; !tryToTake(folder, lock); told = true) {
    if (!told) process.stderr.write('Waiting for another start to finish installing and building.\n');
    if (Date.now() > giveUpAtMs)
      throw new Unprepared(`Another start does not finish. If there is none, remove ${lock}.`);
    await new Promise((resolve) => setTimeout(resolve, poll_ms));
  }
}

function tryToTake(folder, lock) {
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw new Unprepared(`Cannot write ${lock}: ${error.message}`);
  }
  if (isStale(lock)) discard(lock);
  return false;
}

/** Whoever holds the lock touches it every second; its process may also be seen to be gone. */
function isStale(lock) {
  try {
    if (Date.now() - fs.statSync(lock).mtimeMs > stale_after_ms) return true;
    const pid = Number(fs.readFileSync(lock, 'utf8'));
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** Another waiting start may have been faster and hold the lock by now: then it gets it back. */
function discard(lock) {
  const aside = `${lock}.${process.pid}`;
  try {
    fs.renameSync(lock, aside);
    if (!isStale(aside)) fs.linkSync(aside, lock);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST')
      throw new Unprepared(`Cannot remove ${lock}: ${error.message}`);
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

function touch(lock) {
  try {
    fs.utimesSync(lock, new Date(), new Date());
  } catch {
    // Somebody removed it; the work in hand is still worth finishing.
  }
}
