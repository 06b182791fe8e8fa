import type { EditionLimits, Editions } from '#editions';
import type { Jobs } from '#jobs';
import type { EventLog } from '#event-log';
import type { Clock, DeskSettings, PinoLogger, ReadingFor, ReviewSettings, SensitivitySettings } from '#platform';
import type { WatchPace, WatchSettings } from '#watches';
import type { AccessSettings } from './access/access-settings.js';

/** Whether this process can serve, and what is missing when it cannot. */
export interface ReadinessReport {
  readonly ready: boolean;
  /** Each in a few words: `database`, `live edition 120 events behind`. */
  readonly missing: readonly string[];
}

/** What the composition root hands to the api. The api opens and closes none of it. */
export interface ApiParts {
  readonly eventLog: EventLog;
  readonly editions: Editions;
  /** What questions are answered from; a question that takes too long fails there. */
  readonly readers: Editions;
  /** What is read for those who are not cleared for everything. */
  readonly guarded: ReadingFor;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly settings: {
    /** IANA name of the desk’s zone: the days of `knownAt` are days there. */
    readonly timeZone: string;
    /** An answer about control is aged when its last evidence is older than this; 30 days by default. */
    readonly agedAfterDays?: number;
    /** How the desk wants its page to look; by default computed from what is reported. */
    readonly desk?: DeskSettings;
    /** Who may read which reports; by default four levels, and all that name none are open. */
    readonly sensitivity?: SensitivitySettings;
    /** What the api listens on, 127.0.0.1 by default, and the further names by which it may be addressed. */
    readonly host?: string;
    readonly hosts?: readonly string[];
    /** Proxies whose word is taken for whom they pass a request on: addresses and networks; none by default. */
    readonly trustedProxies?: readonly string[];
    /** The address by which others reach the api; by default that of each request. */
    readonly publicBaseUrl?: string;
    /** Origins whose pages may read and write from other sites; `*` lets all read. None by default. */
    readonly corsOrigins?: readonly string[];
    /** Who may come in, and how often; by default those with a key alone. */
    readonly access?: AccessSettings;
    /** Whose reports wait for an approval; nobody's by default. */
    readonly review?: ReviewSettings;
    /** Origins whose pages may show `/embed` in a frame; `*` lets all. None by default. */
    readonly frameAncestors?: readonly string[];
    /** Bytes of readings that are kept for those who ask the same again; 128 MiB by default. */
    readonly keptBytes?: number;
    /** How many editions there may be, and how much of the disk they may take; the usual ones by default. */
    readonly editionLimits?: EditionLimits;
    /** Where watches may send; by default to public addresses, and no mail. */
    readonly watches?: WatchSettings;
    /** How fast watches look and send; as usual by default. */
    readonly watchPace?: WatchPace;
  };
  readonly ready: () => ReadinessReport | Promise<ReadinessReport>;
  readonly logger: PinoLogger;
}

/** Nest tokens of the parts that are no classes. */
export const READERS = Symbol('the editions, over the connections of the readers');
export const DESK_TIME_ZONE = Symbol('the time zone of the desk');
export const AGED_AFTER_DAYS = Symbol('how many days old an answer is aged');
export const DESK_SETTINGS = Symbol('how the desk wants its page to look');
export const SENSITIVITY = Symbol('who may read which reports');
export const EDITION_LIMITS = Symbol('how many editions there may be, and how large');
export const PUBLIC_BASE_URL = Symbol('the address by which others reach the api');
export const REVIEW_SETTINGS = Symbol('whose reports wait for an approval');
export const WATCH_SETTINGS = Symbol('where watches may send');
export const WATCH_PACE = Symbol('how fast watches look and send');
export const KEPT_BYTES = Symbol('how many bytes of readings are kept');
export const READINESS = Symbol('whether this process can serve');
