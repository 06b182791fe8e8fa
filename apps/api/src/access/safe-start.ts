import { type Database, KeyStore, type Settings, StartupRefused } from '#platform';
import { type AccessSettings, isLoopback } from './access-settings.js';

/** Passwords that stand in examples, ours among them. */
const known_passwords = ['sitrep', 'postgres', 'password', 'secret', 'changeme', 'admin'];

/** Durability that a power cut would show to be missing. */
const durable_settings = ['fsync', 'full_page_writes'] as const;

/**
 * Checks, before others can reach the api, what may be anything on a machine of one’s own.
 *
 * @throws {StartupRefused} nobody could come in; everybody knows the password of the database; or its disk is not waited for.
 */
export async function requireSafeStart(
  { host, bind = host, databaseUrl }: Pick<Settings, 'host' | 'bind' | 'databaseUrl'>,
  { anonymous, openId }: AccessSettings,
  database: Database,
): Promise<void> {
  if (isLoopback(bind)) return;
  const others = `${bind === host ? 'HOST' : 'SITREP_BIND'} is ${bind}, so others can reach this server`;
  if (anonymous === 'none' && openId === undefined && !(await new KeyStore(database).anyLive()))
    throw new StartupRefused(
      `${others}, and there is no API key yet. Make one with "sitrep key create NAME --role admin", or let everybody ` +
        'read with SITREP_ANONYMOUS=read; then start again.',
    );
  if (databaseUrl !== undefined && known_passwords.includes(passwordOf(databaseUrl)))
    throw new StartupRefused(
      `${others}, and the password in DATABASE_URL stands in examples. Choose another one for the database and the url.`,
    );
  for (const name of durable_settings) {
    const [row] = await database.query<{ value: string }>(`select current_setting($1) as value`, [name]);
    if (row?.value === 'off')
      throw new StartupRefused(
        `${others}, and ${name} is off in PostgreSQL: a power cut would lose what was acknowledged. Set it to on.`,
      );
  }
}

const passwordOf = (url: string): string => decodeURIComponent(new URL(url).password);
