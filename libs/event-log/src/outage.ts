/** Network errors of Node that mean "nobody there at the moment". */
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * SQLSTATE: connection exceptions, out of resources, shut down by an operator or by a crash, starting up; and a lock that somebody
 * holds, such as an operator's on a table.
 */
const server_absent = /^(08...|53...|55P03|57P0[1-5])$/;

/** pg reports in words only: a connection that broke under a query, a pool that got none, a server that is frozen. */
const connection_lost =
  /^(Connection terminated|Connection ended|timeout exceeded when trying to connect|Client has encountered a connection|Query read timeout)/;

/**
 * True when the error says that the database is away, or held by somebody, and not that the work is wrong. Waiting mends that without a
 * hand, so it is worth waiting for without a bound.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (unreachable.has(code) || server_absent.test(code) || connection_lost.test(error.message)) return true;
  if (error instanceof AggregateError && error.errors.some(isOutage)) return true;
  return isOutage(error.cause);
}
