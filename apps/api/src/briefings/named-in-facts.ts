import type { ActorId, PlaceId } from '#situation';
import type { ConditionChangeDto, ControlChangeDto } from '../changes/change.dto.js';
import type { ContradictionDto } from '../contradictions/contradiction.dto.js';
import type { BriefingFacts, WaysChange } from './briefing-facts.service.js';

/** The actors and places that the sentences about some facts name, by their ids. */
export interface Named {
  readonly actors: readonly ActorId[];
  readonly places: readonly PlaceId[];
}

/** Returns whom and what the sentences of a briefing name. A group that is no actor, such as civilians, stands among them. */
export function namedInFacts({ changes, reported, amended, waysOut, ...contradictions }: BriefingFacts): Named {
  const { changedHands, firstReported, refined, lapsed, conditions, counts } = changes;
  const disputed = [...contradictions.contradictionsNew, ...contradictions.contradictionsSettled];
  const all = [
    ...[...changedHands, ...firstReported, ...refined, ...lapsed].map(namedInControl),
    ...conditions.map(namedInCondition),
    ...counts.map(({ group, places }): Named => ({ actors: [group], places })),
    ...reported.flatMap(({ report, figures }) => [
      placed(report.place),
      ...figures.map(({ group, place }): Named => ({ actors: [group], places: place === undefined ? [] : [place] })),
    ]),
    ...amended.flatMap(({ reports }) => reports.map(({ place }) => placed(place))),
    ...waysOut.map(namedInWays),
    ...disputed.map(namedInContradiction),
  ];
  return { actors: all.flatMap(({ actors }) => actors), places: all.flatMap(({ places }) => places) };
}

const placed = (place: PlaceId | null): Named => ({ actors: [], places: place === null ? [] : [place] });

const namedInControl = ({ place, before, after }: ControlChangeDto): Named => ({
  actors: [before, after].flatMap(({ holders, transition }) => [
    ...holders,
    ...(transition?.from ?? []),
    ...(transition?.to ?? []),
  ]),
  places: [place.id],
});

const namedInCondition = ({ place, before, after }: ConditionChangeDto): Named => ({
  actors: [...before.closedTo, ...after.closedTo],
  places: [place.id],
});

const namedInWays = ({ after: { place, verdicts } }: WaysChange): Named => ({
  actors: verdicts.map(({ for: party }) => party),
  places: [place.id],
});

const namedInContradiction = ({ about, differ, reports }: ContradictionDto): Named => ({
  actors: differ.accounts.flatMap(({ coded }) => coded.flatMap(({ holders = [] }) => holders)),
  places: [about.place ?? null, ...reports.map(({ place }) => place)].filter((place) => place !== null),
});
