import { readFileSync } from 'node:fs';
import { reportIdOf } from '#event-log';
import type { Place, Report, SitrepEvent } from '#situation';
import type { ActorDto } from '../../apps/api/src/actors/actor.dto.js';
import { canonicalActor } from '../../apps/api/src/actors/canonical-actor.js';
import { canonicalReport } from '../../apps/api/src/reports/canonical-report.js';
import type { DatedDraft } from '../../apps/api/src/reports/draft.dto.js';

/** The lines of one file of the sample campaign. */
export const campaignLines = <Line>(file: string): readonly Line[] =>
  readFileSync(new URL(`../campaign/march-2017/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);

/** Every actor of the sample says itself when it was registered. */
const registered_ms = Number.NaN;

/** The sample campaign, or other reports in it, as facts, in the order of its files: the gazetteer, then the reports. */
export function campaignEvents(
  reports: readonly DatedDraft[] = campaignLines<DatedDraft>('reports.ndjson'),
): readonly SitrepEvent[] {
  const places = campaignLines<Place>('places.ndjson').map((place) => ({ ...place, aliases: place.aliases ?? [] }));
  return [
    ...places.map((place) => ({ kind: 'place_registered', data: place }) as const),
    ...campaignLines<ActorDto>('actors.ndjson').map(
      (actor) => ({ kind: 'actor_registered', data: canonicalActor(actor, registered_ms) }) as const,
    ),
    ...reports.map((draft) => ({ kind: 'reported' as const, data: reportOf(draft) })),
  ];
}

const reportOf = (draft: DatedDraft): Report =>
  canonicalReport(draft, reportIdOf(draft.source.outlet, draft.externalId ?? ''), draft.reportedAt);
