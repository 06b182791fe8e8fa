import { placesNamed } from '#read-models/queries';
import { type Report, type ReportVersion, toInstant } from '#situation';
import type { FoundChange } from './found-change.js';
import type { Reckoning } from './reckoning.js';
import { standing, type Step } from './steps.js';

/** Finds the amendments among the new events, each with the report as it read without it and as it reads with it. */
export async function amendmentChanges({ scope, steps }: Reckoning): Promise<readonly FoundChange[]> {
  const amending = steps.filter(
    ({ moment, after }) => moment.inSlice && moment.kind !== 'reported' && after.length > 0,
  );
  const named = await placesNamed(scope, [...new Set(amending.flatMap((step) => placesOf(step).slice(0, 1)))]);
  return amending.map((step) => {
    const [first] = placesOf(step);
    const place = first === undefined ? undefined : { id: first, name: named.get(first)?.name ?? first };
    return changeOf(step, place);
  });
}

function changeOf(step: Step, place: FoundChange['place']): FoundChange {
  const { cause, reportId, moment, before, after } = step;
  const { eventId, kind, reason, incident, reportedAtMs } = moment;
  return {
    kind: 'amendment',
    place,
    places: placesOf(step),
    actors: [...new Set(reportsOf(step).flatMap(({ actors }) => actors.map(({ actor }) => actor)))],
    at: toInstant(reportedAtMs),
    detail: { amendment: kind, id: eventId, reason, incident },
    before: wordsOf(standing(before)),
    after: wordsOf(standing(after)),
    reportIds: [reportId],
    cause,
    href: `/v1/reports/${reportId}`,
    step: `${eventId} ${reportId}`,
  };
}

const reportsOf = ({ before, after }: Step): readonly Report[] =>
  [...after]
    .reverse()
    .concat(before)
    .map(({ report }) => report);

/** Every place that some version of the report names, those of the latest first. */
const placesOf = (step: Step): readonly string[] => [
  ...new Set(
    reportsOf(step).flatMap(({ places, control, condition = [] }) => [
      ...places,
      ...[...control, ...condition].map(({ place }) => place),
    ]),
  ),
];

/** What a reader of the report sees; null of one that counts for nothing. */
const wordsOf = (version: ReportVersion | undefined): object | null =>
  version === undefined ? null : { summary: version.report.summary, grade: version.report.grade };
