import { inspect } from 'node:util';
import { printable } from './format-table.js';

/**
 * Failures with a message that is one line for the person at the keyboard. By name, because telling of a failure should
 * not load the rooms that these come from.
 */
const expected: ReadonlySet<string> = new Set([
  'CommandFailed',
  'EditionUnusable',
  'HistoryLost',
  'ImportRefused',
  'SettingsInvalid',
  'StartupRefused',
]);

/** What to tell of a failure: one line when it was to be expected, everything we know when it was not. */
export function describeFailure(error: unknown): string {
  if (error instanceof Error && expected.has(error.name)) return `${printable(error.message)}\n`;
  return `Sitrep failed where it should not have. Please report this:\n${inspect(error, { depth: 4 })}\n`;
}
