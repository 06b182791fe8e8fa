import { live_edition, type StandingEdition } from '#editions';
import { formatPosition, hasReached, parsePosition, type Position } from '#event-log';
import { Rejected } from '../http/rejected.js';
import { type EditionsAsked, readableEdition } from './readable-edition.js';
import { requestInHand } from './snapshot.interceptor.js';

/** How long a question waits for its edition. */
const patience_ms = 5_000;

/**
 * Returns the edition that a question names, once it has come as far as `minPosition` of the request in hand asks.
 *
 * @throws {Rejected} `lagging`: it has not in time. `conflict`: it ends before. Or as `readableEdition`.
 */
export async function reachedEdition(
  editions: EditionsAsked,
  asked: { readonly edition: string; readonly snapshot?: string },
): Promise<StandingEdition> {
  const found = await readableEdition(editions, asked);
  const text = requestInHand()?.query['minPosition'];
  if (typeof text !== 'string') return found;
  const { edition } = found;
  const wanted = wantedIn(text);
  const at = found.state.position;
  if (wanted.length > at.length) {
    const detail = `The log has ${at.length} partitions; send a position of these.`;
    throw new Rejected('malformed', detail, [{ parameter: 'minPosition', code: 'other_log', detail }]);
  }
  if (hasReached(at, wanted)) return found;
  if (edition.end !== undefined) {
    const detail = `Edition ${edition.name} ends at ${formatPosition(edition.end)}, before ${text}. Ask a later one.`;
    throw new Rejected('conflict', detail, [{ parameter: 'minPosition', code: 'after_the_end', detail }]);
  }
  const isReached = await (edition.name === live_edition
    ? editions.liveReached(wanted, patience_ms)
    : editions.reached(edition, wanted, patience_ms));
  if (!isReached) {
    const detail = `Edition ${edition.name} has not reached ${text} within ${patience_ms / 1_000} seconds.`;
    throw new Rejected('lagging', detail, [{ parameter: 'minPosition', code: 'not_reached', detail }]);
  }
  // Another edition may have become the live one meanwhile.
  return readableEdition(editions, asked);
}

/** The next offsets that `0:331`, an event, or `12-0-331`, a position, needs; nothing of the other partitions. */
function wantedIn(text: string): Position {
  const [partition = '', offset] = text.split(':');
  if (offset === undefined) return parsePosition(text) ?? [];
  return Array.from({ length: Number(partition) + 1 }, (_, index) =>
    index === Number(partition) ? BigInt(offset) + 1n : 0n,
  );
}
