import { type EditionRecord, type Editions, parkedCount } from '#editions';
import type { Job } from '#jobs';
import { eventCount, formatPosition, type Position } from '#event-log';
import { leftOutOf, type Matched, reportCount } from '#read-models/queries';
import { namesVoices } from '#situation';
import type { Withholding } from '../sensitivity/withholding.service.js';
import { snapshotOf } from '../reading/snapshot.js';
import type { EditionCountsDto, EditionDto, MatchedDto } from './edition-answer.dto.js';
import { definitionAnswer } from './edition.rules.js';

/** An edition as it is answered, with what is counted in it now. */
export async function editionAnswer(
  edition: EditionRecord,
  { editions, job }: { readonly editions: Editions; readonly job: Job | undefined },
): Promise<EditionDto> {
  const { id, name, status, definition, end, digest, pinned, failure } = edition;
  const position = status === 'failed' ? undefined : await editions.position(edition);
  return {
    id,
    name,
    status,
    definition: definitionAnswer(definition),
    follows: end === undefined,
    matched: namesVoices(edition.slice) ? null : [],
    position: position === undefined ? null : formatPosition(position),
    end: end === undefined ? null : formatPosition(end),
    projectionVersion: edition.projectionVersion,
    codeVersion: edition.codeVersion,
    digest,
    snapshot: snapshotOf(edition) ?? null,
    sizeBytes: edition.sizeBytes ?? (await editions.size(edition)),
    counts: position === undefined ? null : await countsOf(editions, edition, position),
    pinned,
    expiresAt: edition.expiresAt?.toISOString() ?? null,
    failure,
    createdAt: edition.createdAt.toISOString(),
    readyAt: edition.readyAt?.toISOString() ?? null,
    links: [
      { rel: 'self', href: `/v1/editions/${id}` },
      ...(job === undefined ? [] : [{ rel: 'job' as const, href: `/v1/jobs/${job.id}` }]),
    ],
  };
}

/** The same, and what each name of its definition leaves out: that reads every report of the edition. */
export async function editionWithMatched(
  edition: EditionRecord,
  parts: Parameters<typeof editionAnswer>[1] & { readonly withholding: Pick<Withholding, 'scope'> },
): Promise<EditionDto> {
  const answer = await editionAnswer(edition, parts);
  if (edition.status !== 'ready') return answer;
  const matched = await leftOutOf(await parts.withholding.scope(edition.id, edition.schema), edition.slice);
  return { ...answer, matched: matched.map(matchedAnswer) };
}

const most_listed = 1_000;

/** What a name leaves out, as it is answered: of many reports the first. */
export const matchedAnswer = ({ reports, ...named }: Matched): MatchedDto => ({
  ...named,
  reportCount: reports.length,
  reports: reports.slice(0, most_listed),
});

async function countsOf(editions: Editions, edition: EditionRecord, position: Position): Promise<EditionCountsDto> {
  const scope = editions.scope(edition);
  const { count: parked } = await parkedCount(scope);
  return { events: Number(eventCount(position)), reports: await reportCount(scope), parked };
}
