import { reportIdOf } from '#event-log';
import type { ReportId } from '#situation';
import { uuidPattern } from '../http/field-kinds.js';

/** The report that a reference names: a UUID is the report's own id, anything else the number of the same outlet. */
export const idOfReference = (reference: string, outlet: string): ReportId =>
  uuidPattern.test(reference) ? reference.toLowerCase() : reportIdOf(outlet, reference);

/** The id that a draft's report has: its own, else the one derived from outlet and number; undefined without either. */
export function idOfDraft(draft: {
  readonly id?: string;
  readonly externalId?: string;
  readonly source: { readonly outlet: string };
}): ReportId | undefined {
  if (draft.id !== undefined) return draft.id.toLowerCase();
  return draft.externalId === undefined ? undefined : reportIdOf(draft.source.outlet, draft.externalId);
}
