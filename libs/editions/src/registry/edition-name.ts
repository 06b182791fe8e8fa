import { EditionUnusable } from './edition-unusable.js';

/** The edition that follows the end of the log. */
export const live_edition = 'live';
/** The one that was live before a switch, kept so that one can switch back. */
export const edition_before = 'live-before';
/** The one that is to be live, while it is built. */
export const edition_in_the_making = 'live-next';
/** Names of editions that Sitrep makes itself. */
const own_prefix = 'live-';

const namePattern = /^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/;
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True for what can only be the id of an edition: no edition is named so. */
export const isEditionId = (text: string): boolean => idPattern.test(text);

/** True for the live edition, the one before it and the one in the making: they are no copies that somebody ordered. */
export const isServed = (name: string): boolean => name === live_edition || name.startsWith(own_prefix);

/** What is wrong with this as the name of an edition that somebody makes; undefined for a good one. */
export function editionNameFault(name: string): string | undefined {
  if (!namePattern.test(name))
    return 'A name is up to 48 lower-case letters, digits and hyphens, with no hyphen at either end.';
  if (isEditionId(name)) return 'A name must not look like an id.';
  if (isServed(name))
    return `"${live_edition}" and what begins with "${own_prefix}" are the editions that Sitrep serves.`;
  return undefined;
}

/** @throws {EditionUnusable} nobody may give an edition this name. */
export function requireName(name: string): void {
  const fault = editionNameFault(name);
  if (fault !== undefined)
    throw new EditionUnusable(`"${name}" cannot be the name of an edition. ${fault}`, 'bad_name');
}

/** @throws {EditionUnusable} the edition is the one that Sitrep serves, which only a switch replaces. */
export function requireNotLive(name: string, what: string): void {
  if (name === live_edition) throw new EditionUnusable(`The live edition follows the log and cannot ${what}.`, 'live');
}

/** The name of the advisory lock held while an edition is filled or removed. */
export const editionLock = (id: string): string => `sitrep.edition.${id}`;
