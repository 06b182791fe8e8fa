import { conditionClaimsAbout } from '#read-models/queries';
import { axesFitting, conditionDifferences, toInstant } from '#situation';
import { hearConditions, voicesIn } from '../../reading/heard-claims.js';
import { withSummaries } from '../../reading/with-summaries.js';
import type { ConditionChangeDto } from '../change.dto.js';
import type { ChangeReader, Keyed } from '../change-lists.js';
import { momentCompared, placesCompared, type RecordedSince, referring } from './recorded-since.js';

/** Returns a reader of the axes of things that changed, in order of place id and axis. */
export const recordedConditions =
  (since: RecordedSince): ChangeReader<ConditionChangeDto> =>
  async ({ limit, after = '' }) =>
    (await conditionChanges(since)).filter(({ key }) => key > after).slice(0, limit);

async function conditionChanges(since: RecordedSince): Promise<readonly Keyed<ConditionChangeDto>[]> {
  const { question, without } = since;
  const { scope, knownAtMs } = question;
  const places = without.places.conditions.filter(since.isPlaceAsked).sort();
  if (places.length === 0) return [];
  const voices = await voicesIn(scope);
  const standing = await conditionClaimsAbout(scope, { places, knownAtMs });
  const hear = (claims: typeof standing) => hearConditions(question, places, voices, claims);
  const compared = await placesCompared(since, { places, standing, stood: without.conditions, hear });
  const found = compared.flatMap((place) =>
    axesFitting(place.kind).flatMap((axis) => {
      const { id, name, timeZone, before, after } = place;
      const differences = conditionDifferences(place, axis, timeZone);
      const atMs = momentCompared(since, place, differences);
      const difference = differences.at(atMs);
      if (difference === undefined) return [];
      const { kind: classification, reports } = difference;
      const answers = { before: referring(difference.before, before), after: referring(difference.after, after) };
      const item = { place: { id, name }, axis, classification, validAt: toInstant(atMs), ...answers, reports };
      return [{ key: `${id}~${axis}`, item }];
    }),
  );
  return withSummaries(question, found);
}
