/** Sitrep cannot be installed or built here. The message says all there is to say. */
export class Unprepared extends Error {}

/** Runs a launcher; what it refuses is told without a stack. */
export function launch(work) {
  work().catch((error) => {
    process.stderr.write(`${error instanceof Unprepared ? error.message : error.stack}\n`);
    process.exit(1);
  });
}
