import type { Editions } from '../registry/editions.js';
import { isTableGone } from '../registry/standing-editions.js';
import { inGroups } from './in-groups.js';
import { forgetLive, recentLive } from './recent-live.js';

/** An event as it is about to be appended. Digests are SHA-256. */
export interface Offer {
  readonly eventId: string;
  /** Of what was sent: the same for the same content, whatever the registry says by then. */
  readonly sentDigest: Uint8Array;
  /** Of the body that would be appended. */
  readonly bodyDigest: Uint8Array;
  /** Who sends it, as the event says. */
  readonly principal?: string;
}

/**
 * `open`: the content has the id, and the log may not have it yet. `recorded`: the log has it. `taken`: another content
 * has the id.
 */
export type Standing = 'open' | 'recorded' | 'taken';

/** What is known of an event before it is appended. */
export interface Settled {
  readonly standing: Standing;
  /** True for a report of which the live edition has amendments: they may have come before it. */
  readonly isAmended: boolean;
  /** True for a report that the live edition has as a draft, whatever was decided about it. */
  readonly isDraft: boolean;
}

/** Events in one statement, at most. */
const group_events = 500;

/**
 * Settles which content an event id stands for, in PostgreSQL and before the append, so that it holds for all processes
 * and for both logs: of two contents under one id, one is taken. Callers of one moment share a statement.
 *
 * A process that ends between `settle` and `confirm` leaves the id open for the same content: sending it again appends it
 * again, which changes nothing (law 1). For other content the id stays taken, since the log may have the first.
 */
export class Intake {
  readonly settle = inGroups<Offer, Settled>(group_events, (offers) => this.settleAll(offers));
  /** The standing of an event without settling anything: its id stays open for other content. */
  readonly standingOf = inGroups<Offer, Standing>(group_events, (offers) => this.standingsOf(offers));
  /** Notes that the log has the event. Returns false if that had been noted before: somebody else appended it, too. */
  readonly confirm = inGroups<string, boolean>(group_events, (eventIds) => this.confirmAll(eventIds));

  /**
   * `logSharesDisk`: the log is in the same PostgreSQL, whose append brings everything before it to the disk; then nobody
   * waits for the disk twice.
   */
  constructor(
    private readonly editions: Editions,
    private readonly logSharesDisk: boolean,
  ) {}

  private async standingsOf(offers: readonly Offer[]): Promise<readonly Standing[]> {
    const { schema } = await recentLive(this.editions);
    const rows = await this.editions.database.query<StandingRow>(standingStatement(schema), [
      offers.map(({ eventId }) => eventId),
      offers.map(({ sentDigest }) => Buffer.from(sentDigest)),
      offers.map(({ bodyDigest }) => Buffer.from(bodyDigest)),
    ]);
    return rows.map(({ same, recorded }) => (same === false ? 'taken' : recorded ? 'recorded' : 'open'));
  }

  private async settleAll(offers: readonly Offer[]): Promise<readonly Settled[]> {
    // Of two offers of one group under one id, the first has it.
    const first = [...new Map([...offers].reverse().map((offer) => [offer.eventId, offer])).values()];
    const rows = await this.settleRows(first).catch((error: unknown) => {
      if (!isTableGone(error)) throw error;
      forgetLive(this.editions);
      return this.settleRows(first);
    });
    const kept = new Map(rows.map((row) => [row.event_id, row]));
    return offers.map(({ eventId, sentDigest }) => {
      const row = kept.get(eventId);
      const known = { isAmended: row?.amended ?? false, isDraft: row?.drafted ?? false };
      const isSame = row !== undefined && (row.same_body || row.sent_digest.equals(sentDigest));
      if (!isSame) return { standing: 'taken', ...known };
      return { standing: row.recorded ? 'recorded' : 'open', ...known };
    });
  }

  private async settleRows(offers: readonly Offer[]): Promise<readonly SettledRow[]> {
    const { schema } = await recentLive(this.editions);
    const waits = this.logSharesDisk ? 'off' : 'on';
    return this.editions.database.prepared<SettledRow>(settleStatement(schema, waits), [
      offers.map(({ eventId }) => eventId),
      offers.map(({ sentDigest }) => Buffer.from(sentDigest)),
      offers.map(({ bodyDigest }) => Buffer.from(bodyDigest)),
      offers.map(({ principal }) => principal ?? null),
    ]);
  }

