import type { Sql } from '../database.js';

export const auditActions = [
  'key_created',
  'key_revoked',
  'principal_erased',
  'signed_in',
  'signed_out',
  'sessions_revoked',
  'tokens_revoked',
  'export_made',
  'edition_ordered',
  'edition_changed',
  'edition_dropped',
  'verification_ordered',
  'job_dismissed',
  'live_switched',
  'draft_approved',
  'draft_rejected',
  'watch_created',
  'watch_changed',
  'watch_dropped',
  'watch_tested',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** What somebody did or asked for. It names principals by their ids alone, so a name can be forgotten. */
export interface AuditEntry {
  readonly principal: string;
  readonly action: AuditAction;
  /** What it was done to: `key:…`, the name of an edition, the address of an export. */
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface RecordedAudit extends AuditEntry {
  /** Grows with time. */
  readonly id: string;
  readonly at: Date;
  /** The name behind the principal, or its pseudonym; null without a key. */
  readonly name: string | null;
}

const longest_subject = 2_000;

export async function recordAudit(sql: Sql, { principal, action, subject, detail = {} }: AuditEntry): Promise<void> {
  await sql.query(`insert into sitrep.audit (principal, action, subject, detail) values ($1, $2, $3, $4::jsonb)`, [
    principal,
    action,
    subject.slice(0, longest_subject),
    JSON.stringify(detail),
  ]);
}

/** What was recorded before the id `before`, the newest first. */
export function auditBefore(sql: Sql, before: string | undefined, limit: number): Promise<RecordedAudit[]> {
  return sql.query<RecordedAudit>(
    `select a.id, a.at, a.principal, n.name, a.action, a.subject, a.detail
     from sitrep.audit a left join sitrep.principal_name n on n.id = a.principal
     where $1::bigint is null or a.id < $1 order by a.id desc limit $2`,
    [before ?? null, limit],
  );
}
