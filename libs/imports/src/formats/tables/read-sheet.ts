import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { SheetData } from 'read-excel-file/node';

/** A workbook as large as is allowed takes a third of it. */
const most_reading_ms = 60_000;
const most_memory_mb = 2_048;

const library = pathToFileURL(createRequire(import.meta.url).resolve('read-excel-file/node')).href;

/** It is given as text: a thread knows nothing of the sources that tests run. */
const script = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData.library)
    .then(({ readSheet }) => readSheet(Buffer.from(workerData.bytes), workerData.number))
    .then(
      (rows) => parentPort.postMessage({ rows }),
      ({ message }) => parentPort.postMessage({ message }),
    );`;
interface Answer {
  readonly rows?: SheetData;
  readonly message?: string;
}

/**
 * The rows of a sheet of a workbook, by its number. It is read in a thread: a large workbook holds up nobody who asks or sends,
 * and one that was made to take for ever is given up after `mostMs`.
 *
 * @throws {Error} it cannot be read, in the library's words, or takes more time or memory than any workbook of a desk
 */
export async function readSheet(bytes: Uint8Array, number: number, mostMs = most_reading_ms): Promise<SheetData> {
  const thread = new Worker(script, {
    eval: true,
    workerData: { library, bytes, number },
    resourceLimits: { maxOldGenerationSizeMb: most_memory_mb },
  });
  let tooLong: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      tooLong = setTimeout(() => reject(new Error(`it takes more than ${mostMs / 1_000} s to read`)), mostMs);
      thread.once('message', ({ rows, message }: Answer) => (rows ? resolve(rows) : reject(new Error(message))));
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('its reading ended before its time')));
    });
  } finally {
    clearTimeout(tooLong);
    await thread.terminate();
  }
}
