import { editionNameFault } from '#editions';
import type { Moment } from '#situation';
import { CommandFailed } from '../terminal/command-failed.js';

/** The name of a replay's edition: the one wanted, else made from the date. Throws `CommandFailed`. */
export function editionName(wanted: string | undefined, until: Moment | undefined): string {
  const name = wanted ?? (until === undefined ? undefined : `until-${slugOf(until)}`);
  if (name === undefined)
    throw new CommandFailed('--into is missing; name the edition to build, such as without-sana.');
  const fault = editionNameFault(name);
  if (fault !== undefined) throw new CommandFailed(`--into is "${name}". ${fault}`);
  return name;
}

const slugOf = (until: Moment): string =>
  until
    .toLowerCase()
    .replace('+', '-plus-')
    .replace(/[^a-z0-9-]/g, '');
