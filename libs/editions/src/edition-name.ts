import { EditionUnusable } from './edition-unusable.js';

/** The edition that follows the end of the log. */
export const live_edition = 'live';
/** What stood in for the live one before a switch is called so. */
const former_live = 'live-before-';

const namePattern = /^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/;
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** True for what can only be the id of an edition: no edition is named so. */
export const isEditionId = (text: string): boolean => idPattern.test(text);

/** What is wrong with this as the name of an edition that somebody makes; undefined for a good one. */
export function editionNameFault(name: string): string | undefined {
  if (!namePattern.test(name))
    return 'A name is up to 48 lower-case letters, digits and hyphens, with no hyphen at either end.';
  if (isEditionId(name)) return 'A name must not look like an id.';
  if (name === live_edition || name.startsWith(former_live))
    return `"${live_edition}" and what begins with "${former_live}" are the editions that Sitrep serves.`;
  return undefined;
}

/** @throws {EditionUnusable} nobody may give an edition this name. */
export function requireName(name: string): void {
  const fault = editionNameFault(name);
  if (fault !== undefined)
    throw new EditionUnusable(`"${name}" cannot be the name of an edition. ${fault}`, 'bad_name');
}
