import {
  actorRelations,
  actorsCalled,
  type EditionScope,
  reportSummaries,
  type ReportSummary,
} from '#read-models/queries';
import { type ActorId, type Day, type PlaceId, type Report, type ReportId, Sides } from '#situation';
import type { Change } from '../domain/change.js';
import type { WatchSight } from '../watch-options.js';
import { amendmentChanges } from './amendment-changes.js';
import { conditionChanges } from './condition-changes.js';
import { controlChanges } from './control-changes.js';
import type { FoundChange } from './found-change.js';
import type { NewEvents } from './new-events.js';
import { last_known_ms, type Reckoning } from './reckoning.js';
import { sentenceOf } from './sentences.js';
import { type Step, stepsOf } from './steps.js';

/** What the reckoning of changes has to know beside the events. */
export interface ReckoningOptions {
  readonly agedAfterDays: number;
  readonly today: Day;
  readonly sight: WatchSight;
}

/**
 * Finds what some new events changed, in an edition that has applied them and no later ones: control, conditions and
 * amendments, each with what was so without these events and what is so with them. A report that is late by weeks changes
 * the days that it speaks of. The mere passing of time changes nothing.
 */
export async function changesByEvents(
  scope: EditionScope,
  events: NewEvents,
  options: ReckoningOptions,
): Promise<FoundByEvents> {
  if (events.causesOf.size === 0) return { changes: [], places: [], actorsOf: new Map(), hasFigures: false };
  const sides = new Sides(await actorRelations(scope));
  const steps = await stepsOf(scope, events);
  const reckoning: Reckoning = { scope, steps, sides, ...options };
  const found = [
    ...(await controlChanges(reckoning)),
    ...(await conditionChanges(reckoning)),
    ...(await amendmentChanges(reckoning)),
  ].sort(byEvent(steps));
  const reports = steps.flatMap(({ before, after }) => [...before, ...after].map(({ report }) => report));
  return {
    changes: await written(scope, found, options.sight),
    places: [...new Set(reports.flatMap((report) => placesOf(report)))].sort(),
    actorsOf: new Map(reports.map(({ id, actors }) => [id, actors.map(({ actor }) => actor)])),
    hasFigures: reports.some(({ figures }) => figures.length > 0),
  };
}

/** The changes of one event stay as they are: control, conditions, the amendment itself. */
function byEvent(steps: readonly Step[]) {
  const order = new Map(steps.map(({ cause }, index) => [cause.id, index]));
  const orderOf = ({ cause }: FoundChange): number => order.get(cause.id) ?? 0;
  return (a: FoundChange, b: FoundChange): number => orderOf(a) - orderOf(b);
}

/** What some new events changed, and what else may have changed by them. */
export interface FoundByEvents {
  readonly changes: readonly Change[];
  /** Every place that one of the reports names. */
  readonly places: readonly PlaceId[];
  /** The actors of each of the reports. */
  readonly actorsOf: ReadonlyMap<ReportId, readonly ActorId[]>;
  /** True when one of the reports counts something. */
  readonly hasFigures: boolean;
}

const placesOf = ({ places, control, condition = [] }: Report): readonly PlaceId[] => [
  ...places,
  ...[...control, ...condition].map(({ place }) => place),
];

/**
 * That a withheld report was amended tells of its words, so this is left out; what came of it is told all the same. A link
 * of it with others is told without its reason, which speaks of all of them.
 */
function withoutAmendmentsOf(withheld: ReadonlySet<string>, all: readonly FoundChange[]): readonly FoundChange[] {
  const isOfWithheld = ({ kind, reportIds: [id = ''] }: FoundChange): boolean =>
    kind === 'amendment' && withheld.has(id);
  const causes = new Set(all.filter(isOfWithheld).map(({ cause }) => cause.id));
  return all
    .filter((change) => !isOfWithheld(change))
    .map((change) =>
      causes.has(change.cause.id) ? { ...change, detail: { ...change.detail, reason: null } } : change,
    );
}

/** Adds the reports and a sentence. */
async function written(
  scope: EditionScope,
  all: readonly FoundChange[],
  sight: WatchSight,
): Promise<readonly Change[]> {
  const reportIds = [...new Set(all.flatMap((change) => change.reportIds))];
  const withheld = await sight.withheld(reportIds);
  const found = withoutAmendmentsOf(withheld, all);
  const summaries = await reportSummaries(await sight.shown(scope), reportIds, last_known_ms);
  const actors = await actorsCalled(scope, [...new Set(found.flatMap((change) => change.actors))]);
  const words = {
    actor: (id: string) => actors.get(id)?.name ?? id,
    summary: (id: string) => summaries.get(id)?.summary ?? id,
  };
  return found.map((change) => {
    const { reportIds: ids, step: _step, cause, ...rest } = change;
    return { ...rest, causes: [cause], reports: inOrder(ids, summaries), text: sentenceOf(change, words) };
  });
}

const inOrder = (ids: readonly string[], summaries: ReadonlyMap<string, ReportSummary>): readonly ReportSummary[] =>
  [...ids].sort().flatMap((id) => summaries.get(id) ?? []);
