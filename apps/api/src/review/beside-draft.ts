import type { Draft } from '#editions';
import { comparedPlaces, type EditionScope, type NamedTraits, placesNamed, reportsAgainst } from '#read-models/queries';
import { daysOfReport, type Report } from '#situation';
import type { EffectDto, LikelyDuplicateDto } from '../preview/preview.dto.js';
import { duplicatesAmong } from '../preview/likely-duplicates.js';
import type { Question } from '../reading/questions.service.js';
import type { DraftContradictionDto } from './draft-answer.dto.js';

/** Returns the drafts among these that may tell of the same development as a report. */
export async function duplicateDrafts(
  question: Question,
  report: Report,
  queue: readonly Pick<Draft, 'report'>[],
): Promise<readonly LikelyDuplicateDto[]> {
  const { scope } = question;
  const drafts = queue.map((draft) => draft.report);
  const ids = [...new Set(drafts.flatMap(({ places }) => places))];
  const zones = await placesNamed(scope, ids);
  const compared = new Map((await comparedPlaces(scope, ids)).map((place) => [String(place.id), place]));
  const traits = drafts.map((draft): NamedTraits => {
    const { id, externalId, type, summary, places, actors, figures, source, incident } = draft;
    return {
      reportId: id,
      externalId: externalId ?? null,
      type,
      summary,
      ...daysOfReport(draft, (place) => zones.get(place)?.timeZone ?? 'UTC'),
      places: places.flatMap((place) => compared.get(place) ?? []),
      actors: actors.map(({ actor }) => actor),
      figures,
      voices: [...source.chain, source.outlet],
      ...(incident === undefined ? {} : { incident: incident.key }),
    };
  });
  return duplicatesAmong(question, report, traits);
}

/** Returns the reports that say otherwise: by their own words, or because an answer would become contested or disputed. */
export async function contradictionsOf(
  scope: EditionScope,
  report: Report,
  effect: readonly EffectDto[],
): Promise<readonly DraftContradictionDto[]> {
  const declared = [...new Set([...report.contradicts, ...(await reportsAgainst(scope, report.id))])];
  const computed = effect.flatMap(({ place, on, before, after }): readonly DraftContradictionDto[] => {
    const isOpen = (answer: EffectDto['before']): boolean =>
      'status' in answer ? answer.status === 'contested' : answer.state === 'disputed';
    if (!isOpen(after) || isOpen(before)) return [];
    return [{ kind: 'computed', place: place.id, on, reports: before.reports.map(({ id }) => id) }];
  });
  const said: readonly DraftContradictionDto[] =
    declared.length === 0 ? [] : [{ kind: 'declared', place: null, on: null, reports: declared }];
  return [...said, ...computed];
}
