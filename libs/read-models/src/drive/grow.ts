import {
  type ActorId,
  beginning_of_time_ms,
  canonical,
  groupBy,
  type KeyReading,
  type ReportId,
  type TimeZone,
} from '#situation';
import { zonesOf } from '../models/claims/zones.query.js';
import { zonesOfDays } from '../models/reports/zones-of-days.query.js';
import type { Columns, RowOf } from '../table/column.js';
import type { EditionTables } from '../table/columns.js';
import { lockKeys, lockSides } from '../table/locks.js';
import { compareSpans, type Span } from '../table/spans.js';
import type { WantedRows } from '../table/spans.table.js';
import type { Statement } from '../table/statements.table.js';
import { firstDifferences, since, type Telling, type TouchedReports } from '../table/touched.js';
import type { Frontier, Histories, ReadModel } from './read-model.js';

/** What has happened to some reports, and what has been registered anew. */
export interface Growth {
  /** All versions and memberships of these reports. */
  readonly histories: Histories;
  /** From which known time on the versions of a report differ, and from which on these or its memberships. */
  readonly touched: { readonly versions: TouchedReports; readonly any: TouchedReports };
  /** The reports of which something may be stored. */
  readonly areStored: boolean;
  /** Places whose days may have changed zone, and actors who may have changed sides. */
  readonly registered: { readonly places: readonly string[]; readonly actors: readonly ActorId[] };
}

type Row = RowOf<Columns>;

/** What one read model has to bring up to date. */
interface Work {
  readonly readModel: ReadModel;
  readonly touchedReports: TouchedReports;
  /** What is stored of the touched reports. */
  readonly before: readonly Row[];
  readonly after: readonly Statement[];
  /** Keys that are resolved from all that is said about them. */
  readonly wholly: ReadonlySet<string>;
}

/**
 * Brings the read models up to date, inside the caller's transaction. A key that learns only of later known times grows: its
 * newest layer is resolved on what can still matter there. One that learns of an earlier known time is resolved from that
 * time on, and only one whose days or sides have moved is resolved whole. All end in the same rows.
 */
export async function growModels(
  tables: EditionTables,
  readModels: readonly ReadModel[],
  { histories, touched, areStored, registered }: Growth,
): Promise<void> {
  if (touched.any.size + registered.places.length + registered.actors.length === 0) return;
  const zones = await zonesOfDays(tables, since(histories.versions, touched.any));
  const begun: Omit<Work, 'wholly'>[] = [];
  for (const readModel of readModels) {
    const touchedReports = readModel.isOfIncidents ? touched.any : touched.versions;
    const before = areStored && touchedReports.size > 0 ? await readModel.said.ofReports(tables, touchedReports) : [];
    const after = since(readModel.statements(histories, zones), touchedReports);
    begun.push({ readModel, touchedReports, before, after });
  }
  const works: Work[] = [];
  for (const work of begun) works.push({ ...work, wholly: await keysMoved(tables, work, registered) });
  const keysOf = works.map((work) => ({ lock: work.readModel.lock, keys: keysOfWork(work) }));
  await lockKeys(tables, ...keysOf);
  const placesOf = works.flatMap((work) => (work.readModel.isOfPlaces ? [...keysOfWork(work)] : []));
  const zoneOf = await zonesOf(tables, [...new Set(placesOf)]);
  for (const work of works) await bringUpToDate(tables, work, zoneOf);
}

/** The keys whose days, or whose sides, have moved. Sides stay as they are from here on until the transaction ends. */
async function keysMoved(
  tables: EditionTables,
  { readModel, before, after }: Omit<Work, 'wholly'>,
  { places, actors }: Growth['registered'],
): Promise<ReadonlySet<string>> {
  const { isOfPlaces, sides } = readModel;
  const moved = isOfPlaces ? places : [];
  if (sides === undefined || before.length + after.length + moved.length + actors.length === 0) return new Set(moved);
  await lockSides(tables, actors.length > 0 ? 'exclusive' : 'shared');
  return new Set([...moved, ...(actors.length === 0 ? [] : await sides.keysNaming(tables, actors))]);
}

const keysOfWork = ({ readModel: { said }, before, after, wholly }: Work): ReadonlySet<string> =>
  new Set([...before.map((row) => said.keyOf(row)), ...after.map((one) => said.keyOfSaid(one)), ...wholly]);

/** A key, what is said about it, and how far it is resolved. */
interface Due extends WantedRows {
  readonly said: readonly Statement[];
  /** From which known time on; whole when absent. */
  readonly sinceMs?: number;
  readonly changed?: readonly Statement[];
}

