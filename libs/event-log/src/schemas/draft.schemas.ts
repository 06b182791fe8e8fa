import type { DraftApproval, DraftRejection, DraftRevision } from '#situation';
import { reportSchema } from './report.schema.js';
import { instant, record, type Schema, text, uuid } from './shapes.js';

/** The kinds of events about a draft; the draft itself has the body of a report. */
export type DraftEventKind = 'draft_revised' | 'report_approved' | 'report_rejected';

/** The body of an event about a draft. */
export type DraftEvent = DraftRevision | DraftApproval | DraftRejection;

const said = { id: uuid, reportId: uuid, reportedAt: instant };

/** The bodies of `sitrep.draft_revised.v1` and so on. */
export const draftSchemas: Readonly<Record<DraftEventKind, Schema>> = {
  draft_revised: record({ ...said, reason: text(2_000), report: reportSchema }),
  report_approved: record({ ...said, draft: uuid }, { note: text(2_000) }),
  report_rejected: record({ ...said, draft: uuid, reason: text(2_000) }),
};
