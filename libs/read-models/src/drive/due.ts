import {
  beginning_of_time_ms,
  type HistoryBounds,
  end_of_time_ms,
  greatestOf,
  groupBy,
  type KeyReading,
  type ZoneOf,
} from '#situation';
import type { Columns, RowOf } from '../table/column.js';
import type { EditionTables } from '../table/columns.js';
import type { WantedRows } from '../table/spans.table.js';
import type { Statement } from '../table/statements.table.js';
import type { TouchedReports } from '../table/touched.js';
import { keepFrontiers, type KeptFrontier, storedSince } from './frontier.table.js';
import type { Decisive, Frontier, Learning, ReadModel } from './read-model.js';

/** What one read model has to bring up to date. */
export interface Work {
  readonly readModel: ReadModel;
  readonly touchedReports: TouchedReports;
  /** What is stored of the touched reports. */
  readonly before: readonly RowOf<Columns>[];
  readonly after: readonly Statement[];
  /** Keys that are resolved from all that is said about them: their days or their sides have moved. */
  readonly wholly: ReadonlySet<string>;
}

/** A key, what is said about it, and how far it is resolved. */
export interface Due extends WantedRows {
  readonly said: readonly Statement[];
  /** From which known time on; whole when absent. */
  readonly sinceMs?: number;
  readonly changed?: readonly Statement[];
  /** Where alone it can change. */
  readonly bounds?: HistoryBounds;
  /** True if nothing is stored that reaches that known time. */
  readonly isNew: boolean;
  /** What was kept of it. */
  readonly kept?: KeptFrontier<Statement>;
}

/** How far each key is resolved, and from what: what is stored, but for the touched reports, and what these say now. */
export async function dueOf(
  tables: EditionTables,
  { readModel, touchedReports, before, after, wholly }: Work,
  learning: Learning<Statement>,
): Promise<readonly Due[]> {
  const { said } = readModel;
  const { touched, changed, zoneOf } = learning;
  const found: ReadonlyMap<string, Frontier<Statement>> = (touched.size === 0
    ? undefined
    : await readModel.frontier?.(tables, learning)) ?? new Map();
  const late = new Map([...touched].filter(([key]) => !found.has(key)));
  const { stored, kept, frontiers } = await readStored(tables, readModel, { late, wholly, touchedReports }, learning);
  for (const [key, frontier] of found) frontiers.set(key, frontier);
  const storedWhole = await said.ofKeys(tables, [...wholly], touchedReports);
  await said.redate(tables, storedWhole, zoneOf);
  const standing = groupBy([...stored, ...storedWhole], (row) => said.keyOf(row));
  const standingOf = (key: string): readonly Statement[] => (standing.get(key) ?? []).map((row) => said.saidOf(row));
  const wasSaid = new Set(before.map((row) => said.keyOf(row)));
  const come = groupBy(after, (one) => said.keyOfSaid(one));
  const keptOf = (key: string): Pick<Due, 'kept'> => {
    const of = kept.get(key);
    return of === undefined ? {} : { kept: of };
  };
  const growing = [...touched].map(([key, sinceMs]): Due => {
    const frontier = frontiers.get(key);
    // A report can differ from an earlier known time on than the key does.
    const now = (come.get(key) ?? []).filter(({ knownToMs }) => knownToMs >= sinceMs);
    if (frontier !== undefined)
      return { key, sinceMs, ...keptOf(key), ...rowsOf(frontier, sinceMs), ...saidOf(frontier, now) };
    // Where no statement reaches that time, no answer does.
    const isNew = !standing.has(key) && !wasSaid.has(key);
    const all = [...standingOf(key), ...now];
    return { key, sinceMs, knownSinceMs: sinceMs, isNew, said: all, changed: changed.get(key) ?? [], ...keptOf(key) };
  });
  const whole = [...wholly].map((key): Due => {
    const all = [...standingOf(key), ...(come.get(key) ?? [])];
    return { key, isNew: false, said: all, ...keptOf(key) };
  });
  return [...growing, ...whole];
}

/** Which rows of a key with a frontier are wanted, and where they can change. */
function rowsOf(
  { openFromMs, bounds, reportIds, kept }: Frontier<Statement>,
  sinceMs: number,
): Omit<Due, 'key' | 'said' | 'isNew'> {
  const more = { ...(reportIds === undefined ? {} : { reportIds }), ...(kept === undefined ? {} : { kept }) };
  return bounds === undefined
    ? { openFromMs, ...more }
    : { openFromMs, untilMs: bounds.toMs, closedMs: bounds.closedMs, knownSinceMs: sinceMs, bounds, ...more };
}

