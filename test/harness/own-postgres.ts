// Started by a test in a process of its own, to be killed: owns the embedded PostgreSQL of the folder given last.
import { EmbeddedPostgres } from '#platform';

const postgres = await EmbeddedPostgres.start({ dataDir: process.argv.at(-1) ?? '', settings: { fsync: 'off' } });
process.stdout.write(`${JSON.stringify({ url: postgres.url, adopted: postgres.adopted })}\n`);
setInterval(() => undefined, 60_000);
