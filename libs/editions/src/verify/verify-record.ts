import { projection_version } from '#projections';
import type { EditionRecord } from '../registry/edition-record.js';
import { EditionUnusable } from '../registry/edition-unusable.js';
import type { Verification, VerificationWatch } from './verification.js';
import { type VerificationParts, verifyEdition } from './verify-edition.js';

/**
 * Verifies an edition that can be read, its digest included where it has one.
 *
 * @throws {EditionUnusable} it is not ready, or was made by other projections: their rows cannot be judged by these.
 */
export async function verifyRecord(
  parts: VerificationParts,
  { name, status, projectionVersion, digest, ...edition }: EditionRecord,
  watch: VerificationWatch = {},
): Promise<Verification> {
  if (status !== 'ready') throw new EditionUnusable(`Edition ${name} is not ready to be verified.`, 'not_ready');
  if (projectionVersion !== projection_version)
    throw new EditionUnusable(
      `Edition ${name} was made by projections version ${projectionVersion}, this is version ${projection_version}: build it again.`,
      'other_projections',
    );
  return verifyEdition(parts, edition, { ...watch, ...(digest === null ? {} : { expectedDigest: digest }) });
}
