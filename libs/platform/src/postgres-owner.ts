import { chmodSync, chownSync, existsSync, lchownSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderRefused, StartupRefused } from './startup-refused.js';

/** A user of the operating system. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; this user exists everywhere and owns nothing. */
export const nobody: Owner =
  process.platform === 'darwin' ? { uid: 4294967294, gid: 4294967294 } : { uid: 65534, gid: 65534 };

export const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * Makes `folder` when it is missing and answers whose it is. What root makes inside an ordinary user's folder belongs to
 * that user, who can then go on without root. Throws `StartupRefused`.
 */
export function openFolder(folder: string): Owner {
  try {
    const missing: string[] = [];
    let existing = folder;
    for (; !existsSync(existing); existing = dirname(existing)) missing.unshift(existing);
    const { uid, gid } = statSync(existing);
    for (const made of missing) {
      mkdirSync(made, { mode: 0o755 });
      giveTo(made, { uid, gid });
    }
    // What exists may still be a file.
    if (!statSync(folder).isDirectory()) mkdirSync(folder);
    return { uid, gid };
  } catch (error) {
    throw folderRefused(folder, error);
  }
}

/** Gives one file or folder away where that is possible and needed: only root may, only root has to. */
export function giveTo(path: string, owner: Owner): void {
  if (isRoot()) chownSync(path, owner.uid, owner.gid);
}

/** The user under whom the server runs for a folder of `owner`; undefined means: the one who runs us. */
export function serverOwner(owner: Owner): Owner | undefined {
  if (!isRoot()) return undefined;
  return owner.uid === 0 ? nobody : owner;
}

/** The options which make a child process run as `owner`. Node wants signed numbers, `stat` answers unsigned ones. */
export function runAs(owner: Owner | undefined): Partial<Owner> {
  return owner === undefined ? {} : { uid: owner.uid | 0, gid: owner.gid | 0 };
}

/**
 * The server reads its folder only when the folder is its own and private. Root restores that after a copy; anybody
 * else is told. Throws `StartupRefused`.
 */
export function ownCluster(cluster: string, owner: Owner | undefined): void {
  const { uid } = statSync(cluster);
  if (owner === undefined) {
    if (uid === process.getuid?.()) return chmodSync(cluster, 0o700);
    throw new StartupRefused(
      `The database in ${cluster} belongs to the user with id ${uid}. Start Sitrep as that user, or choose another folder with SITREP_DATA_DIR.`,
    );
  }
  if (uid !== owner.uid) giveTree(cluster, owner);
  chmodSync(cluster, 0o700);
}

/** Gives a whole folder away. Links are not followed. */
export function giveTree(path: string, owner: Owner): void {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveTree(join(path, name), owner);
  lchownSync(path, owner.uid, owner.gid);
}
