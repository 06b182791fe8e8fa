import type { EditionTables } from '#read-models';
import { type DaysNear, partsOf } from '#read-models/queries';
import { type DraftKind, foldIdentity, type Report, type ReportId } from '#situation';
import { isOf, type Sender } from '../intake/senders.js';

export const draftStates = ['new', 'in_review', 'needs_work', 'approved', 'rejected'] as const;
/** How far the review of a draft is. The last two come from the log, the others are work of the desk. */
export type DraftState = (typeof draftStates)[number];

/** What was decided about a draft. */
export interface DraftDecision {
  readonly eventId: string;
  readonly kind: 'approved' | 'rejected';
  readonly at: Date;
  /** The event whose words were decided on. */
  readonly revision: string;
  /** Why it was rejected, or what the approval rests on. */
  readonly reason: string | null;
  /** Who decided; null where that is not known. */
  readonly by: Sender | null;
}

/** A draft as it reads now. */
export interface Draft {
  readonly id: ReportId;
  readonly state: DraftState;
  /** The event that its words come from: the draft itself, or its last revision; of an approved one what was approved. */
  readonly revision: string;
  readonly revisions: number;
  readonly report: Report;
  /** When the source made it known, in milliseconds since 1970 UTC: the queue is in this order, then in that of ids. */
  readonly reportedAtMs: number;
  readonly sentBy: Sender | null;
  /** When the log recorded it; null where that is not known. */
  readonly sentAt: Date | null;
  /** Who sent it or any revision of it, as far as that is known. */
  readonly authors: readonly Sender[];
  readonly assignee: Sender | null;
  /** What it was sent together with. */
  readonly bundle: string | null;
  readonly decision: DraftDecision | null;
}

/** What of the drafts somebody finds. Who sent a draft finds it, and reads all of it; these are the bounds for all others. */
export interface DraftSight {
  /** Who looks, as events name it. */
  readonly reader: string;
  /** True where nothing is found but what the reader sent. */
  readonly isOwnAlone: boolean;
  /** Written as in the drafts; none is all. */
  readonly outlets: readonly string[];
  /** With their parts; none is all. */
  readonly places: readonly string[];
  /** What is withheld from the reader, by a reading of the draft or by what the report that it became says since. */
  readonly withheld: readonly ReportId[];
}

/** Which drafts. Persons are named by one of the ids that events know them by. */
export interface DraftQuestion {
  /** Undefined for all drafts, whoever may see them. */
  readonly sight?: DraftSight;
  readonly ids?: readonly ReportId[];
  readonly states?: readonly DraftState[];
  readonly assignee?: string;
  readonly sentBy?: string;
  readonly outlet?: string;
  /** This place or a part of it. */
  readonly place?: string;
  readonly bundle?: string;
  /** What they tell of happened about these days; as drafts write them, whatever the zone. */
  readonly near?: DaysNear;
  readonly limit: number;
  readonly after?: { readonly ms: number; readonly id: string };
}

interface DraftRow {
  readonly id: ReportId;
  readonly state: DraftState;
  readonly revision: string;
  readonly revisions: number;
  readonly report: Report;
  readonly ms: number;
  readonly sent_by: Sender | null;
  readonly sent_at: Date | null;
  readonly authors: readonly Sender[];
  readonly assignee: Sender | null;
  readonly bundle: string | null;
  readonly decision: {
    readonly eventId: string;
    readonly kind: DraftKind;
    readonly ms: number;
    readonly draft: string;
    readonly reason: string | null;
    readonly by: Sender | null;
  } | null;
}

const person = (principal: string): string =>
  `(select jsonb_build_object('id', ${principal}, 'name', (select n.name from sitrep.principal_name n where n.id = ${principal}))
    where ${principal} is not null)`;

const millis = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** Every place that a draft names, in its list, a claim or a figure. */
const placesNamed = `array(
  select jsonb_array_elements_text(words.report -> 'places')
  union select claim ->> 'place' from jsonb_array_elements(
    coalesce(words.report -> 'control', '[]') || coalesce(words.report -> 'condition', '[]') ||
    coalesce(words.report -> 'figures', '[]')) claim
  where claim ? 'place')`;

