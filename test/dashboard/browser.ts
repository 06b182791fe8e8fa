import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where a Chromium is looked for; `CHROMIUM` names another. */
export const chromiumPaths: readonly string[] = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
].filter((path) => path !== '');

/** The first Chromium that is there; undefined where none is. */
export const chromiumPath = (): string | undefined => chromiumPaths.find((path) => existsSync(path));

/** Without a Chromium the suites of the page are left out, aloud; in CI they fail. */
export const isWithoutBrowser = chromiumPath() === undefined && process.env['CI'] !== 'true';
if (isWithoutBrowser) process.stderr.write(`The page is not tested: no Chromium in ${chromiumPaths.join(', ')}.\n`);

/** The map is drawn without a graphics card, and the rest of the page without WebGL, which costs a quarter less. */
const options = ['--no-sandbox', '--enable-unsafe-swiftshader'];

export function openBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error(`There is no Chromium in ${chromiumPaths.join(', ')}.`);
  return chromium.launch({ executablePath, args: options });
}
