// Started by a test in a process of its own, to be killed: fills the edition in the schema given last, of the database in
// DATABASE_URL, up to where the log ends, in small chunks, and says a line for each.
import { fillEdition, openStorage } from '#editions';

const storage = await openStorage({
  databaseUrl: process.env['DATABASE_URL'] ?? '',
  applicationName: 'own-build',
  kafkaTopic: 'none',
  onTrouble: () => undefined,
});
process.stdout.write('begins\n');
await fillEdition(storage, { schema: process.argv.at(-1) ?? '', slice: {} }, await storage.eventLog.head(), {
  chunkSize: 60,
  onProgress: ({ phase, done }) => process.stdout.write(`${phase} ${done}\n`),
});
process.stdout.write('complete\n');
await storage.close();