const saidOf = ({ standing, isNew }: Frontier<Statement>, now: readonly Statement[]): Pick<Due, 'said' | 'isNew'> => ({
  said: [...standing, ...now],
  isNew: isNew === true,
});

/** What is stored about keys that no frontier of the model was found for: what decides them where that suffices, else all since. */
async function readStored(
  tables: EditionTables,
  readModel: ReadModel,
  {
    late,
    wholly,
    touchedReports,
  }: Pick<Work, 'wholly' | 'touchedReports'> & { readonly late: ReadonlyMap<string, number> },
  learning: Learning<Statement>,
) {
  const { name, said, decisive } = readModel;
  if (decisive === undefined)
    return {
      stored: await said.since(tables, late, touchedReports),
      kept: none,
      frontiers: new Map<string, Frontier<Statement>>(),
    };
  const keys = new Map<string, number | undefined>([...late, ...[...wholly].map((key) => [key, undefined] as const)]);
  const { rows, kept } = await storedSince(tables, name, said, keys, touchedReports);
  const frontiers = frontiersIn(kept, decisive, learning);
  const unmet = new Map(
    [...late].filter(([key, sinceMs]) => (kept.get(key)?.newestMs ?? sinceMs) < sinceMs && !frontiers.has(key)),
  );
  return { stored: [...rows, ...(await said.since(tables, unmet, touchedReports))], kept, frontiers };
}

type Kept = ReadonlyMap<string, KeptFrontier<Statement>>;
const none: Kept = new Map();

/** The keys of which what is kept suffices: they learn of later known times alone, and of nothing that has decided till now. */
function frontiersIn(
  kept: Kept,
  decisive: Decisive<Statement>,
  { touched, changed, touchedReports, zoneOf }: Learning<Statement>,
): Map<string, Frontier<Statement>> {
  const found = new Map<string, Frontier<Statement>>();
  for (const { key, newestMs, decisive: standing } of kept.values()) {
    const isGrowing = standing.length > 0 && (touched.get(key) ?? beginning_of_time_ms) > newestMs;
    if (!isGrowing || standing.some(({ reportId }) => touchedReports.has(reportId))) continue;
    const openFromMs = decisive.openFromMs(standing, changed.get(key) ?? [], zoneOf(key));
    const ofReports = [...new Set([...standing.map(({ reportId }) => reportId), ...touchedReports.keys()])];
    if (openFromMs !== undefined) found.set(key, { openFromMs, standing, reportIds: ofReports });
  }
  return found;
}

/** About how many statements must stand before it is worth keeping which of them decide. */
const kept_from = 48;
/** Where more of them decide, writing which at each event would cost what is spared. */
const most_decisive = 300;

/** Keeps which statements decide the newest layer of these keys, as they are now. */
export async function keepDecisive(
  tables: EditionTables,
  { name, decisive }: ReadModel,
  due: readonly Due[],
  reading: Pick<KeyReading, 'sideOf'> & { readonly zoneOf: ZoneOf },
): Promise<void> {
  if (decisive === undefined) return;
  const { sideOf, zoneOf } = reading;
  // What lies within bounds decides nothing of what is known last.
  const last = due.filter(({ bounds }) => bounds === undefined);
  const keeping = last.flatMap(({ key, said, kept, sinceMs = beginning_of_time_ms }) => {
    const standing = said.filter(({ knownToMs }) => knownToMs === end_of_time_ms);
    if (kept === undefined && standing.length < kept_from) return [];
    const bounds = said.flatMap(({ knownFromMs, knownToMs }) => [knownFromMs, knownToMs]);
    const newestMs = greatestOf([sinceMs, kept?.newestMs ?? sinceMs, ...bounds.filter((ms) => ms !== end_of_time_ms)]);
    return [{ key, newestMs, decisive: decisive.among(standing, { key, zone: zoneOf(key), sideOf }) }];
  });
  const kept = keeping.filter((one) => one.decisive.length > 0 && one.decisive.length <= most_decisive);
  const keys = new Set(kept.map(({ key }) => key));
  const others = last.filter((one) => one.kept !== undefined && !keys.has(one.key)).map(({ key }) => key);
  await keepFrontiers(tables, name, kept, others);
}
