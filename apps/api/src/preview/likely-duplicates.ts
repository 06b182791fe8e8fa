import {
  actorNames,
  comparedPlaces,
  type DaysNear,
  type NamedTraits,
  placesNamed,
  reportTraits,
} from '#read-models/queries';
import {
  addDays,
  type Day,
  farthest_days,
  daysOfReport,
  type Likeness,
  most_reports_compared,
  type Report,
  type ReportTraits,
  SourceNames,
  suggestDuplicates,
} from '#situation';
import type { Question } from '../reading/questions.service.js';
import type { LikelyDuplicateDto } from './preview.dto.js';

const most_shown = 10;

/** Returns the known reports that may tell of the same development, by the rule of the incident suggestions. */
export async function likelyDuplicates(question: Question, report: Report): Promise<readonly LikelyDuplicateDto[]> {
  const { scope, knownAtMs } = question;
  const near = await daysNear(question, report);
  if (near === undefined) return [];
  return duplicatesAmong(
    question,
    report,
    await reportTraits(scope, { knownAtMs, near, limit: most_reports_compared }),
  );
}

/**
 * The days of what can be a duplicate of a report, wide enough for every zone; undefined for one that names no day, which has none:
 * so an old report is compared with those of its own days, however many have come since.
 */
export async function daysNear({ scope }: Pick<Question, 'scope'>, report: Report): Promise<DaysNear | undefined> {
  const zones = await placesNamed(scope, report.places);
  const { from, to } = daysOfReport(report, (place) => zones.get(place)?.timeZone ?? 'UTC');
  const [first, last] = [from ?? to, to ?? from];
  const around = (day: Day): DaysNear['from'] => [addDays(day, -farthest_days), addDays(day, farthest_days)];
  return first === undefined || last === undefined ? undefined : { from: around(first), to: around(last) };
}

/** Returns those of `known` that may tell of the same development as a report, ten at most. */
export async function duplicatesAmong(
  { scope }: Pick<Question, 'scope'>,
  report: Report,
  known: readonly NamedTraits[],
): Promise<readonly LikelyDuplicateDto[]> {
  if (known.length === 0) return [];
  const zones = await placesNamed(scope, report.places);
  const traits: ReportTraits = {
    reportId: report.id,
    type: report.type,
    ...daysOfReport(report, (place) => zones.get(place)?.timeZone ?? 'UTC'),
    places: await comparedPlaces(scope, report.places),
    actors: report.actors.map(({ actor }) => actor),
    figures: report.figures,
    ...(report.incident === undefined ? {} : { incident: report.incident.key }),
  };
  const sources = new SourceNames(await actorNames(scope));
  const own = sources.actorsAmong([...report.source.chain, report.source.outlet]);
  const alike = (other: NamedTraits): readonly { readonly other: NamedTraits; readonly likeness: Likeness }[] =>
    other.reportId === report.id ? [] : suggestDuplicates([traits, other]).map((likeness) => ({ other, likeness }));
  return known
    .flatMap(alike)
    .sort((a, b) => b.likeness.score - a.likeness.score || (a.other.reportId < b.other.reportId ? -1 : 1))
    .slice(0, most_shown)
    .map(({ other: { reportId, externalId, summary, incident, voices }, likeness: { score, parts } }) => ({
      score,
      parts,
      sharedSources: sources.actorsAmong(voices).filter((source) => own.includes(source)),
      report: { report: { id: reportId, externalId }, summary, incident: incident ?? null },
    }));
}
