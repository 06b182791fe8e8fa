/** There is no way to run a broker on this machine; the message says what is missing. */
export class KafkaUnavailable extends Error {
  override readonly name = 'KafkaUnavailable';
}

/**
 * Starts what a suite needs; undefined where no broker can run, and the suite then skips itself. That is said loudly,
 * and where CI is true it is a failure: what nobody ran must not look like a success.
 */
export async function unlessUnavailable<Server>(start: () => Promise<Server>): Promise<Server | undefined> {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof KafkaUnavailable) || process.env.CI === 'true') throw error;
    process.stderr.write(`\n*** THE KAFKA SUITES DID NOT RUN: ${error.message} ***\n\n`);
    return undefined;
  }
}
