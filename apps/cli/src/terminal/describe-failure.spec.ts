import { EditionUnusable } from '#editions';
import { HistoryLost } from '#event-log';
import { SettingsInvalid, StartupRefused } from '#platform';
import { CommandFailed } from './command-failed.js';
import { describeFailure } from './describe-failure.js';

describe('the description of a failure', () => {
  it.each<new (message: string) => Error>([
    CommandFailed,
    EditionUnusable,
    HistoryLost,
    SettingsInvalid,
    StartupRefused,
  ])('is one line for %o', (Expected) => {
    expect(describeFailure(new Expected('PORT is taken.'))).toBe('PORT is taken.\n');
  });

  it('tells where an unexpected error arose and what lies beneath', () => {
    const text = describeFailure(new Error('above', { cause: new Error('beneath') }));
    expect(text).toMatch(/above[^]*describe-failure\.spec[^]*beneath/);
  });
});
