import type { Draft, DraftEntry, DraftReading } from '#editions';
import { toInstant } from '#situation';
import { differencesOfVersions } from '../corrections/version-differences.js';
import type { DraftEntryDto, DraftItemDto, DraftReadingDto, MayApprove } from './draft-answer.dto.js';

export function itemOf(draft: Draft, mayApprove: MayApprove): DraftItemDto {
  const { id, state, revision, revisions, report, reportedAtMs, sentBy, sentAt, assignee, bundle, decision } = draft;
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
    sentAt: sentAt?.toISOString() ?? null,
    assignee,
    bundle,
    decision: decision && { ...decision, at: decision.at.toISOString() },
    mayApprove,
  };
}

/** The readings of a draft in order, each with what it changed. */
export const readingsOf = (readings: readonly DraftReading[]): readonly DraftReadingDto[] =>
  readings.map(({ at, ...reading }, index) => {
    const before = readings[index - 1]?.report ?? reading.report;
    return { ...reading, at: at?.toISOString() ?? null, changed: differencesOfVersions(before, reading.report) };
  });

export const entryOf = ({ at, ...entry }: DraftEntry): DraftEntryDto => ({ ...entry, at: at.toISOString() });
