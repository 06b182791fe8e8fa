import type { BoundingBox, Day } from '#situation';
import type { CountedNumber, PauseCode, Watch, WatchChannel, WatchQuestion, WatchTarget } from '../domain/question.js';

/** A row of `sitrep.watch`. */
export interface WatchRow {
  readonly id: string;
  readonly name: string;
  readonly question: WatchQuestion & { readonly box?: BoundingBox };
  readonly channel: WatchChannel;
  readonly target: Omit<WatchTarget, 'channel'>;
  readonly state: 'active' | 'paused';
  readonly pause_code: PauseCode | null;
  readonly pause_detail: string | null;
  readonly paused_at: Date | null;
  readonly created_at: Date;
  readonly created_by: string;
  readonly responsible: string;
  readonly responsible_since: Date;
  readonly from_position: string;
  readonly last_sequence: string;
  readonly last_message_at: Date | null;
  readonly counted: CountedNumber | null;
  readonly briefed_day: string | null;
  readonly failures: number;
  readonly failing_since: Date | null;
  readonly next_try_at: Date;
}

/** The columns of a watch, without its secret. */
export const watchColumns = `id, name, question, channel, target, state, pause_code, pause_detail, paused_at, created_at,
  created_by, responsible, responsible_since, from_position, last_sequence, last_message_at, counted, briefed_day::text, failures, failing_since, next_try_at`;

export const watchOf = (row: WatchRow): Watch => ({
  id: row.id,
  name: row.name,
  question: row.question,
  target: { ...row.target, channel: row.channel } as WatchTarget,
  pause:
    row.pause_code === null
      ? undefined
      : { code: row.pause_code, detail: row.pause_detail ?? '', at: row.paused_at ?? row.created_at },
  createdAt: row.created_at,
  createdBy: row.created_by,
  responsible: row.responsible,
  responsibleSince: row.responsible_since,
  fromPosition: row.from_position,
  lastSequence: BigInt(row.last_sequence),
  lastMessageAt: row.last_message_at ?? undefined,
  counted: row.counted ?? undefined,
  briefedDay: (row.briefed_day as Day | null) ?? undefined,
  failures: row.failures,
  failingSince: row.failing_since ?? undefined,
  nextTryAt: row.next_try_at,
});
