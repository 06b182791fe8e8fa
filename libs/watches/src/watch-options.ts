import type { EventLog } from '#event-log';
import type { Editions } from '#editions';
import type { Database } from '#platform';
import type { EditionScope } from '#read-models/queries';
import type { TimeZone } from '#situation';
import { type Backoff, usual_backoff } from './send/backoff.js';

/** What an operator decides about watches. */
export interface WatchSettings {
  /** True to send to private, loopback and link-local addresses, too; false by default. */
  readonly allowsPrivate: boolean;
  /** The server that sends mail, `smtp://user:password@host:587`; without one there is no mail. */
  readonly smtpUrl?: string;
  /** From which address. */
  readonly smtpFrom?: string;
}

/** How fast watches look, send and try again. */
export interface WatchPace {
  readonly tickMs: number;
  readonly backoff: Backoff;
  /** How long a receiver may take. */
  readonly timeoutMs: number;
  /** After this long a watch that has more to send lets others go first. */
  readonly turnMs: number;
  /** So many messages of one watch are sent within a minute, at most: a bound on loops. */
  readonly mostAMinute: number;
  /** With more events at once than this, changes are not reckoned one by one: each watch gets one `resync`. */
  readonly mostEvents: number;
}

export const usual_pace: WatchPace = {
  tickMs: 1_000,
  backoff: usual_backoff,
  timeoutMs: 10_000,
  turnMs: 2_000,
  mostAMinute: 120,
  mostEvents: 50_000,
};

/** What the work on watches is done with. */
export interface WatchParts {
  readonly database: Database;
  readonly editions: Editions;
  readonly eventLog: Pick<EventLog, 'read'>;
  readonly settings: WatchSettings;
  readonly pace: WatchPace;
  readonly timeZone: TimeZone;
  readonly agedAfterDays: number;
  /** Begins links that leave the server; empty where it is not known. */
  readonly baseUrl: string;
  /** What only the questions of the api answer. */
  readonly asks: WatchAsks;
  readonly sight: WatchSight;
  readonly onTrouble: (what: string, cause: unknown) => void;
}

/** What may leave the server by itself: a message goes to every reader of its address. */
export interface WatchSight {
  /** Where the same edition is read for messages: in the same snapshot, unless something is withheld from them. */
  shown(scope: EditionScope): Promise<EditionScope>;
  /** Which of these reports are withheld from messages. */
  withheld(reportIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** The content of a message with what it tells of such reports coarsened. */
  applied<Content extends object>(content: Content): Promise<Content>;
}

/** Questions that are asked as readers ask them. */
export interface WatchAsks {
  /** The count of a watch as it is now. */
  readonly count: (question: AskedCount) => Promise<FoundCount>;
  /** Open contradictions between reports that name the place. */
  readonly contradictions: (place: string) => Promise<readonly FoundContradiction[]>;
  /** The briefing of the day before, as Markdown. */
  readonly briefing: (question: AskedBriefing) => Promise<FoundBriefing>;
}

export interface AskedCount {
  readonly measure: string;
  readonly group?: string;
  readonly within?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface FoundCount {
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly unit: string | null;
  readonly reports: readonly string[];
  readonly href: string;
}

export interface FoundContradiction {
  readonly about: object;
  readonly differ: object;
  readonly reports: readonly FoundReport[];
  readonly knownFrom: string;
}

export interface FoundReport {
  readonly id: string;
  readonly externalId: string | null;
  readonly type: string;
  readonly place: string | null;
  readonly summary: string;
}

export interface AskedBriefing {
  readonly from: string;
  readonly to: string;
  readonly within?: string;
  readonly lang: string;
}

export interface FoundBriefing {
  readonly title: string;
  readonly markdown: string;
  readonly href: string;
}
