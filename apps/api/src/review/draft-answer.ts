import type { Draft, DraftEntry, DraftReading } from '#editions';
import { toInstant } from '#situation';
import type { DraftEntryDto, DraftItemDto, DraftReadingDto } from './draft-answer.dto.js';

export function itemOf(draft: Draft): DraftItemDto {
  const { id, state, revision, revisions, report, reportedAtMs, sentBy, assignee, bundle, decision } = draft;
  return {
    id,
    externalId: report.externalId ?? null,
    state,
    revision,
    revisions,
    type: report.type,
    summary: report.summary,
    outlet: report.source.outlet,
    places: report.places,
    reportedAt: toInstant(reportedAtMs),
    sentBy,
    assignee,
    bundle,
    decision: decision && { ...decision, at: decision.at.toISOString() },
  };
}

export const readingOf = ({ at, ...reading }: DraftReading): DraftReadingDto => ({
  ...reading,
  at: at?.toISOString() ?? null,
});

export const entryOf = ({ at, ...entry }: DraftEntry): DraftEntryDto => ({ ...entry, at: at.toISOString() });
