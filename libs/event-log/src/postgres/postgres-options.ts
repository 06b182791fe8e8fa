import type { ClientConfig } from 'pg';
import { roleOption } from '#platform';
import type { OnTrouble } from '../event-log.js';
import type { RetryLimits } from '../retry-budget.js';

/** What a caller may choose about the log. Only the url is required. */
export interface PostgresEventLogOptions {
  /** Of a database whose core migrations have run. */
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  /** The role that its connections work as; by default the login itself. */
  readonly role?: string | undefined;
  /** How often a follower's failed work is tried again. */
  readonly retry?: RetryLimits;
  readonly onTrouble?: OnTrouble;
  /** The clock of recording: milliseconds since 1970 UTC. */
  readonly nowMs?: () => number;
}

const connect_timeout_ms = 5_000;
/** The server gives a statement up first; the client waits a little longer, for a server that is gone. */
const statement_timeout_ms = 15_000;
const query_timeout_ms = 20_000;

/** How every connection of the log is made. */
export function connectionConfig({ url, applicationName, role }: PostgresEventLogOptions): ClientConfig {
  return {
    ...roleOption(role),
    connectionString: url,
    application_name: applicationName ?? 'sitrep-log',
    keepAlive: true,
    connectionTimeoutMillis: connect_timeout_ms,
    statement_timeout: statement_timeout_ms,
    query_timeout: query_timeout_ms,
  };
}
