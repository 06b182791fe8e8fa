import { controlItems } from '#read-models/queries';
import { claimedControl, localDay } from '#situation';
import { hearControl, type Hearing, keepFrom, voicesIn } from '../reading/heard-claims.js';
import type { ClaimedControlDto } from './claimed-control.dto.js';
import { holdingOf, isHeldBy, type PlacesAsked } from './control-reading.js';

/** Each side's claims about who holds what, beside each other; with `holdersOn`, places of which a side names one of them. */
export async function controlClaimed(
  hearing: Hearing,
  { holdersOn, ...places }: PlacesAsked,
): Promise<readonly ClaimedControlDto[]> {
  const { scope, validAt, knownAtMs, agedAfterDays } = hearing;
  const voices = await voicesIn(scope);
  return keepFrom(
    places,
    (page) => controlItems(scope, { ...places, ...page, validAt, knownAtMs }),
    async (items) => {
      const ids = items.map(({ place }) => place.id);
      const heard = await hearControl(hearing, ids, voices);
      const anew = items.map(({ place }): ClaimedControlDto => {
        const { counted, zone, atMs } = heard(place.id);
        const asked = { day: localDay(atMs, zone), agedAfterDays };
        const { claimed, agree } = claimedControl(counted, { zone, atMs, voices });
        const told = claimed.map(({ voice, resolved: { answer, supports } }) => ({
          side: voice,
          ...holdingOf({ answer, supports }, counted, asked),
        }));
        return { place, sides: told, agree };
      });
      return anew.filter(({ place, sides: told }) =>
        isHeldBy(
          holdersOn,
          heard(place.id),
          told.flatMap((side) => side.holders),
        ),
      );
    },
  );
}
