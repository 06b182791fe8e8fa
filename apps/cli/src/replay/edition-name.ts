import { live_edition } from '#editions';
import type { Moment } from '#situation';
import { CommandFailed } from '../terminal/command-failed.js';

const namePattern = /^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/;

/** The name of a replay's edition: the one wanted, else made from the date. Throws `CommandFailed`. */
export function editionName(wanted: string | undefined, until: Moment): string {
  const name =
    wanted ??
    `until-${until
      .toLowerCase()
      .replace('+', '-plus-')
      .replace(/[^a-z0-9-]/g, '')}`;
  if (name === live_edition) {
    throw new CommandFailed('--into live would replace the edition that Sitrep serves; choose another name.');
  }
  if (namePattern.test(name)) return name;
  throw new CommandFailed(
    `--into is "${name}"; it must be up to 48 lower-case letters, digits and hyphens, such as until-2017-03-07.`,
  );
}
