import { Inject, Injectable } from '@nestjs/common';
import {
  eventCount,
  EventLog,
  formatPosition,
  hasReached,
  parsePosition,
  type Position,
  startOf,
  uuidPattern,
} from '#event-log';
import { eventsMadeKnown, readOnce } from '#read-models/queries';
import { firstMsOf, lastMsOf, type Moment, type TimeZone } from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { Rejected } from '../http/rejected.js';
import type { OpenEdition } from '../reading/questions.service.js';

/** Events that one answer looks up in the log: days of a large desk, and read within a second. */
const most_recorded = 10_000;
const bytes_of_id = 100;

/** Days of the desk, each to its end, or instants. */
export interface RecordedBetween {
  readonly recordedFrom?: Moment | undefined;
  readonly recordedTo?: Moment | undefined;
}

/**
 * Looks up in the log which events it has recorded when: rows are functions of the set of events, and know nothing of
 * the order in which the log has them.
 */
@Injectable()
export class RecordedEvents {
  constructor(
    private readonly eventLog: EventLog,
    @Inject(DESK_TIME_ZONE) private readonly zone: TimeZone,
  ) {}

  /**
   * Returns the ids of the events that an edition has and that the log has at or behind a position.
   *
   * @throws {Rejected} `malformed`: the position is of another log or behind the end of the edition, or too many events lie
   * behind it. `lagging`: the edition has not come so far.
   */
  async since(edition: OpenEdition, text: string): Promise<readonly string[]> {
    const parameter = 'sinceRecorded';
    const [from, reached] = [parsePosition(text) ?? [], reachedBy(edition)];
    if (from.length !== reached.length) {
      const detail =
        `It is of ${from.length} partitions, and the log has ${reached.length}: send the position of an answer, such as ` +
        `"${edition.position}", which this edition has reached.`;
      throw refusal(parameter, 'other_log', detail);
    }
    if (!hasReached(reached, from)) throw await this.notReached(edition, text, from);
    const detail = 'order an edition until the position (POST /v1/editions), and compare it with /v1/editions/…/diff.';
    return this.between(edition, { from, to: reached }, { parameter, detail });
  }

  /** Returns the ids of the events of the edition that the log has made known in between. @throws {Rejected} `malformed` */
  async madeKnown(edition: OpenEdition, { recordedFrom, recordedTo }: RecordedBetween): Promise<readonly string[]> {
    const reached = reachedBy(edition);
    const [from, to] = [
      recordedFrom === undefined
        ? startOf(reached.length)
        : await this.eventLog.positionAt(firstMsOf(recordedFrom, this.zone)),
      recordedTo === undefined ? reached : await this.eventLog.positionAt(lastMsOf(recordedTo, this.zone) + 1),
    ];
    const until = to.map((next, partition) => least(next, reached[partition] ?? 0n));
    const parameter = recordedFrom === undefined ? 'recordedTo' : 'recordedFrom';
    const recorded = await this.between(edition, { from, to: until }, { parameter, detail: 'ask for less time.' });
    return eventsMadeKnown(edition.scope, recorded);
  }

  private async between(
    { scope }: OpenEdition,
    { from, to }: { readonly from: Position; readonly to: Position },
    instead: { readonly parameter: string; readonly detail: string },
  ): Promise<readonly string[]> {
    const count = eventCount(to.map((next, partition) => greatest(next - (from[partition] ?? 0n), 0n)));
    if (count > BigInt(most_recorded)) {
      const detail = `The log has recorded ${count} events since; at most ${most_recorded} are looked up: ${instead.detail}`;
      throw refusal(instead.parameter, 'too_many_recorded', detail);
    }
    const name = `recorded ${formatPosition(from)} ${formatPosition(to)}`;
    return readOnce(
      scope,
      name,
      () => this.read(from, to),
      (ids) => ids.length * bytes_of_id,
    );
  }

  private async read(from: Position, to: Position): Promise<readonly string[]> {
    const ids = new Set<string>();
    for await (const { events } of this.eventLog.read(from, to))
      for (const { id } of events) if (uuidPattern.test(id)) ids.add(id.toLowerCase());
    return [...ids];
  }

  private async notReached(
    { edition, isFinished, position }: OpenEdition,
    text: string,
    from: Position,
  ): Promise<Rejected> {
    const head = await this.eventLog.head();
    if (!hasReached(head, from)) {
      const detail = `The log ends at ${formatPosition(head)}, before ${text}: send the position of an answer of this log.`;
      return refusal('sinceRecorded', 'beyond_the_log', detail);
    }
    if (isFinished) {
      const detail = `Edition ${edition} ends at ${position}, before ${text}: send a position up to there, or ask a later edition.`;
      return refusal('sinceRecorded', 'after_the_end', detail);
    }
    const detail = `Edition ${edition} has come to ${position}, and not to ${text} yet: send minPosition=${text} to wait for it.`;
    return new Rejected('lagging', detail, [{ parameter: 'sinceRecorded', code: 'not_reached', detail }]);
  }
}

const reachedBy = ({ position }: OpenEdition): Position => parsePosition(position) ?? [];
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const greatest = (a: bigint, b: bigint): bigint => (a > b ? a : b);

const refusal = (parameter: string, code: string, detail: string): Rejected =>
  new Rejected('malformed', 'The address does not have the parameters of this request.', [{ parameter, code, detail }]);
