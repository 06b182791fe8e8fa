import { Injectable } from '@nestjs/common';
import { Editions } from '#editions';
import { AppendUnconfirmed, encodeEvent, EventLog, type LogCoordinates, type NewEvent } from '#event-log';
import { bodyDigestOf } from '#projections/queries';
import type { SitrepEvent } from '#situation';
import { createHash } from 'node:crypto';
import { Rejected } from '../http/rejected.js';
import { liveEdition } from '../reading/live-edition.js';
import { SentIds } from './sent-ids.js';
import { traceAttributes } from './trace-context.js';

/** What became of an event that was sent. */
export interface Recording {
  /** Where and when the log recorded it; undefined when it had been recorded before. */
  readonly coordinates: LogCoordinates | undefined;
}

/** Puts facts into the log, once. */
@Injectable()
export class Acceptance {
  private readonly sentIds = new SentIds();

  constructor(
    private readonly eventLog: EventLog,
    private readonly editions: Editions,
  ) {}

  /**
   * Resolves when the log has the event for good. An event that the live edition knows is not appended again.
   *
   * @throws {Rejected} `conflict` when the id stands for something else, which `advice` says how to change;
   *   `unconfirmed` when it may or may not be in the log.
   */
  async accept(event: SitrepEvent, traceparent: string | undefined, advice: string): Promise<Recording> {
    const encoded = encodeEvent(event, traceAttributes(traceparent));
    const digest = digestOf(encoded.body);
    const stored = await bodyDigestOf(await liveEdition(this.editions), encoded.id);
    const sent = this.sentIds.find(encoded.id);
    const known = stored ?? sent?.digest;
    if (known !== undefined && known !== digest) {
      throw new Rejected('conflict', `The id ${encoded.id} is recorded with other content. ${advice}`);
    }
    if (stored !== undefined || sent?.isRecorded === true) return { coordinates: undefined };
    const sending = this.sentIds.add(encoded.id, digest);
    const coordinates = await this.append(encoded);
    sending.isRecorded = true;
    return { coordinates };
  }

  private async append(event: NewEvent): Promise<LogCoordinates> {
    try {
      const [coordinates] = await this.eventLog.append([event]);
      if (coordinates === undefined) throw new Error('the log answered an append without coordinates');
      return coordinates;
    } catch (cause) {
      if (!(cause instanceof AppendUnconfirmed)) throw cause;
      const detail =
        'The log did not confirm the event: it may or may not be recorded. Sending it again, unchanged, is safe.';
      throw new Rejected('unconfirmed', detail, [], { cause });
    }
  }
}

const digestOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');
