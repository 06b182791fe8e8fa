import type { DefinitionBounds, EditionDefinition, EditionEnd } from '#editions';
import { parsePosition } from '#event-log';
import type { ValidAt } from '#read-models/queries';
import {
  credibilities,
  endOfDayMs,
  instantMs,
  isDay,
  localDay,
  isInstant,
  type Moment,
  reliabilities,
  type TimeZone,
} from '#situation';
import { CommandFailed } from '../terminal/command-failed.js';
import { editionName } from './edition-name.js';
import { knownUntilMs, readMoment } from './moment-option.js';

/** The options of `sitrep replay` as they were typed. */
export interface ReplayFlags {
  readonly until?: string;
  readonly untilRecorded?: string;
  readonly untilPosition?: string;
  readonly withoutOutlet?: readonly string[];
  readonly withoutSource?: readonly string[];
  readonly withoutSide?: readonly string[];
  readonly leastReliability?: string;
  readonly leastCredibility?: string;
  readonly validAt?: string;
  readonly into?: string;
  readonly json?: true;
  readonly replace?: true;
  readonly progress?: string;
}

/** What a replay was asked for, made exact. */
export interface ReplayOrder {
  /** Of the edition to build. */
  readonly name: string;
  readonly definition: EditionDefinition;
  readonly validAt: ValidAt;
  /** As known when its answers are printed, in milliseconds since 1970 UTC. */
  readonly knownAtMs: number;
  /** True when an edition of that name with another definition may go. */
  readonly replaces: boolean;
  /** What time it is: an end that is still to come is no end. */
  readonly bounds: Omit<DefinitionBounds, 'head'>;
}

/** Where the command is typed: the zone whose days `--until` counts in, and what time it is. */
export interface Desk {
  readonly zone: TimeZone;
  readonly nowMs: number;
}

/** Makes the options exact. Throws `CommandFailed`, naming the option. */
export function readOrder(flags: ReplayFlags, { zone, nowMs }: Desk): ReplayOrder {
  const until = flags.until === undefined ? undefined : readMoment('--until', flags.until);
  const definition = readDefinition(flags, until, zone);
  const validAt = flags.validAt === undefined ? until : readMoment('--valid-at', flags.validAt);
  return {
    // A date names the edition only where nothing else distinguishes it.
    name: editionName(flags.into, Object.keys(definition).length === 1 ? until : undefined),
    definition,
    replaces: flags.replace === true,
    validAt: validAt === undefined ? { instantMs: nowMs } : asked(validAt),
    knownAtMs: until === undefined ? nowMs : knownUntilMs(until, zone),
    bounds: { nowMs, endOfTodayMs: endOfDayMs(localDay(nowMs, zone), zone) },
  };
}

const asked = (moment: Moment): ValidAt => (isDay(moment) ? { day: moment } : { instantMs: instantMs(moment) });

function readDefinition(flags: ReplayFlags, until: Moment | undefined, zone: TimeZone): EditionDefinition {
  const ends = [
    until === undefined ? undefined : { knownAtMs: knownUntilMs(until, zone) },
    flags.untilRecorded === undefined ? undefined : { recordedAtMs: readRecorded(flags.untilRecorded) },
    flags.untilPosition === undefined ? undefined : { position: readPosition(flags.untilPosition) },
  ].filter((end): end is EditionEnd => end !== undefined);
  if (ends.length > 1)
    throw new CommandFailed('Give one of --until, --until-recorded and --until-position: an edition ends once.');
  const grade = {
    ...readOne('--least-reliability', 'reliability', flags.leastReliability, reliabilities),
    ...readOne('--least-credibility', 'credibility', flags.leastCredibility, credibilities),
  };
  return {
    ...(ends[0] === undefined ? {} : { until: ends[0] }),
    ...(flags.withoutOutlet === undefined ? {} : { withoutOutlets: flags.withoutOutlet }),
    ...(flags.withoutSource === undefined ? {} : { withoutSources: flags.withoutSource }),
    ...(flags.withoutSide === undefined ? {} : { withoutSides: flags.withoutSide }),
    ...(Object.keys(grade).length === 0 ? {} : { leastGrade: grade }),
  };
}

function readRecorded(text: string): number {
  if (isInstant(text)) return instantMs(text);
  throw new CommandFailed(`--until-recorded is "${text}"; it must be an instant such as 2017-03-07T18:00+03:00.`);
}

function readPosition(text: string): string {
  if (parsePosition(text) !== undefined) return text;
  throw new CommandFailed(`--until-position is "${text}"; it must be the position of an answer, such as 331.`);
}

function readOne<Name extends string, Value extends string | number>(
  option: string,
  name: Name,
  text: string | undefined,
  all: readonly Value[],
): Partial<Record<Name, Value>> {
  if (text === undefined) return {};
  const value = all.find((one) => String(one) === text);
  if (value === undefined) throw new CommandFailed(`${option} is "${text}"; it must be one of ${all.join(', ')}.`);
  return { [name]: value } as Record<Name, Value>;
}
