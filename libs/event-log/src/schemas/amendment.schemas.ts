import { most_events_named, most_reports_linked } from '#situation';
import { reportSchema } from './report.schema.js';
import { grade, instant, listOf, record, type Schema, text, uuid } from './shapes.js';

/** The kinds of events that amend reports or decide about their incidents. */
export type AmendmentKind =
  | 'report_corrected'
  | 'report_retracted'
  | 'report_reinstated'
  | 'report_graded'
  | 'reports_linked'
  | 'reports_unlinked';

type AmendmentSchemas = { readonly [Kind in AmendmentKind]: Schema };

/** The bodies of all kinds, with the schema of what they follow. */
function amendments(follows: Schema): AmendmentSchemas {
  const said = { id: uuid, reportId: uuid, reportedAt: instant };
  const withdrawal = record({ ...said, reason: text(2_000) }, { follows });
  const decision = (fewest: number): Schema =>
    record(
      {
        id: uuid,
        reportIds: { ...listOf(uuid, most_reports_linked), minItems: fewest },
        incident: text(200),
        reportedAt: instant,
        reason: text(2_000),
      },
      { follows },
    );
  return {
    report_corrected: record({ ...said, reason: text(2_000), report: reportSchema }, { follows }),
    report_retracted: withdrawal,
    report_reinstated: withdrawal,
    report_graded: record({ ...said, grade }, { reason: text(2_000), follows }),
    reports_linked: decision(2),
    reports_unlinked: decision(1),
  };
}

/** The bodies of `sitrep.report_corrected.v1` and so on, which are read still: each follows one event. */
export const amendmentSchemasV1 = amendments(uuid);

/** The bodies of `sitrep.report_corrected.v2` and so on. A writer may name as many events, and have as many filled in. */
export const amendmentSchemas = amendments({
  ...listOf(uuid, most_events_named + most_reports_linked),
  minItems: 1,
  uniqueItems: true,
});
