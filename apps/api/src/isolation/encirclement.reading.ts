import { type EditionScope, externalIdsOf, reportPage } from '#read-models/queries';
import { type Day, type PlaceId } from '#situation';
import { voicesIn } from '../reading/heard-claims.js';
import { greatest_limit } from '../reading/query-field.decorators.js';
import type { EncirclementClaimDto } from './isolation-answer.dto.js';

/** Returns reports of encirclement that name the place, known by then, of what had begun by that local day. */
export async function encirclementClaims(
  scope: EditionScope,
  place: PlaceId,
  { day: to, knownAtMs }: { readonly day: Day; readonly knownAtMs: number },
): Promise<readonly EncirclementClaimDto[]> {
  const views = await reportPage(scope, {
    types: ['encirclement'],
    place,
    knownAtMs,
    to,
    order: 'earliest',
    limit: greatest_limit,
  });
  const voices = await voicesIn(scope);
  const reports = views.map(({ report }) => report);
  const contradicted = (id: string, listed: readonly string[]): readonly string[] => [
    ...new Set([...listed, ...reports.filter(({ contradicts }) => contradicts.includes(id)).map((other) => other.id)]),
  ];
  const numbers = await externalIdsOf(
    scope,
    reports.flatMap(({ contradicts }) => contradicts),
    knownAtMs,
  );
  const numberOf = (id: string): string | null =>
    numbers.get(id) ?? reports.find((report) => report.id === id)?.externalId ?? null;
  return reports.map(
    ({ id, externalId = null, summary, occurred, reportedAt, source, actors, grade, contradicts }) => ({
      report: { id, externalId },
      summary,
      occurred,
      reportedAt,
      outlet: source.outlet,
      chain: source.chain,
      speakers: voices.speakersOf({ source, actors, reportedAt }),
      grade,
      contradicts: contradicted(id, contradicts).map((other) => ({ id: other, externalId: numberOf(other) })),
    }),
  );
}
