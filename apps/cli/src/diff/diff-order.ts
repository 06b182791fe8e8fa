import { type DiffModel, diffModels } from '#editions';
import type { ValidAt } from '#read-models/queries';
import { instantMs, isDay, type TimeZone } from '#situation';
import { knownUntilMs, readMoment } from '../replay/moment-option.js';
import { CommandFailed } from '../terminal/command-failed.js';

/** The options of `sitrep diff` as they were typed. */
export interface DiffFlags {
  readonly knownAt?: string;
  readonly andKnownAt?: string;
  readonly validAt?: string;
  readonly andValidAt?: string;
  readonly model?: string;
  readonly limit: string;
  readonly json?: true;
}

/** One side of a comparison, before its edition is looked up. */
export interface OrderedSide {
  readonly edition: string;
  /** Absent: now. */
  readonly knownAtMs?: number;
  readonly validAt?: ValidAt;
  /** How the side is called: the edition, and the dates that were given. */
  readonly title: string;
}

/** What a diff was asked for, made exact. */
export interface DiffOrder {
  readonly a: OrderedSide;
  readonly b: OrderedSide;
  readonly models: readonly DiffModel[];
  readonly shown: number;
}

/** Makes the options exact; `desk` is the zone whose days known dates count in. Throws `CommandFailed`. */
export function readDiffOrder(
  editions: { readonly a: string; readonly b: string },
  flags: DiffFlags,
  desk: TimeZone,
): DiffOrder {
  const { knownAt, validAt, andKnownAt = knownAt, andValidAt = validAt } = flags;
  if ((validAt === undefined) !== (andValidAt === undefined))
    throw new CommandFailed('--and-valid-at needs --valid-at: a moment is compared with another one.');
  if (editions.a === editions.b && andKnownAt === knownAt && andValidAt === validAt)
    throw new CommandFailed(
      `This compares ${editions.a} with itself; name another edition, or give --and-known-at or --and-valid-at.`,
    );
  const side = (edition: string, known: string | undefined, valid: string | undefined, and: string): OrderedSide => ({
    edition,
    ...(known === undefined ? {} : { knownAtMs: knownUntilMs(readMoment(`--${and}known-at`, known), desk) }),
    ...(valid === undefined ? {} : { validAt: validAtOf(`--${and}valid-at`, valid) }),
    title: titleOf(edition, known, valid),
  });
  return {
    a: side(editions.a, knownAt, validAt, ''),
    b: side(editions.b, andKnownAt, andValidAt, 'and-'),
    models: modelsOf(flags.model),
    shown: shownOf(flags.limit),
  };
}

function validAtOf(option: string, text: string): ValidAt {
  const moment = readMoment(option, text);
  return isDay(moment) ? { day: moment } : { instantMs: instantMs(moment) };
}

const titleOf = (edition: string, known: string | undefined, valid: string | undefined): string =>
  [edition, valid === undefined ? '' : ` on ${valid}`, known === undefined ? '' : ` as known ${known}`].join('');

function modelsOf(text: string | undefined): readonly DiffModel[] {
  if (text === undefined) return diffModels;
  return text.split(',').map((name) => {
    const model = diffModels.find((one) => one === name.trim());
    if (model !== undefined) return model;
    throw new CommandFailed(`--model names "${name}"; there are ${diffModels.join(', ')}.`);
  });
}

function shownOf(limit: string): number {
  if (/^\d{1,6}$/.test(limit)) return Number(limit);
  throw new CommandFailed(`--limit is "${limit}"; it must be a number from 0 to 999999.`);
}
