import { stopWithParent } from './parent.mjs';
import { prepare, runSitrep } from './prepare.mjs';
import { launch } from './unprepared.mjs';

launch(async () => {
  stopWithParent();
  await prepare();
  await runSitrep(['up', ...process.argv.slice(2)]);
});
