import { type Grade, inOrder, toInstant } from '#situation';
import { asMs } from '../../table/columns.js';
import { type IncidentMembership, membershipsOf } from '../incidents/incidents.query.js';
import type { EditionScope } from '../../table/paging.js';
import { retractionsOf, type StandingRetraction } from './amendments.query.js';
import { type ReportView, toView, versionColumns, type VersionRow } from './reports.query.js';

/** What can be said about a report after it was made. */
export type AmendmentKind =
  | 'report_corrected'
  | 'report_retracted'
  | 'report_reinstated'
  | 'report_graded'
  | 'reports_linked'
  | 'reports_unlinked';

/** A correction, retraction, reinstatement or grade of a report, or a decision about its incident. */
export interface Amendment {
  readonly id: string;
  readonly kind: AmendmentKind;
  readonly reportedAt: string;
  readonly reason: string | null;
  /** The new grade, of a `report_graded` alone. */
  readonly grade?: Grade;
  /** The incident, of links and unlinks alone. */
  readonly incident?: string;
  /** The events that it follows; events written before there was this have none. */
  readonly follows?: readonly string[];
}

/** The approval of a report that came in as a draft. */
export interface ReportApproval {
  readonly id: string;
  readonly approvedAt: string;
  /** What it rests on. */
  readonly note: string | null;
}

/** Everything said about one report. */
export interface ReportHistory {
  readonly id: string;
  /** The retraction that it is under; absent while it counts. */
  readonly retraction?: StandingRetraction;
  /** Absent of a report that was sent outright. */
  readonly approval?: ReportApproval;
  /** Each with the event that its words come from. */
  readonly versions: readonly (Omit<ReportView, 'cursor'> & { readonly wordsOf: string })[];
  readonly amendments: readonly Amendment[];
  /** The incidents that it belonged to, one after the other. */
  readonly incidents: readonly IncidentMembership[];
}

interface AmendmentRow {
  readonly id: string;
  readonly kind: AmendmentKind;
  readonly ms: number;
  readonly reason: string | null;
  readonly grade: Grade | null;
  readonly incident: string | null;
  readonly follows: readonly string[] | null;
}

/** Every version of a report and every amendment, in order; undefined for a report nobody has made. */
export async function reportById(scope: EditionScope, id: string): Promise<ReportHistory | undefined> {
  const { sql, schema } = scope;
  const versions = await sql.query<VersionRow & { readonly words_of: string }>(
    `select ${versionColumns}, v.said_by words_of from "${schema}".report_version v join "${schema}".report_event e on e.event_id = v.said_by
     where v.report_id = $1 order by v.version`,
    [id],
  );
  if (versions.length === 0) return undefined;
  const amendments = await sql.query<AmendmentRow>(
    `select id, kind, ${asMs('reported_at')} ms, reason, grade, incident, follows from (
       select event_id id, kind, reported_at, reason, grade, null incident, follows
       from "${schema}".report_event where report_id = $1 and kind <> 'reported' and in_slice
       union all
       select event_id, kind, reported_at, reason, null, incident, follows
       from "${schema}".incident_link where report_ids @> array[$1::uuid] and in_slice
     ) said`,
    [id],
  );
  const retraction = (await retractionsOf(scope, [id])).get(id);
  const approval = await approvalOf(scope, id);
  return {
    id,
    ...(approval === undefined ? {} : { approval }),
    ...(retraction === undefined ? {} : { retraction }),
    versions: versions.map((row) => ({ ...toView(row), wordsOf: row.words_of })),
    amendments: inOrder(amendments.map(asMoment)).map(({ row }) => toAmendment(row)),
    incidents: await membershipsOf(scope, id),
  };
}

async function approvalOf({ sql, schema }: EditionScope, id: string): Promise<ReportApproval | undefined> {
  const [row] = await sql.query<{ id: string; ms: number; note: string | null }>(
    `select d.event_id id, ${asMs('d.reported_at')} ms, d.reason note
     from "${schema}".report_event e join "${schema}".draft_event d on d.event_id = e.approved_by where e.event_id = $1`,
    [id],
  );
  return row === undefined ? undefined : { id: row.id, approvedAt: toInstant(row.ms), note: row.note };
}

const asMoment = (row: AmendmentRow) => ({
  row,
  eventId: row.id,
  kind: row.kind,
  reportedAtMs: row.ms,
  ...(row.follows === null ? {} : { follows: row.follows }),
});

const toAmendment = ({ ms, grade, incident, follows, ...rest }: AmendmentRow): Amendment => ({
  ...rest,
  reportedAt: toInstant(ms),
  ...(grade === null ? {} : { grade }),
  ...(incident === null ? {} : { incident }),
  ...(follows === null ? {} : { follows }),
});
