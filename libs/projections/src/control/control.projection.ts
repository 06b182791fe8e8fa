import { beginning_of_time_ms, controlHistory, groupBy, type ReportVersion } from '#situation';
import type { EditionTables } from '../columns.js';
import { lockKeys } from '../locks.js';
import { compareRectangles, type RectangleChange } from '../rectangles.js';
import { controlFacts, touchedPlaces } from './control.facts.js';
import { claimsOfReports, loadEvidence, replaceClaims } from './control.table.js';
import { answerIdentity, loadSpans, loadSupports, writeSpans, writeSupports } from './control-spans.table.js';

/**
 * Brings who holds what up to date with these versions of reports, and with places registered anew, whose days may
 * have changed zone. `reportIds` names every report touched, also one that has no version left.
 */
export async function projectControl(
  tables: EditionTables,
  reportIds: readonly string[],
  versions: readonly ReportVersion[],
  registeredPlaces: readonly string[],
): Promise<void> {
  const before = await claimsOfReports(tables, reportIds);
  const after = controlFacts(versions);
  const touched = new Map(touchedPlaces(before, after));
  for (const placeId of registeredPlaces) touched.set(placeId, beginning_of_time_ms);
  if (touched.size === 0) return;
  await lockKeys(tables, 'place', touched.keys());
  if (before.length + after.length > 0) await replaceClaims(tables, reportIds, after);
  await resolvePlaces(tables, touched);
}

async function resolvePlaces(tables: EditionTables, since: ReadonlyMap<string, number>): Promise<void> {
  const [evidence, spans, supports] = [
    await loadEvidence(tables, since),
    await loadSpans(tables, since),
    await loadSupports(tables, since),
  ];
  const fresh = evidence.map(({ placeId, claims, zone }) => ({
    placeId,
    history: controlHistory(claims, zone, since.get(placeId)),
  }));
  const spansOf = groupBy(spans, ({ key }) => key);
  const supportsOf = groupBy(supports, ({ key }) => key);
  const answers = fresh.map(({ placeId, history }) =>
    compareRectangles(
      spansOf.get(placeId) ?? [],
      history.spans.map(({ valid, known, answer }) => ({ key: placeId, valid, known, value: answer })),
      since.get(placeId) ?? beginning_of_time_ms,
      answerIdentity,
    ),
  );
  const restsOn = fresh.map(({ placeId, history }) =>
    compareRectangles(
      supportsOf.get(placeId) ?? [],
      history.supports.map(({ valid, known, reportId }) => ({ key: placeId, valid, known, value: reportId })),
      since.get(placeId) ?? beginning_of_time_ms,
      (reportId) => reportId,
    ),
  );
  await writeSpans(tables, together(answers));
  await writeSupports(tables, together(restsOn));
}

const together = <Value>(changes: readonly RectangleChange<Value>[]): RectangleChange<Value> => ({
  deleted: changes.flatMap(({ deleted }) => deleted),
  resized: changes.flatMap(({ resized }) => resized),
  inserted: changes.flatMap(({ inserted }) => inserted),
});
