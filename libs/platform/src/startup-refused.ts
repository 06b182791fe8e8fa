/** Sitrep cannot start here. The message is one line meant for the person at the keyboard: print it without a stack. */
export class StartupRefused extends Error {
  override readonly name = 'StartupRefused';
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'it is not a folder',
  ELOOP: 'its symbolic links go in a circle',
  EIO: 'the disk reports an error',
};

/** The code of a system error, such as `ENOENT`; empty for anything else. */
export function errorCode(error: unknown): string {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : '';
}

/** Puts what the operating system said about a path into one plain line; `variable` is what the person may change. */
export function folderRefused(path: string, error: unknown, variable = 'SITREP_DATA_DIR'): StartupRefused {
  if (error instanceof StartupRefused) return error;
  const reason = reasons[errorCode(error)] ?? String(error instanceof Error ? error.message : error).split('\n', 1)[0];
  return new StartupRefused(`Cannot use ${path}: ${reason}. Choose another folder with ${variable}.`, { cause: error });
}
