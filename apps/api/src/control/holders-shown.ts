import { actorMemberships, type EditionScope } from '#read-models/queries';
import {
  type ActorId,
  type Day,
  type HolderRollUp,
  instantMs,
  localDay,
  type Memberships,
  roll_up_to_top,
  startOfDayMs,
  type TimeZone,
  toInstant,
} from '#situation';
import { requireRegistered } from '../reading/registered-names.js';

interface Held {
  readonly holders: readonly ActorId[];
}

/** A stretch of time over which something was held; null where it has no beginning or no end. */
interface HeldOver extends Held {
  readonly from: string | null;
  readonly to: string | null;
}

/** How an answer shows holders. */
export interface HoldersShown {
  /** The same, with its holders as they are shown on a local day. */
  on<Some extends Held>(day: Day, held: Some): Some;
  /** The same stretches, each cut at the beginning of the local days on which its holders come to be shown otherwise. */
  over<Some extends HeldOver>(stretches: readonly Some[], zone: TimeZone): readonly Some[];
}

const as_reported: HoldersShown = { on: (_day, held) => held, over: (stretches) => stretches };

/**
 * Shows holders as they were reported, or rolled up as they belonged together on the day.
 *
 * @throws {Rejected} `not_found` when they are to be rolled up to an actor that is not registered.
 */
export async function holdersShown(scope: EditionScope, rollUp: HolderRollUp | undefined): Promise<HoldersShown> {
  if (rollUp === undefined) return as_reported;
  if (rollUp !== roll_up_to_top) await requireRegistered(scope, 'actor', 'rollUp', rollUp);
  const memberships = await actorMemberships(scope);
  const on: HoldersShown['on'] = (day, held) => ({ ...held, holders: memberships.on(day).shown(held.holders, rollUp) });
  return {
    on,
    over: (stretches, zone) =>
      stretches.flatMap((stretch) => {
        const pieces = cut(stretch, memberships, zone).map(({ day, piece }) => on(day, piece));
        return joined(pieces);
      }),
  };
}

/** The stretch in pieces over which memberships stay as they are, each with a local day of it. */
function cut<Some extends HeldOver>(
  stretch: Some,
  { turns, sampleDays: [earliest] }: Memberships,
  zone: TimeZone,
): readonly { readonly day: Day; readonly piece: Some }[] {
  const { from, to } = stretch;
  const isInside = (ms: number): boolean =>
    (from === null || ms > instantMs(from)) && (to === null || ms < instantMs(to));
  const cuts = turns
    .map((day) => startOfDayMs(day, zone))
    .filter(isInside)
    .map(toInstant);
  return [from, ...cuts].map((begin, index) => ({
    day: begin === null ? earliest : localDay(instantMs(begin), zone),
    piece: { ...stretch, from: begin, to: cuts[index] ?? to },
  }));
}

/** Neighbours that show the same holders as one. */
function joined<Some extends HeldOver>(pieces: readonly Some[]): readonly Some[] {
  const all: Some[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last !== undefined && last.holders.join() === piece.holders.join())
      all[all.length - 1] = { ...last, to: piece.to };
    else all.push(piece);
  }
  return all;
}
