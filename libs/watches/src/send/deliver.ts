import { refusalOf } from '#platform';
import type { Outcome } from '../channels/channel.js';
import type { Watch } from '../domain/question.js';
import { Messages, type StoredMessage, type TriedDelivery } from '../store/messages.js';
import type { WatchParts } from '../watch-options.js';
import { delayAfter } from './backoff.js';
import { send } from './send.js';

/** Messages of one watch that are read together. */
const read_at_once = 50;
/** How long to wait once a watch has sent as much in a minute as it may. */
const slowed_ms = 5_000;

/**
 * Sends the messages of a watch that wait, in order, until none waits, one fails, or its turn is over. A message is marked
 * only after the receiver has taken it: killed in between, it is sent again under the same id. However it ends, the watch
 * has its next turn after those that wait already; an error, which is passed on, counts as a failed try.
 */
export async function deliver(watch: Watch, parts: WatchParts, signal: AbortSignal): Promise<void> {
  const messages = new Messages(parts.database);
  try {
    await takeTurn(watch, parts, signal);
    await messages.postpone(watch.id, 0);
  } catch (error) {
    const failures = ((await latest(watch, parts))?.failures ?? 0) + 1;
    await messages.postponeFailing(watch.id, delayAfter(failures, parts.pace.backoff));
    throw error;
  }
}

async function takeTurn(watch: Watch, parts: WatchParts, signal: AbortSignal): Promise<void> {
  const overAtMs = performance.now() + parts.pace.turnMs;
  const messages = new Messages(parts.database);
  let left = parts.pace.mostAMinute - (await messages.deliveredLately(watch.id));
  const isDigest = watch.target.channel === 'mail';
  while (!signal.aborted) {
    if (left <= 0) return messages.postpone(watch.id, slowed_ms);
    const waiting = await messages.waiting(watch.id, isDigest ? most_in_digest : read_at_once);
    const [first] = waiting;
    if (first === undefined) return;
    if (await isRefused(watch, first, parts)) return;
    const groups = isDigest ? [waiting] : waiting.map((message) => [message]);
    for (const group of groups) {
      if (signal.aborted || left <= 0) break;
      if (!(await deliverOne(watch, group, parts))) return;
      if (performance.now() > overAtMs) return;
      left -= 1;
    }
  }
}

/** Pauses a watch for which nobody answers any more who may come in. */
async function isRefused(watch: Watch, { id, sequence }: StoredMessage, { database }: WatchParts): Promise<boolean> {
  const refusal = await refusalOf(database, watch.responsible, watch.responsibleSince);
  if (refusal === undefined) return false;
  const detail = `It was not sent: ${watch.responsible}, who answers for this watch, is ${refusal}.`;
  const pause = `${detail} Messages go on to be collected. Whoever sets the state to active sends them, and answers for it.`;
  const tried = { messageId: id, sequence, outcome: 'failed', status: null, detail, tookMs: 0 } as const;
  await new Messages(database).failed(watch.id, tried, { pause, code: 'creator_refused' });
  return true;
}

/** The most changes in one mail. */
const most_in_digest = 500;

async function deliverOne(watch: Watch, group: readonly StoredMessage[], parts: WatchParts): Promise<boolean> {
  const messages = new Messages(parts.database);
  const outcome = await send(watch, group, parts);
  const [first] = group;
  if (first === undefined) return true;
  const tried = triedOf(outcome, { messageId: first.id, sequence: first.sequence });
  if (outcome.outcome === 'delivered') {
    await messages.delivered(watch.id, group, tried);
    return true;
  }
  const now = await latest(watch, parts);
  const failures = (now?.failures ?? 0) + 1;
  const failingMs = now?.failingSince === undefined ? 0 : Date.now() - now.failingSince.getTime();
  const { backoff } = parts.pace;
  const isGone = outcome.isFinal === true || failingMs >= backoff.giveUpAfterMs;
  const next = isGone
    ? { pause: goneText(outcome, { failures, failingMs }), code: 'receiver_gone' as const }
    : { delayMs: delayAfter(failures, backoff) };
  await messages.failed(watch.id, tried, next);
  return false;
}

async function latest(
  { id }: Watch,
  { database }: WatchParts,
): Promise<{ failures: number; failingSince?: Date } | undefined> {
  const [row] = await database.query<{ failures: number; failing_since: Date | null }>(
    `select failures, failing_since from sitrep.watch where id = $1`,
    [id],
  );
  if (row === undefined) return undefined;
  return { failures: row.failures, ...(row.failing_since === null ? {} : { failingSince: row.failing_since }) };
}

const hour_ms = 3_600_000;

const goneText = (
  { detail, isFinal }: Outcome,
  { failures, failingMs }: { readonly failures: number; readonly failingMs: number },
): string =>
  (isFinal === true
    ? detail
    : `The receiver has failed ${failures} times in ${Math.round(failingMs / hour_ms)} hours. The last time: ${detail}`) +
  ' Messages go on to be collected. Set the state to active to send them.';

export const triedOf = (
  { outcome, status, detail, tookMs }: Outcome,
  message: Pick<TriedDelivery, 'messageId' | 'sequence'>,
): TriedDelivery => ({ ...message, outcome, status, detail, tookMs });
