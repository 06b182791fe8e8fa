import {
  type ActorId,
  canonical,
  groupBy,
  historyWithin,
  type KeyReading,
  type KeySince,
  type Lane,
  type ReportId,
  type ZoneOf,
} from '#situation';
import { zonesOf } from '../models/claims/zones.query.js';
import type { Histories } from '../models/reports/touched-reports.js';
import type { Columns, RowOf } from '../table/column.js';
import type { EditionTables } from '../table/columns.js';
import type { Inserts } from '../table/inserts.js';
import { lockKeys, lockSides, shared_sides } from '../table/locks.js';
import type { Statement } from '../table/statements.table.js';
import { compareSpans, type Span } from '../table/spans.js';
import { firstDifferences, since, type Telling, type TouchedReports } from '../table/touched.js';
import { type Due, dueOf, keepDecisive, type Work } from './due.js';
import type { ReadModel } from './read-model.js';

/** What has happened to some reports, and what has been registered anew. */
export interface Growth {
  /** All versions and memberships of these reports. */
  readonly histories: Histories;
  /** The zones of the places that their days hang on. */
  readonly daysIn: ZoneOf;
  /** From which known time on the versions of a report differ, and from which on these or its memberships. */
  readonly touched: { readonly versions: TouchedReports; readonly any: TouchedReports };
  /** True if anything may be stored of these reports. */
  readonly areStored: boolean;
  /** Places whose days may have changed zone, and actors who may have changed sides. */
  readonly registered: { readonly places: readonly string[]; readonly actors: readonly ActorId[] };
}

/**
 * Brings the read models up to date, inside the caller's transaction; rows that are new are added to `inserts`, for the caller
 * to write. A key that learns only of later known times grows: its newest layer is resolved on what can still matter there. One
 * that learns of an earlier known time is resolved from that time on. Only one whose days or sides have moved is resolved whole.
 * All end in the same rows.
 */
export async function growModels(
  tables: EditionTables,
  readModels: readonly ReadModel[],
  { histories, daysIn, touched, areStored, registered }: Growth,
  inserts: Inserts,
): Promise<void> {
  const { places, actors } = registered;
  if (touched.any.size + places.length + actors.length === 0) return;
  if (actors.length > 0) await lockSides(tables);
  const works: Work[] = [];
  for (const readModel of readModels) {
    const { said, isOfPlaces, isOfIncidents, sides } = readModel;
    const touchedReports = isOfIncidents ? touched.any : touched.versions;
    const before = areStored && touchedReports.size > 0 ? await said.ofReports(tables, touchedReports) : [];
    const after = since(readModel.statements(histories, daysIn), touchedReports);
    const naming = actors.length === 0 ? [] : ((await sides?.keysNaming(tables, actors)) ?? []);
    works.push({
      readModel,
      touchedReports,
      before,
      after,
      wholly: new Set([...(isOfPlaces ? places : []), ...naming]),
    });
  }
  const isBySides = works.some((work) => work.readModel.sides !== undefined && keysOfWork(work).size > 0);
  await lockKeys(
    tables,
    ...(isBySides && actors.length === 0 ? [shared_sides] : []),
    ...works.map((work) => ({ lock: work.readModel.lock, keys: keysOfWork(work) })),
  );
  const placesOf = works.flatMap((work) => (work.readModel.isOfPlaces ? [...keysOfWork(work)] : []));
  const zoneOf = await zonesOf(tables, placesOf);
  for (const work of works) await bringUpToDate(tables, work, zoneOf, inserts);
}

const keysOfWork = ({ readModel: { said }, before, after, wholly }: Work): ReadonlySet<string> =>
  new Set([...before.map((row) => said.keyOf(row)), ...after.map((one) => said.keyOfSaid(one)), ...wholly]);

async function bringUpToDate(tables: EditionTables, work: Work, zoneOf: ZoneOf, inserts: Inserts): Promise<void> {
  const { readModel, touchedReports, before, after, wholly } = work;
  const { said } = readModel;
  const rows = after.map((one) => said.rowOf(one, zoneOf(said.keyOfSaid(one))));
  const differing = firstDifferences(before, rows, tellingOf(readModel));
  if (differing.size + wholly.size === 0) return;
  const changed = groupBy([...before.map((row) => said.saidOf(row)), ...after], (one) => said.keyOfSaid(one));
  const touched = new Map([...differing].filter(([key]) => !wholly.has(key)));
  const due = await dueOf(tables, work, { touched, changed, touchedReports, zoneOf });
  if (before.length > 0) await said.remove(tables, touchedReports);
  inserts.add(said.table, rows);
  const sideOf =
    (await readModel.sides?.of(
      tables,
      due.flatMap(({ said: all }) => all),
    )) ?? ((actor: ActorId) => [actor]);
  await resolveAndWrite(tables, readModel, due, { zoneOf, sideOf }, inserts);
  await keepDecisive(tables, readModel, due, { zoneOf, sideOf });
}

/** Rows of statements are told apart by all that they hold but where their known time ends. */
const tellingOf = ({ said }: ReadModel): Telling<RowOf<Columns>> => ({
  keyOf: (row) => said.keyOf(row),
  textOf: ({ known_to: _end, ...row }) => canonical(row),
  knownOf: (row) => ({ fromMs: Number(row['known_from']), toMs: Number(row['known_to']) }),
});

/** Resolves these keys and writes the difference between what is stored and what should be. */
async function resolveAndWrite(
  tables: EditionTables,
  { model, answers, supports }: ReadModel,
  due: readonly Due[],
  { zoneOf, sideOf }: Pick<KeyReading, 'sideOf'> & { readonly zoneOf: ZoneOf },
  inserts: Inserts,
): Promise<void> {
  const wanted = due.filter(({ isNew }) => !isNew);
  const storedAnswers = groupBy(await answers.load(tables, wanted), ({ key }) => key);
  const storedSupports = groupBy((await supports?.load(tables, wanted)) ?? [], ({ key }) => key);
  const [freshAnswers, freshSupports]: [Span<unknown>[], Span<ReportId>[]] = [[], []];
  for (const { key, said, ...from } of due) {
    const standing = lanesOf(storedAnswers.get(key) ?? [], storedSupports.get(key) ?? []);
    for (const { lane, ...history } of historyOf(
      model,
      said,
      { key, zone: zoneOf(key), sideOf },
      { ...from, standing },
    )) {
      for (const row of history.answers) freshAnswers.push({ ...row, key, lane });
      for (const row of history.supports) freshSupports.push({ ...row, key, lane });
    }
  }
  await answers.write(
    tables,
    compareSpans([...storedAnswers.values()].flat(), freshAnswers, (answer) => model.identityOf(answer)),
    inserts,
  );
  await supports?.write(
    tables,
    compareSpans([...storedSupports.values()].flat(), freshSupports, (reportId) => reportId),
    inserts,
  );
}

function historyOf(
  model: ReadModel['model'],
  said: readonly Statement[],
  reading: KeyReading,
  { sinceMs, standing, changed, bounds }: Omit<Due, 'said' | 'key'> & Pick<KeySince<Statement, unknown>, 'standing'>,
): readonly Lane<unknown>[] {
  if (sinceMs === undefined) return model.history(said, reading);
  if (bounds !== undefined) return historyWithin(model, said, reading, { sinceMs, standing }, bounds);
  return model.history(said, reading, { sinceMs, standing, ...(changed === undefined ? {} : { changed }) });
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
