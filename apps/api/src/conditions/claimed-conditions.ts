import { conditionItems } from '#read-models/queries';
import { axesFitting, claimedCondition, type ConditionAxis, conditionAxes } from '#situation';
import { hearConditions, type Hearing, keepFrom, voicesIn } from '../reading/heard-claims.js';
import type { ClaimedAxisDto, ClaimedConditionDto } from './claimed-condition.dto.js';
import { axisOfAnswer, type ThingsAsked } from './condition-reading.js';

/** Each side's claims about the state of things, beside each other; with `state`, things of which a side claims it. */
export async function conditionsClaimed(
  hearing: Hearing,
  { state, ...things }: ThingsAsked,
): Promise<readonly ClaimedConditionDto[]> {
  const { scope, validAt, knownAtMs } = hearing;
  const voices = await voicesIn(scope);
  return keepFrom(
    things,
    (page) => conditionItems(scope, { ...things, ...page, validAt, knownAtMs }),
    async (items) => {
      const ids = items.map(({ place }) => place.id);
      const heard = await hearConditions(hearing, ids, voices);
      const anew = items.map(({ place }): ClaimedConditionDto => {
        const { counted, zone, atMs } = heard(place.id);
        const axis = (name: ConditionAxis): ClaimedAxisDto | null => {
          if (!axesFitting(place.kind).includes(name)) return null;
          const { claimed, agree } = claimedCondition(counted, name, { zone, atMs, voices });
          const told = claimed.map(({ voice, resolved: { answer, supports } }) => {
            const resting = supports.map(({ known }) => known);
            return { side: voice, ...axisOfAnswer(answer, resting, counted) };
          });
          return { sides: told, agree };
        };
        return { place, integrity: axis('integrity'), passage: axis('passage') };
      });
      const isAsked = (axis: ClaimedAxisDto | null): boolean => axis?.sides.some((one) => one.state === state) ?? false;
      return anew.filter((item) => state === undefined || conditionAxes.some((axis) => isAsked(item[axis])));
    },
  );
}
