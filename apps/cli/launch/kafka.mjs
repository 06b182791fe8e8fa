import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stopWithParent } from './parent.mjs';
import { prepare, root } from './prepare.mjs';
import { launch } from './unprepared.mjs';

launch(async () => {
  stopWithParent();
  await prepare({ quiet: true, buildMayFail: true });
  // The broker comes with the tests, which run from the source.
  process.argv.splice(2, process.argv.length, join(root, 'test/harness/kafka/developer-broker.ts'));
  await import(pathToFileURL(join(root, 'test/harness/run-typescript.mjs')).href);
});
