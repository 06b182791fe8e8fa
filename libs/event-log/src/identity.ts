import { v5 } from 'uuid';
import { foldIdentity, type ReportId } from '#situation';

/** The name space of every id that Sitrep derives. */
const sitrep_namespace = '4b3b0a2e-6c0d-5a57-9d55-0f5c9c8f6a11';

/** A UUIDv5 of the parts. A unit separator joins them, so ("a b", "c") and ("a", "b c") differ. */
export const derivedId = (...parts: readonly string[]): string => v5(parts.join('\u001f'), sitrep_namespace);

/** The report that this outlet numbers so, both names folded: the same for everybody, before and after it is known. */
export const reportIdOf = (outlet: string, externalId: string): ReportId =>
  derivedId('report', foldIdentity(outlet), foldIdentity(externalId));

/** A UUID: read in either case, and stored in lower case. */
export const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The report that a reference names: a UUID is the report's own id, anything else the number of the same outlet. */
export const idOfReference = (reference: string, outlet: string): ReportId =>
  uuidPattern.test(reference) ? reference.toLowerCase() : reportIdOf(outlet, reference);

/** The CloudEvents type of events of a name: a type of development, or what happened to a report or the gazetteer. */
export const eventTypeOf = (name: string, version = 1): string => `sitrep.${name}.v${version}`;