/** Drafts in the order in which their sources made them known. Nothing but the routes of the review reads them. */
export async function draftQueue(tables: EditionTables, question: DraftQuestion): Promise<readonly Draft[]> {
  const { sql, schema } = tables;
  const { found, values } = await foundBy(tables, question);
  const rows = await sql.query<DraftRow>(
    `select d.report_id id, ${state} state, words.event_id revision, (select count(*)::int from "${schema}".draft_event r
         where r.report_id = d.report_id and r.kind = 'draft_revised') revisions,
       words.report, ${millis('d.reported_at')} ms, ${person('sent.principal')} sent_by, sent.recorded_at sent_at, ${authorsOf(schema)} authors,
       ${person('w.assignee')} assignee,
       w.bundle, case when decided.event_id is not null then jsonb_build_object('eventId', decided.event_id,
         'kind', decided.kind, 'ms', ${millis('decided.reported_at')}, 'draft', decided.draft, 'reason', decided.reason,
         'by', ${person('decider.principal')}) end decision
     ${found}
     order by d.reported_at, d.report_id limit $${values.push(question.limit)}`,
    values,
  );
  return rows.map(toDraft);
}

/** Returns how many drafts there are; of more than `limit` one more than that. */
export async function draftCount(tables: EditionTables, question: Omit<DraftQuestion, 'after'>): Promise<number> {
  const { found, values } = await foundBy(tables, question);
  const [row] = await tables.sql.query<{ readonly n: number }>(
    `select count(*)::int n from (select ${found} limit $${values.push(question.limit + 1)}) found`,
    values,
  );
  return row?.n ?? 0;
}

/** From which rows, and under which conditions, the drafts are read that a question is about. */
async function foundBy(
  { sql, schema }: EditionTables,
  question: DraftQuestion,
): Promise<{ readonly found: string; readonly values: unknown[] }> {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const outlets = await outletsAsked({ sql, schema }, question);
  const { after, sight } = question;
  const asked = <Value>(value: Value | undefined, condition: (given: string) => string): string[] =>
    value === undefined ? [] : [condition(add(value))];
  const where = [
    `d.kind = 'report_drafted'`,
    ...asked(question.ids, (ids) => `d.report_id = any(${ids}::uuid[])`),
    ...asked(outlets, (list) => `words.report -> 'source' ->> 'outlet' = any(${list}::text[])`),
    ...asked(question.states, (states) => `${state} = any(${states}::text[])`),
    ...asked(question.assignee, (id) => isOf('w.assignee', id)),
    ...asked(question.sentBy, (id) => isOf('sent.principal', id)),
    ...asked(question.bundle, (bundle) => `w.bundle = ${bundle}`),
    ...asked(question.place, (place) => `${placesNamed} && array(${partsOf(place, schema)})`),
    ...asked(question.near?.from, (days) => isAmong(occurred('from', 'to'), days)),
    ...asked(question.near?.to, (days) => isAmong(occurred('to', 'from'), days)),
    ...(sight === undefined ? [] : isInSight(sight, schema, add)),
    ...(after === undefined
      ? []
      : [`(d.reported_at, d.report_id) > (to_timestamp(${add(after.ms)}::float8 / 1000), ${add(after.id)}::uuid)`]),
  ];
  const found = `from "${schema}".draft_event d
     left join sitrep.draft_work w on w.report_id = d.report_id
     left join sitrep.intake sent on sent.event_id = d.event_id
     left join lateral (
       select c.event_id, c.kind, c.reported_at, c.reason, c.draft from "${schema}".draft_event c
       where c.report_id = d.report_id and c.kind in ('report_approved', 'report_rejected')
       order by c.reported_at, c.event_id limit 1) decided on true
     left join sitrep.intake decider on decider.event_id = decided.event_id
     cross join lateral (
       select r.event_id, r.report from "${schema}".draft_event r
       where r.report_id = d.report_id and r.kind in ('report_drafted', 'draft_revised')
       order by r.event_id = decided.draft desc nulls last, r.kind = 'draft_revised' desc, r.reported_at desc, r.event_id desc
       limit 1) words
     where ${where.join('\n       and ')}`;
  return { found, values };
}

