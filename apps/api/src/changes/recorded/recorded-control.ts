import { controlClaimsAbout } from '#read-models/queries';
import { type ControlChangeKind, controlChangeKinds, controlDifferences, toInstant } from '#situation';
import { hearControl, voicesIn } from '../../reading/heard-claims.js';
import { withSummaries } from '../../reading/with-summaries.js';
import type { ControlChangeDto } from '../change.dto.js';
import type { ChangeReader, Keyed } from '../change-lists.js';
import { momentCompared, placesCompared, type RecordedSince, referring } from './recorded-since.js';

interface Change extends Keyed<ControlChangeDto> {
  readonly kind: ControlChangeKind;
}

/** Returns one reader for each kind of change of control; what they read is resolved once for all. */
export function recordedControl(
  since: RecordedSince,
): Readonly<Record<ControlChangeKind, ChangeReader<ControlChangeDto>>> {
  let changes: Promise<readonly Change[]> | undefined;
  const readerOf =
    (kind: ControlChangeKind): ChangeReader<ControlChangeDto> =>
    async ({ limit, after = '' }) =>
      (await (changes ??= controlChanges(since)))
        .filter((change) => change.kind === kind && change.key > after)
        .slice(0, limit);
  return Object.fromEntries(controlChangeKinds.map((kind) => [kind, readerOf(kind)])) as ReturnType<
    typeof recordedControl
  >;
}

async function controlChanges(since: RecordedSince): Promise<readonly Change[]> {
  const { question, without } = since;
  const { scope, knownAtMs, agedAfterDays } = question;
  const places = without.places.control.filter(since.isPlaceAsked).sort();
  if (places.length === 0) return [];
  const voices = await voicesIn(scope);
  const standing = await controlClaimsAbout(scope, { places, knownAtMs });
  const hear = (claims: typeof standing) => hearControl(question, places, voices, claims);
  const compared = await placesCompared(since, { places, standing, stood: without.control, hear });
  const found = compared.flatMap((place) => {
    const { id, name, timeZone: zone, before, after } = place;
    const differences = controlDifferences(place, { zone, sides: voices.sides, agedAfterDays });
    const atMs = momentCompared(since, place, differences);
    const difference = differences.at(atMs);
    if (difference === undefined) return [];
    const { kind, reports } = difference;
    const answers = { before: referring(difference.before, before), after: referring(difference.after, after) };
    return [{ key: id, kind, item: { place: { id, name }, validAt: toInstant(atMs), ...answers, reports } }];
  });
  return withSummaries(question, found);
}
