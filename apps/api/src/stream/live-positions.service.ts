import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type Editions, live_edition } from '#editions';
import { eventCount, formatPosition, parsePosition } from '#event-log';
import { READERS } from '../api-parts.js';
import { PlacesTaken } from '../access/places-taken.js';
import { Rejected } from '../http/rejected.js';
import { type EventOfStream, type Listener } from './listener.js';

/** So many listen at once, at most. */
const most_listeners = 200;
/** So many of them with one key, or from one address without a key. */
const most_of_one = 20;
const poll_interval_ms = 500;
const heartbeat_interval_ms = 15_000;
/** Who is further behind than this reads everything anew sooner than what changed. */
const most_events_behind = 1_000n;

/** Where the live edition stands. */
interface Standing {
  readonly edition: string;
  readonly position: string;
}

/**
 * Tells listeners how the live edition moves. However many there are, the database is asked once each half second, and
 * not at all while there are none.
 */
@Injectable()
export class LivePositions implements OnModuleDestroy {
  private readonly places = new PlacesTaken({ all: most_listeners, each: most_of_one });
  private readonly listeners = new Set<Listener>();
  private last: Standing | undefined;
  private polling: NodeJS.Timeout | undefined;
  private heartbeat: NodeJS.Timeout | undefined;
  private isClosing = false;

  constructor(@Inject(READERS) private readonly editions: Editions) {}

  /** Returns how to give the place back. @throws {Rejected} `limit_reached` when so many listen already. */
  takePlace(subject: string): () => void {
    const giveBack = this.isClosing ? undefined : this.places.take(subject);
    if (giveBack !== undefined) return giveBack;
    const detail = `${most_of_one} listen already with this key or from this address, or ${most_listeners} in all. Ask /v1/desk for the position from time to time, or try again later.`;
    throw new Rejected('limit_reached', detail);
  }

  /** Tells the listener where the live edition stands, and from then on how it moves, until it leaves. */
  async add(listener: Listener, lastEventId: string | undefined): Promise<void> {
    this.listeners.add(listener);
    listener.onLeave(() => this.remove(listener));
    this.begin();
    const standing = await this.read();
    if (standing === undefined) return;
    this.last ??= standing;
    if (lastEventId !== undefined && isTooFarBehind(lastEventId, standing)) listener.send(resyncEvent(standing));
    if (lastEventId !== idOf(standing)) listener.send(positionEvent(standing));
  }

  /** Ends every stream, so that the server can close. */
  onModuleDestroy(): void {
    this.isClosing = true;
    for (const listener of [...this.listeners]) listener.end();
    this.pause();
  }

  private remove(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size === 0) this.pause();
  }

  private begin(): void {
    if (this.polling !== undefined) return;
    this.polling = setTimeout(() => void this.poll(), poll_interval_ms);
    this.heartbeat = setInterval(() => {
      for (const listener of this.listeners) listener.beat();
    }, heartbeat_interval_ms);
  }

  private pause(): void {
    clearTimeout(this.polling);
    clearInterval(this.heartbeat);
    this.polling = this.heartbeat = this.last = undefined;
  }

  private async poll(): Promise<void> {
    const standing = await this.read();
    const before = this.last;
    if (standing !== undefined && before !== undefined && idOf(standing) !== idOf(before))
      for (const listener of this.listeners) {
        if (standing.edition !== before.edition) listener.send(resyncEvent(standing));
        listener.send(positionEvent(standing));
      }
    this.last = standing ?? before;
    if (this.polling !== undefined) this.polling = setTimeout(() => void this.poll(), poll_interval_ms);
  }

  /** Undefined while the database does not answer: the next question tells what was missed. */
  private async read(): Promise<Standing | undefined> {
    try {
      const live = await this.editions.find(live_edition);
      if (live === undefined) return undefined;
      return { edition: live.id, position: formatPosition(await this.editions.position(live)) };
    } catch {
      return undefined;
    }
  }
}

const idOf = ({ edition, position }: Standing): string => `${edition}.${position}`;

const positionEvent = (standing: Standing): EventOfStream => ({
  event: 'position',
  id: idOf(standing),
  content: standing,
});

const resyncEvent = (standing: Standing): EventOfStream => ({ ...positionEvent(standing), event: 'resync' });

/** True of an id of another edition, of none of ours, and of one that lies many events back. */
function isTooFarBehind(lastEventId: string, { edition, position }: Standing): boolean {
  const [of, text = ''] = lastEventId.split('.');
  const [then, now] = [parsePosition(text), parsePosition(position)];
  if (of !== edition || then === undefined || now === undefined || then.length !== now.length) return true;
  return eventCount(now) - eventCount(then) > most_events_behind || eventCount(then) > eventCount(now);
}
