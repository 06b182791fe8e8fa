import { type EditionScope, placesNamed } from '#read-models/queries';
import { type Change, digestOf } from '../domain/change.js';
import type { FoundContradiction, WatchParts } from '../watch-options.js';
import type { FoundByEvents } from './changes-by-events.js';
import type { NewEvents } from './new-events.js';

/** Places that are looked at for contradictions after one look at the log. */
const most_places = 50;

/** Finds the open contradictions that one of the new events has a part in. Each is found once, whatever is added to it. */
export async function contradictionChanges(
  scope: EditionScope,
  { asks }: Pick<WatchParts, 'asks'>,
  { causesOf }: NewEvents,
  { places, actorsOf }: FoundByEvents,
): Promise<readonly Change[]> {
  const looked = places.slice(0, most_places);
  const named = await placesNamed(scope, looked);
  const found = new Map<string, Change>();
  for (const place of looked) {
    for (const contradiction of await asks.contradictions(place)) {
      const ids = contradiction.reports.map(({ id }) => id).sort();
      const causes = ids.flatMap((id) => causesOf.get(id) ?? []);
      const identity = digestOf(['contradiction', contradiction.about, ids]);
      if (causes.length === 0) continue;
      const other = found.get(identity);
      const at = { id: place, name: named.get(place)?.name ?? place };
      found.set(
        identity,
        other === undefined
          ? changeOf(contradiction, at, {
              causes,
              identity,
              actors: [...new Set(ids.flatMap((id) => actorsOf.get(id) ?? []))],
            })
          : { ...other, places: [...other.places, place] },
      );
    }
  }
  return [...found.values()];
}

const changeOf = (
  { about, differ, reports, knownFrom }: FoundContradiction,
  place: NonNullable<Change['place']>,
  made: Pick<Change, 'causes' | 'actors'> & { readonly identity: string },
): Change => ({
  kind: 'contradiction',
  place,
  places: [place.id],
  at: knownFrom,
  detail: {},
  before: null,
  after: { about, differ },
  reports,
  text: `Reports about ${place.name} contradict each other: ${reports.map(({ summary }) => summary).join(' — ')}`,
  href: `/v1/contradictions?state=open&place=${place.id}`,
  ...made,
});