  private async confirmAll(eventIds: readonly string[]): Promise<readonly boolean[]> {
    const rows = await this.editions.database.prepared<{ event_id: string }>(confirm_statement, [eventIds]);
    const noted = new Set(rows.map(({ event_id }) => event_id));
    // Of two callers of one group that appended one event, the first is told so.
    return eventIds.map((eventId) => noted.delete(eventId));
  }
}

interface StandingRow {
  /** Null of an id that nobody has. */
  readonly same: boolean | null;
  readonly recorded: boolean;
}

interface SettledRow {
  readonly event_id: string;
  readonly sent_digest: Buffer;
  /** Whether what would be stored is what is stored: an export says what the first sender left to us. */
  readonly same_body: boolean;
  readonly recorded: boolean;
  readonly amended: boolean;
  readonly drafted: boolean;
}

/**
 * Gives each id to the content offered, unless it has one. What the live edition knows and this table does not (events of
 * other writers, or from before there was the table) has its id already: with the same body it counts as sent and recorded,
 * with another it gets no row. That an event is recorded is noted by whoever appended it alone, so that it is told so, however
 * soon the live edition has the event. Rows are locked in the order of ids, so that processes wait for each other in turn.
 */
const settleStatement = (schema: string, waits: 'on' | 'off'): string => `
  with chosen as (
    select set_config('synchronous_commit', '${waits}', true)
  ), offered as (
    select o.* from chosen, unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::text[]) o (event_id, sent_digest, body_digest, principal)
  ), stored as (
    select event_id, digest from "${schema}".report_event where event_id = any($1::uuid[]) and approved_by is null
    union all select event_id, digest from "${schema}".draft_event where event_id = any($1::uuid[])
    union all select event_id, digest from "${schema}".incident_link where event_id = any($1::uuid[])
  )
  insert into sitrep.intake as kept (event_id, sent_digest, recorded_at, principal)
  select o.event_id, o.sent_digest, case when s.digest is not null then now() end,
    case when s.digest is null then o.principal end
  from offered o left join stored s using (event_id)
  where s.digest is null or s.digest = o.body_digest
     or exists (select from sitrep.intake i where i.event_id = o.event_id)
  order by o.event_id
  on conflict (event_id) do update set sent_digest = kept.sent_digest
  returning event_id, sent_digest,
    exists (select from stored s join offered o using (event_id)
      where s.event_id = kept.event_id and s.digest = o.body_digest) as same_body,
    recorded_at is not null or exists (select from stored s where s.event_id = kept.event_id) as recorded,
    exists (select from "${schema}".report_event e where e.report_id = kept.event_id and e.event_id <> kept.event_id)
      as amended,
    exists (select from "${schema}".draft_event d where d.event_id = kept.event_id) as drafted`;

/** What the table of ids knows of each event, else what the live edition does, in the order of the ids that are asked. */
const standingStatement = (schema: string): string => `
  with offered as (
    select * from unnest($1::uuid[], $2::bytea[], $3::bytea[]) with ordinality o (event_id, sent_digest, body_digest, n)
  ), stored as (
    select event_id, digest from "${schema}".report_event where event_id = any($1::uuid[]) and approved_by is null
    union all select event_id, digest from "${schema}".draft_event where event_id = any($1::uuid[])
    union all select event_id, digest from "${schema}".incident_link where event_id = any($1::uuid[])
  )
  select greatest(i.sent_digest = o.sent_digest, s.digest = o.body_digest) same,
    i.recorded_at is not null or s.digest is not null recorded
  from offered o left join sitrep.intake i using (event_id)
  left join lateral (select digest from stored where stored.event_id = o.event_id limit 1) s on true
  order by o.n`;

/** A note that is lost with the server costs one more append of the same event, so nobody waits for it on the disk. */
const confirm_statement = `
  with unwaited as (
    select set_config('synchronous_commit', 'off', true)
  ), open as (
    select event_id from sitrep.intake, unwaited where event_id = any($1::uuid[]) and recorded_at is null
    order by event_id for update of intake
  )
  update sitrep.intake i set recorded_at = now() from open where i.event_id = open.event_id
  returning i.event_id`;
