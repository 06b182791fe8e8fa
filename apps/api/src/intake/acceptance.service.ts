import { Injectable, Logger } from '@nestjs/common';
import { Editions, Intake } from '#editions';
import {
  appendable,
  AppendUnconfirmed,
  encodeEvent,
  type EventAttributes,
  EventLog,
  type LogCoordinates,
  type NewEvent,
  PostgresEventLog,
} from '#event-log';
import type { Principal } from '#platform';
import type { EventId, SitrepEvent } from '#situation';
import { createHash } from 'node:crypto';
import { Rejected } from '../http/rejected.js';
import { MetricsService } from '../health/metrics.service.js';

/** What became of an event that was sent. */
export interface Recording {
  readonly eventId: EventId;
  /** True for a report that has amendments. */
  readonly isAmended: boolean;
  /** True for a report that the live edition has as a draft. */
  readonly isDraft: boolean;
  /** Where and when the log recorded it; undefined when it had been recorded before. */
  readonly coordinates: LogCoordinates | undefined;
}

/** What was sent under an id: two events with one id are the same if that is. */
export interface SentContent {
  /** The type that was sent, as its first version is called: a link and an unlink may have equal bodies. */
  readonly type: string;
  readonly body: object;
}

/** Thrown in place of recording an event that is only tried: nothing was refused until then. */
export class TriedOnly extends Error {
  override readonly name = 'TriedOnly';

  constructor(
    readonly kind: SitrepEvent['kind'],
    readonly eventId: EventId,
    /** True where the log has the event: sent in earnest it would be a repetition. */
    readonly isRecorded: boolean,
    /** Equal of the same content. */
    readonly digest: string,
    /** What it is refused with where its id stands for other content. */
    readonly taken: Rejected,
  ) {
    super(`The event ${eventId} was tried only.`);
  }
}

/** Puts facts into the log, once. */
@Injectable()
export class Acceptance {
  private readonly logger = new Logger('Acceptance');
  private readonly intake: Intake;

  constructor(
    private readonly eventLog: EventLog,
    editions: Editions,
    private readonly metrics: MetricsService,
  ) {
    this.intake = new Intake(editions, eventLog instanceof PostgresEventLog);
  }

  /**
   * Resolves when the log has the event for good. What is known to be recorded is not appended again. `sent` is the
   * content without what this process added of its own; without it, that is the whole event.
   *
   * @throws {TriedOnly} in place of recording what is only tried.
   * @throws {Rejected} `conflict` when the id stands for something else, which `advice` says how to change;
   *   `unconfirmed` when it may or may not be in the log.
   */
  async accept(
    event: SitrepEvent,
    { traceparent, principal, isTrial }: Sending,
    advice: string,
    sent?: SentContent,
  ): Promise<Recording> {
    const encoded = appendable(encodeEvent(event, { ...traceAttributes(traceparent), principal: principal.id }));
    const offer = {
      eventId: encoded.id,
      sentDigest:
        sent === undefined ? digestOf(encoded.type, encoded.body) : digestOf(sent.type, JSON.stringify(sent.body)),
      bodyDigest: digestOf(encoded.body),
      principal: principal.id,
    };
    const taken = (): Rejected =>
      new Rejected('conflict', [`The id ${encoded.id} stands for other content.`, advice].join(' ').trimEnd());
    if (isTrial === true) {
      const stands = await this.intake.standingOf(offer);
      throw stands === 'taken'
        ? taken()
        : new TriedOnly(
            event.kind,
            encoded.id,
            stands === 'recorded',
            Buffer.from(offer.sentDigest).toString('hex'),
            taken(),
          );
    }
    const { standing, ...known } = await this.intake.settle(offer);
    if (standing === 'taken') throw taken();
    if (standing === 'recorded') return { eventId: encoded.id, ...known, coordinates: undefined };
    const coordinates = await this.append(encoded);
    return { eventId: encoded.id, ...known, coordinates: (await this.isFirst(encoded.id)) ? coordinates : undefined };
  }

  private async append(event: NewEvent): Promise<LogCoordinates> {
    try {
      return await this.metrics.measureAppend(event, async () => {
        const [coordinates] = await this.eventLog.append([event]);
        if (coordinates === undefined) throw new Error('the log answered an append without coordinates');
        return coordinates;
      });
    } catch (cause) {
      if (!(cause instanceof AppendUnconfirmed)) throw cause;
      const detail =
        'The log did not confirm the event: it may or may not be recorded. Sending it again, unchanged, is safe.';
      throw new Rejected('unconfirmed', detail, [], { cause });
    }
  }

  /** False if another process recorded the same event a moment earlier. */
  private async isFirst(eventId: string): Promise<boolean> {
    try {
      return await this.intake.confirm(eventId);
    } catch (error) {
      // The log has it: whatever fails now must not look like a refusal.
      this.logger.warn(`that event ${eventId} is recorded could not be noted: ${String(error)}`);
      return true;
    }
  }
}

const digestOf = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

const traceparentPattern = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace of the request that causes an event, where its header is one (W3C Trace Context); else nothing. */
const traceAttributes = (header: string | undefined): EventAttributes =>
  header !== undefined && traceparentPattern.test(header) ? { traceparent: header } : {};

/** How an event comes in. */
export interface Sending {
  /** Who sends it. */
  readonly principal: Principal;
  /** The trace of its request, where that has one (W3C Trace Context). */
  readonly traceparent?: string | undefined;
  /** True where it is sent as a draft, whatever the sender may do. */
  readonly asDraft?: boolean;
  /** What drafts are sent together with. */
  readonly bundle?: string | undefined;
  /** True where a report that reads otherwise than its draft is another reading of that. */
  readonly revises?: boolean;
  /** True for a line of many: nobody reads what becomes of it beyond its place in the log. */
  readonly inBatch?: true;
  /** True of what is only tried: everything is checked, and `accept` throws `TriedOnly` in place of recording. */
  readonly isTrial?: boolean;
}
