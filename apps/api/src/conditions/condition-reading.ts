import {
  type AxisItem,
  type ConditionItem,
  conditionItems,
  type ConditionPeriod,
  conditionTimeline,
  type ToldClaim,
} from '#read-models/queries';
import {
  axesFitting,
  type ConditionAnswer,
  type ConditionAxis,
  conditionAxes,
  conditionOutcome,
  type ConditionClaim,
  conditionTimeline as resolveTimeline,
  gatherCondition,
  type PlaceId,
  settleCondition,
  toInstant,
} from '#situation';
import {
  type ClaimsOfPlace,
  hearConditions,
  type Hearing,
  isStored,
  keepFrom,
  referencesTo,
  voicesUnder,
} from '../reading/heard-claims.js';

type Page = Parameters<typeof conditionItems>[1];
/** Which things to read, and how many at most. */
export type ThingsAsked = Omit<Page, 'validAt' | 'knownAtMs'>;

/** What state things are in under the question's policy: the stored rows where they are that policy's, else anew. */
export async function conditionsUnder(hearing: Hearing, asked: ThingsAsked): Promise<readonly ConditionItem[]> {
  const { scope, validAt, knownAtMs } = hearing;
  return isStored(hearing) ? conditionItems(scope, { ...asked, validAt, knownAtMs }) : conditionsAnew(hearing, asked);
}

/** As `conditionsUnder`, always from the claims themselves. */
export async function conditionsAnew(
  hearing: Hearing,
  { state, ...things }: ThingsAsked,
): Promise<readonly ConditionItem[]> {
  const { scope, validAt, knownAtMs } = hearing;
  const voices = await voicesUnder(hearing);
  return keepFrom(
    things,
    (page) => conditionItems(scope, { ...things, ...page, validAt, knownAtMs }),
    async (items) => {
      const ids = items.map(({ place }) => place.id);
      const heard = await hearConditions(hearing, ids, voices);
      const anew = items.map(({ place }): ConditionItem => {
        const axis = (name: ConditionAxis): AxisItem | null =>
          axesFitting(place.kind).includes(name) ? axisAnew(heard(place.id), name) : null;
        return { place, integrity: axis('integrity'), passage: axis('passage') };
      });
      return anew.filter((item) => state === undefined || conditionAxes.some((axis) => item[axis]?.state === state));
    },
  );
}

function axisAnew({ counted, zone, atMs }: ClaimsOfPlace<ConditionClaim>, axis: ConditionAxis): AxisItem {
  const { answer, supports } = settleCondition(gatherCondition(counted, axis, zone), atMs);
  return axisOfAnswer(
    answer,
    supports.map(({ known }) => known),
    counted,
  );
}

/** An answer as it is told, with the reports of what it rests on. */
export const axisOfAnswer = (
  answer: ConditionAnswer,
  supports: readonly { readonly reportId: string }[],
  told: readonly ToldClaim<ConditionClaim>[],
): AxisItem => ({ ...conditionOutcome(answer), reports: referencesTo(supports, told) });

/** The condition of one place over all of valid time, axis by axis, under the question's policy. */
export async function conditionTimelineUnder(hearing: Hearing, place: PlaceId): Promise<readonly ConditionPeriod[]> {
  const { scope, knownAtMs } = hearing;
  return isStored(hearing) ? conditionTimeline(scope, { place, knownAtMs }) : conditionTimelineAnew(hearing, place);
}

/** As `conditionTimelineUnder`, always from the claims themselves. */
export async function conditionTimelineAnew(hearing: Hearing, place: PlaceId): Promise<readonly ConditionPeriod[]> {
  const { counted, zone } = (await hearConditions(hearing, [place], await voicesUnder(hearing)))(place);
  return conditionAxes.flatMap((axis) => {
    const { answers, supports } = resolveTimeline(gatherCondition(counted, axis, zone));
    return answers.map(({ fromMs, toMs, value }) => ({
      from: Number.isFinite(fromMs) ? toInstant(fromMs) : null,
      to: Number.isFinite(toMs) ? toInstant(toMs) : null,
      axis,
      ...axisOfAnswer(
        value,
        supports.filter((one) => one.fromMs < toMs && one.toMs > fromMs).map((one) => ({ reportId: one.value })),
        counted,
      ),
    }));
  });
}