/** Everybody who gave a draft a reading. */
const authorsOf = (schema: string): string =>
  `(select coalesce(jsonb_agg(distinct ${person('i.principal')}), '[]') from "${schema}".draft_event r
    join sitrep.intake i on i.event_id = r.event_id
    where r.report_id = d.report_id and r.kind in ('report_drafted', 'draft_revised') and i.principal is not null)`;

const state = `case decided.kind when 'report_approved' then 'approved' when 'report_rejected' then 'rejected'
    else coalesce(w.state, 'new') end`;

/** The rule of who finds which drafts. */
function isInSight(sight: DraftSight, schema: string, add: (value: unknown) => string): readonly string[] {
  const isOwn = (): string => isOf('sent.principal', add(sight.reader));
  const { isOwnAlone, places, withheld } = sight;
  if (isOwnAlone) return [isOwn()];
  return [
    ...(places.length === 0 ? [] : [withinAll(places.map((place) => partsOf(add(place), schema)))]),
    ...(withheld.length === 0 ? [] : [`(${isOwn()} or d.report_id <> all(${add(withheld)}::uuid[]))`]),
  ];
}

/** The day of one end of what a draft tells of, or of the other. */
const occurred = (end: 'from' | 'to', other: 'from' | 'to'): string =>
  `left(coalesce(words.report #>> '{occurred,${end}}', words.report #>> '{occurred,${other}}'), 10)`;

const isAmong = (day: string, days: string): string => `${day} between (${days}::text[])[1] and (${days}::text[])[2]`;

const withinAll = (parts: readonly string[]): string =>
  `${placesNamed} <> '{}' and ${placesNamed} <@ (${parts.map((one) => `array(${one})`).join(' || ')})`;

function toDraft({ ms, sent_by: sentBy, sent_at: sentAt, decision, ...row }: DraftRow): Draft {
  return {
    ...row,
    reportedAtMs: ms,
    sentBy,
    sentAt,
    decision:
      decision === null
        ? null
        : {
            eventId: decision.eventId,
            kind: decision.kind === 'report_approved' ? 'approved' : 'rejected',
            at: new Date(decision.ms),
            revision: decision.draft,
            reason: decision.reason,
            by: decision.by,
          },
  };
}

/** The outlets of drafts, as they are written there, that are asked for and in sight; undefined where all are. */
async function outletsAsked(
  { sql, schema }: EditionTables,
  { outlet, sight }: DraftQuestion,
): Promise<readonly string[] | undefined> {
  const within = (sight?.outlets ?? []).map(foldIdentity);
  if (outlet === undefined && within.length === 0) return undefined;
  const rows = await sql.query<{ outlet: string }>(
    `select distinct report -> 'source' ->> 'outlet' outlet from "${schema}".draft_event where report is not null`,
  );
  const wanted = outlet === undefined ? undefined : foldIdentity(outlet);
  return rows
    .map((row) => row.outlet)
    .filter((one) => wanted === undefined || foldIdentity(one) === wanted)
    .filter((one) => within.length === 0 || within.includes(foldIdentity(one)));
}

/** A reading of a draft: as it was sent, or as it was revised. */
export interface DraftReading {
  readonly eventId: string;
  readonly kind: 'report_drafted' | 'draft_revised';
  /** Of a revision when it was made; null of the draft as it was sent. */
  readonly at: Date | null;
  readonly reason: string | null;
  readonly by: Sender | null;
  readonly report: Report;
}

/** Every reading of a draft in order. */
export async function draftReadings({ sql, schema }: EditionTables, id: ReportId): Promise<readonly DraftReading[]> {
  return sql.query<DraftReading>(
    `select r.event_id "eventId", r.kind, case when r.kind = 'draft_revised' then r.reported_at end at, r.reason,
       ${person('i.principal')} "by", r.report
     from "${schema}".draft_event r left join sitrep.intake i on i.event_id = r.event_id
     where r.report_id = $1 and r.kind in ('report_drafted', 'draft_revised')
     order by r.kind = 'draft_revised', r.reported_at, r.event_id`,
    [id],
  );
}