async function bringUpToDate(tables: EditionTables, work: Work, zoneOf: (key: string) => TimeZone): Promise<void> {
  const { readModel, touchedReports, before, after, wholly } = work;
  const { said } = readModel;
  const rows = after.map((one) => said.rowOf(one, zoneOf(said.keyOfSaid(one))));
  const differing = firstDifferences(before, rows, tellingOf(readModel));
  if (differing.size + wholly.size === 0) return;
  const changed = groupBy([...before.map((row) => said.saidOf(row)), ...after], (one) => said.keyOfSaid(one));
  const touched = new Map([...differing].filter(([key]) => !wholly.has(key)));
  const learning = { touched, changed, reportIds: [...touchedReports.keys()], zoneOf };
  const frontiers =
    touched.size === 0 ? new Map<string, Frontier<Statement>>() : await readModel.frontier?.(tables, learning);
  if (before.length > 0) await said.remove(tables, touchedReports);
  await said.insert(tables, rows);
  const come = groupBy(after, (one) => said.keyOfSaid(one));
  const late = new Map([...touched].filter(([key]) => frontiers?.has(key) !== true));
  const due: Due[] = [...(frontiers ?? [])].map(([key, { openFromMs, standing }]) => ({
    key,
    openFromMs,
    said: [...standing, ...(come.get(key) ?? [])],
    sinceMs: touched.get(key) ?? beginning_of_time_ms,
  }));
  const saidSince = groupBy(await said.since(tables, late), (row) => said.keyOf(row));
  for (const [key, sinceMs] of late)
    due.push({
      key,
      knownSinceMs: sinceMs,
      said: (saidSince.get(key) ?? []).map((row) => said.saidOf(row)),
      sinceMs,
      changed: changed.get(key) ?? [],
    });
  const all = await said.ofKeys(tables, [...wholly]);
  await said.redate(tables, all, zoneOf);
  const saidOf = groupBy(all, (row) => said.keyOf(row));
  for (const key of wholly) due.push({ key, said: (saidOf.get(key) ?? []).map((row) => said.saidOf(row)) });
  await resolveAndWrite(tables, readModel, due, zoneOf);
}

/** Rows of statements are told apart by all that they hold but where their known time ends. */
const tellingOf = ({ said }: ReadModel): Telling<Row> => ({
  keyOf: (row) => said.keyOf(row),
  textOf: ({ known_to: _end, ...row }) => canonical(row),
  knownOf: (row) => ({ fromMs: Number(row['known_from']), toMs: Number(row['known_to']) }),
});

/** Resolves these keys and writes the difference between what is stored and what should be. */
async function resolveAndWrite(
  tables: EditionTables,
  { model, answers, supports, sides }: ReadModel,
  due: readonly Due[],
  zoneOf: (key: string) => TimeZone,
): Promise<void> {
  const storedAnswers = groupBy(await answers.load(tables, due), ({ key }) => key);
  const storedSupports = groupBy(supports === undefined ? [] : await supports.load(tables, due), ({ key }) => key);
  const sideOf: KeyReading['sideOf'] =
    (await sides?.of(
      tables,
      due.flatMap(({ said }) => said),
    )) ?? ((actor) => [actor]);
  const [freshAnswers, freshSupports]: [Span<unknown>[], Span<ReportId>[]] = [[], []];
  for (const { key, said, sinceMs, changed } of due) {
    const standing = lanesOf(storedAnswers.get(key) ?? [], storedSupports.get(key) ?? []);
    const from =
      sinceMs === undefined ? undefined : { sinceMs, standing, ...(changed === undefined ? {} : { changed }) };
    for (const { lane, ...history } of model.history(said, { key, zone: zoneOf(key), sideOf }, from)) {
      for (const row of history.answers) freshAnswers.push({ ...row, key, lane });
      for (const row of history.supports) freshSupports.push({ ...row, key, lane });
    }
  }
  await answers.write(
    tables,
    compareSpans([...storedAnswers.values()].flat(), freshAnswers, (answer) => model.identityOf(answer)),
  );
  await supports?.write(
    tables,
    compareSpans([...storedSupports.values()].flat(), freshSupports, (reportId) => reportId),
  );
}

/** What is stored of one key, lane by lane. */
function lanesOf(answers: readonly Span<unknown>[], supports: readonly Span<ReportId>[]) {
  const [answersOf, supportsOf] = [groupBy(answers, ({ lane }) => lane), groupBy(supports, ({ lane }) => lane)];
  return [...new Set([...answersOf.keys(), ...supportsOf.keys()])].map((lane) => ({
    lane,
    answers: answersOf.get(lane) ?? [],
    supports: supportsOf.get(lane) ?? [],
  }));
}
