import {
  actorMemberships,
  type ControlItem,
  controlItems,
  type ControlPeriod,
  controlTimeline,
  type EditionScope,
  type ToldClaim,
} from '#read-models/queries';
import {
  type ActorId,
  type ControlAnswer,
  type ControlClaim,
  type ControlEvidence,
  controlOutcome,
  controlTimeline as resolveTimeline,
  type Day,
  gatherEvidence,
  lastDayOf,
  localDay,
  type PlaceId,
  resolveControl,
  toInstant,
} from '#situation';
import {
  hearControl,
  type ClaimsOfPlace,
  type Hearing,
  isStored,
  keepFrom,
  referencesTo,
  voicesIn,
} from '../reading/heard-claims.js';

type Page = Parameters<typeof controlItems>[1];
/** Which places to read, and how many at most. */
export type PlacesAsked = Omit<Page, 'validAt' | 'knownAtMs'>;

/** Who holds what under the question's policy: the stored rows where they are that policy's, else resolved anew. */
export async function controlUnder(hearing: Hearing, asked: PlacesAsked): Promise<readonly ControlItem[]> {
  const { scope, validAt, knownAtMs, agedAfterDays } = hearing;
  return isStored(hearing)
    ? controlItems(scope, { ...asked, validAt, knownAtMs, agedAfterDays })
    : controlAnew(hearing, asked);
}

/** As `controlUnder`, always from the claims themselves. */
export async function controlAnew(
  hearing: Hearing,
  { holdersOn, ...places }: PlacesAsked,
): Promise<readonly ControlItem[]> {
  const { scope, validAt, knownAtMs } = hearing;
  const voices = await voicesIn(hearing.scope);
  return keepFrom(
    places,
    (page) => controlItems(scope, { ...places, ...page, validAt, knownAtMs }),
    async (items) => {
      const ids = items.map(({ place }) => place.id);
      const heard = await hearControl(hearing, ids, voices);
      const anew = items.map((item) => ({ ...item, ...holdingAnew(heard(item.place.id), hearing.agedAfterDays) }));
      return anew.filter((item) => isHeldBy(holdersOn, heard(item.place.id), item.holders));
    },
  );
}

/** True when one of the holders is among those that are asked for, or nobody is. */
export const isHeldBy = (
  holdersOn: PlacesAsked['holdersOn'],
  { atMs, zone }: Pick<ClaimsOfPlace<ControlClaim>, 'atMs' | 'zone'>,
  holders: readonly ActorId[],
): boolean => holdersOn === undefined || holders.some((one) => holdersOn(localDay(atMs, zone)).has(one));

function holdingAnew(
  heard: ClaimsOfPlace<ControlClaim>,
  agedAfterDays: number | undefined,
): Omit<ControlItem, 'place'> {
  const { answer, supports } = resolveControl(evidenceOf(heard), heard.atMs);
  const asked = { day: localDay(heard.atMs, heard.zone), agedAfterDays };
  return holdingOf({ answer, supports }, heard.counted, asked);
}

/** What counts about one place, as evidence. */
export const evidenceOf = ({ counted, zone, voices }: ClaimsOfPlace<ControlClaim>): ControlEvidence =>
  gatherEvidence(counted, { zone, sideOf: (actor, day) => voices.sides.of(actor, day) });

/** The local day that is asked about, and from which age on an answer is aged then. */
export interface DayAsked {
  readonly day: Day;
  readonly agedAfterDays: number | undefined;
}

/** An answer as it is told, with the reports of what it rests on. */
export const holdingOf = (
  { answer, supports }: { readonly answer: ControlAnswer; readonly supports: readonly { readonly reportId: string }[] },
  told: readonly ToldClaim<ControlClaim>[],
  { day, agedAfterDays }: DayAsked,
): Omit<ControlItem, 'place'> => ({
  ...controlOutcome(answer, day, agedAfterDays),
  reports: referencesTo(supports, told),
});

/** Who held one place over all of valid time, under the question's policy. */
export async function timelineUnder(hearing: Hearing, place: PlaceId): Promise<readonly ControlPeriod[]> {
  const { scope, knownAtMs, agedAfterDays } = hearing;
  return isStored(hearing) ? controlTimeline(scope, { place, knownAtMs, agedAfterDays }) : timelineAnew(hearing, place);
}

/** As `timelineUnder`, always from the claims themselves. */
export async function timelineAnew(hearing: Hearing, place: PlaceId): Promise<readonly ControlPeriod[]> {
  const heard = (await hearControl(hearing, [place], await voicesIn(hearing.scope)))(place);
  const { answers, supports } = resolveTimeline(evidenceOf(heard));
  return answers.map(({ fromMs, toMs, value }) => {
    const resting = supports.filter((support) => support.fromMs < toMs && support.toMs > fromMs);
    return {
      from: Number.isFinite(fromMs) ? toInstant(fromMs) : null,
      to: Number.isFinite(toMs) ? toInstant(toMs) : null,
      ...holdingOf({ answer: value, supports: resting.map((one) => ({ reportId: one.value })) }, heard.counted, {
        day: lastDayOf({ fromMs, toMs }, hearing.knownAtMs, heard.zone),
        agedAfterDays: hearing.agedAfterDays,
      }),
    };
  });
}

/** The actors for which one stands on a local day: itself and all that is part of it then. */
export type PartsOn = (day: Day) => ReadonlySet<ActorId>;

/** For whom the actor stands, by what the registry says. */
export async function partsOfActor(scope: EditionScope, actor: ActorId): Promise<PartsOn> {
  const memberships = await actorMemberships(scope);
  return (day) => memberships.on(day).partsOf(actor);
}
