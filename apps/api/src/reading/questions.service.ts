import { Inject, Injectable } from '@nestjs/common';
import { Editions } from '#editions';
import { formatPosition } from '#event-log';
import { Clock } from '#platform';
import type { EditionScope, ValidAt } from '#projections/queries';
import { instantMs, isDay, lastMsOf, toInstant, type Instant, type Moment, type TimeZone } from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { endMsOf, readableEdition } from './readable-edition.js';
import { answeredFrom } from './snapshot.interceptor.js';
import { snapshotOf } from './snapshot.js';

/** The two clocks and the edition, or the snapshot in place of it, that a question names. */
export interface Asked {
  readonly edition: string;
  readonly snapshot?: string;
  readonly validAt?: Moment;
  readonly knownAt?: Moment;
}

/** A question made exact. */
export interface Question {
  readonly scope: EditionScope;
  /** The log position that the edition had reached before it was read. */
  readonly position: string;
  readonly validAt: ValidAt;
  readonly knownAtMs: number;
  /** What the answer says it was asked. */
  readonly echo: { readonly validAt: Moment; readonly knownAt: Instant };
}

/** Makes questions exact: which edition, when in the world, as known when. */
@Injectable()
export class Questions {
  constructor(
    private readonly editions: Editions,
    private readonly clock: Clock,
    @Inject(DESK_TIME_ZONE) private readonly deskZone: TimeZone,
  ) {}

  /** @throws {Rejected} no such edition can be read, or not as the snapshot was. */
  async open(asked: Asked): Promise<Question> {
    const edition = await readableEdition(this.editions, asked);
    answeredFrom(snapshotOf(edition));
    // What does not change any more must not answer by today's clock either.
    const now = toInstant(endMsOf(edition) ?? this.clock.nowMs());
    const validAt = asked.validAt ?? now;
    // An edition knows nothing later than its slice, and must not answer as if it did.
    const knownUntilMs = edition.slice.knownUntilMs ?? Number.POSITIVE_INFINITY;
    const knownAtMs = Math.min(lastMsOf(asked.knownAt ?? now, this.deskZone), knownUntilMs);
    // The position is read first: the rows read later rest on at least that much of the log.
    const position = formatPosition(await this.editions.position(edition));
    return {
      scope: this.editions.scope(edition),
      position,
      validAt: isDay(validAt) ? { day: validAt } : { instantMs: instantMs(validAt) },
      knownAtMs,
      echo: { validAt, knownAt: toInstant(knownAtMs) },
    };
  }
}
