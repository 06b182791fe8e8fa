#!/usr/bin/env node
import { prepare, runSitrep } from './prepare.mjs';
import { launch } from './unprepared.mjs';

launch(async () => {
  await prepare({ quiet: true });
  await runSitrep(process.argv.slice(2));
});
