import type { Sql } from '#platform';
import type { ReportId } from '#situation';
import type { Sender } from '../intake/senders.js';
import type { DraftState } from './draft-queue.js';

/** A state that the desk gives to a draft that nobody has decided about. */
export type OpenDraftState = Exclude<DraftState, 'approved' | 'rejected'>;
export const openDraftStates = ['new', 'in_review', 'needs_work'] as const satisfies readonly OpenDraftState[];
/** Those that wait for a decision: one that needs work waits for its author. */
export const waitingDraftStates = ['new', 'in_review'] as const satisfies readonly OpenDraftState[];

/** Something that somebody did with a draft beside deciding. */
export interface DraftEntry {
  readonly id: string;
  readonly at: Date;
  readonly by: Sender;
  readonly kind: 'comment' | 'assigned' | 'state';
  /** The comment, to whom it was assigned (null for nobody), or the state. */
  readonly detail: string | null;
}

/** How many entries a draft may have. */
export const most_draft_entries = 1_000;

/**
 * A decision whose append was never confirmed keeps others from deciding for so long, since the log may have it yet. No append
 * takes a minute; what the live edition does not have after this was not recorded.
 */
const decided_within = `interval '10 minutes'`;

/** The desk's own work on drafts. None of it is in the log, and no answer rests on it. */
export class DraftDesk {
  constructor(private readonly database: Sql) {}

  /** Notes what a draft was sent together with. */
  async noteBundle(id: ReportId, bundle: string): Promise<void> {
    await this.database.query(
      `insert into sitrep.draft_work (report_id, bundle) values ($1, $2)
       on conflict (report_id) do update set bundle = excluded.bundle where draft_work.bundle is null`,
      [id, bundle],
    );
  }

  async assign(id: ReportId, assignee: string | null, by: string): Promise<void> {
    await this.change(id, 'assignee', assignee, { kind: 'assigned', by });
  }

  async setState(id: ReportId, state: OpenDraftState, by: string): Promise<void> {
    await this.change(id, 'state', state, { kind: 'state', by });
  }

  async comment(id: ReportId, text: string, by: string): Promise<void> {
    await this.database.query(
      `insert into sitrep.draft_entry (report_id, principal, kind, detail) values ($1, $2, 'comment', $3)`,
      [id, by, text],
    );
  }

  /**
   * Notes that somebody is about to decide about a draft, which the live edition has not seen decided at the end of the log. The
   * id of a decision that somebody else tried and the log never got is free again after a while.
   */
  async beginDecision(id: ReportId, eventId: string, by: string): Promise<void> {
    await this.database.query(
      `with over as (
         update sitrep.draft_work set deciding_since = now()
         where report_id = $1 and deciding_since < now() - ${decided_within} returning report_id
       )
       delete from sitrep.intake i using over where i.event_id = $2 and i.recorded_at is null`,
      [id, eventId],
    );
    await this.database.query(
      `insert into sitrep.draft_work as w (report_id, deciding_since) values ($1, now())
       on conflict (report_id) do update set deciding_since = now()
         where w.deciding_since is null or not exists (
           select from sitrep.intake i where i.event_id = $2 and i.principal <> $3)`,
      [id, eventId, by],
    );
  }

  /**
   * Takes the place after a reading of a draft for an event: a revision of that reading, or the decision about it. False where
   * another event has it, unless that one was tried a while ago and the log never got it.
   */
  async takePlaceAfter(
    revision: string,
    { id, eventId }: { readonly id: ReportId; readonly eventId: string },
  ): Promise<boolean> {
    const taken = await this.database.query(
      `insert into sitrep.draft_successor as s (report_id, revision, event_id) values ($1, $2, $3)
       on conflict (report_id, revision) do update set event_id = excluded.event_id, since = now()
         where s.event_id = excluded.event_id or (s.since < now() - ${decided_within} and not exists (
           select from sitrep.intake i where i.event_id = s.event_id and i.recorded_at is not null))
       returning event_id`,
      [id, revision, eventId],
    );
    return taken.length > 0;
  }

  /** True while the id of the decision about a draft belongs to one that the log has, or may have yet. */
  async isBeingDecided(id: ReportId, eventId: string): Promise<boolean> {
    const [row] = await this.database.query<{ is: boolean }>(
      `select exists (
         select from sitrep.intake i left join sitrep.draft_work w on w.report_id = $1
         where i.event_id = $2 and (i.recorded_at is not null or w.deciding_since is null
           or w.deciding_since >= now() - ${decided_within})) "is"`,
      [id, eventId],
    );
    return row?.is === true;
  }

  async entryCount(id: ReportId): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::int count from sitrep.draft_entry where report_id = $1`,
      [id],
    );
    return row?.count ?? 0;
  }

  async entriesOf(id: ReportId): Promise<readonly DraftEntry[]> {
    return this.database.query<DraftEntry>(
      `select e.id::text, e.at, e.kind, e.detail, jsonb_build_object('id', e.principal, 'name', n.name) "by"
       from sitrep.draft_entry e left join sitrep.principal_name n on n.id = e.principal
       where e.report_id = $1 order by e.id`,
      [id],
    );
  }

  /** Changes one column, and keeps that it was changed; nothing where it says so already. */
  private async change(
    id: ReportId,
    column: 'assignee' | 'state',
    value: string | null,
    { kind, by }: { readonly kind: DraftEntry['kind']; readonly by: string },
  ): Promise<void> {
    await this.database.query(
      `with changed as (
         insert into sitrep.draft_work as w (report_id, ${column}) values ($1, $2)
         on conflict (report_id) do update set ${column} = excluded.${column} 
           where w.${column} is distinct from excluded.${column}
         returning report_id
       )
       insert into sitrep.draft_entry (report_id, principal, kind, detail) select report_id, $3, $4, $2 from changed`,
      [id, value, by, kind],
    );
  }
}
