import type { EditionRecord, Storage } from '#editions';
import { CommandFailed } from '../terminal/command-failed.js';

/** The edition of this name or id. Throws `CommandFailed` when there is none that can be read. */
export async function readableEdition({ editions }: Storage, name: string): Promise<EditionRecord> {
  const edition = await editions.find(name);
  if (edition !== undefined) return edition;
  const names = (await editions.list()).filter(({ status }) => status === 'ready').map((one) => one.name);
  throw new CommandFailed(`No edition named "${name}" can be read; there are ${names.join(', ') || 'none yet'}.`);
}
