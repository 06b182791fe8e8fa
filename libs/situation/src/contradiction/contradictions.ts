import {
  type CodedAccount,
  codedCondition,
  codedControl,
  codedCount,
  conditionWords,
  controlWords,
  figureWords,
} from './coded-account.js';
import { comparingConditions, comparingControl, comparingFigures, firstDifference } from './first-difference.js';
import { claimInterval, isBefore } from '../control/claim-interval.js';
import { axisOf, type ConditionAxis } from '../condition/condition-claim.js';
import type { KnownClaim } from '../control/control-evidence.js';
import type { KnownCondition } from '../condition/condition-evidence.js';
import type { ActorId, EventId, PlaceId, ReportId } from '../ids.js';
import type { Measure } from '../tally/measures.js';
import type { Report } from '../report/report.js';
import type { ReportVersion } from '../report/report-versions.js';
import { type Day, dayWritten, instantMs, type Moment, type TimeZone } from '../time/time.js';

export const contradictionKinds = ['declared', 'computed'] as const;
export type ContradictionKind = (typeof contradictionKinds)[number];

/** What accounts differ on; `words` where they differ in nothing that is coded. */
export const differences = ['control', 'condition', 'time', 'count', 'words'] as const;
export type DifferenceOn = (typeof differences)[number];

/** What a contradiction is about, exactly one of these; an incident by its key. */
export interface About {
  readonly place?: PlaceId;
  readonly measure?: Measure;
  readonly incident?: string;
}

/** What some of the reports say. */
export interface DifferingAccount {
  readonly says: string;
  /** The same as data, each once; empty where they differ in nothing that is coded. */
  readonly coded: readonly CodedAccount[];
  readonly reports: readonly ReportId[];
}

/** What settled a contradiction: an amendment of a side, a decision about its incident, or a claim about the same place. */
export const settlingKinds = ['retraction', 'correction', 'decision', 'claim'] as const;
export interface Settlement {
  readonly by: (typeof settlingKinds)[number];
  /** The amendment; null where no single event is known. */
  readonly id: EventId | null;
  /** The reports retracted, corrected, or with the later claim. */
  readonly reports: readonly ReportId[];
  readonly atMs: number;
}

/** One side of a declared contradiction, as far as it had come to be known: its versions in order, and retractions. */
export interface ContradictingReport {
  readonly reportId: ReportId;
  readonly versions: readonly Pick<
    ReportVersion,
    'eventId' | 'wordsEventId' | 'knownFromMs' | 'knownToMs' | 'report'
  >[];
  readonly retractions: readonly { readonly eventId: EventId; readonly reportedAtMs: number }[];
}

/** What the two accounts of a pair differ on. */
export interface Difference {
  readonly on: DifferenceOn;
  readonly about: About;
  readonly accounts: readonly DifferingAccount[];
  /** Of states: on which axis. */
  readonly axis?: ConditionAxis;
  /** Of control and of states: the moments that the accounts speak of. */
  readonly moments?: readonly { readonly moment: Moment; readonly reportedAtMs: number }[];
}

/** A pair of reports of which one says that it contradicts the other, as known at one known time. */
export interface DeclaredContradiction {
  readonly reports: readonly ReportId[];
  readonly differ: Difference;
  readonly knownFromMs: number;
  readonly settledBy?: Settlement;
}

/** Returns the topmost sides of actors on a day. */
export type SidesOnDay = (actors: readonly ActorId[], day: Day) => readonly ActorId[];

/**
 * Returns the contradiction that one of two reports declares, as known at `knownAtMs`; undefined while one of the two is
 * not known. It is settled by the retraction of a side, until that side is reinstated, or by a correction after which no
 * side declares it any more. Never by a grade: an assessment of a source is no answer to what it says.
 */
export function declaredContradiction(
  pair: readonly [ContradictingReport, ContradictingReport],
  knownAtMs: number,
  sidesOf: SidesOnDay,
): DeclaredContradiction | undefined {
  const read = pair.map((side, index) => readAt(side, (pair[1 - index] as ContradictingReport).reportId, knownAtMs));
  const [a, b] = read;
  if (a?.last === undefined || b?.last === undefined) return undefined;
  const declaredMs = Math.min(a.declaredMs, b.declaredMs);
  if (!Number.isFinite(declaredMs)) return undefined;
  const settledBy = retractionOf(read) ?? correctionOf(read);
  return {
    reports: pair.map(({ reportId }) => reportId),
    differ: differenceOf([a.last.report, b.last.report], sidesOf),
    knownFromMs: Math.max(declaredMs, a.firstMs, b.firstMs),
    ...(settledBy === undefined ? {} : { settledBy }),
  };
}

interface ReadReport {
  readonly side: ContradictingReport;
  /** The version that stands, or stood last; its words. */
  readonly last: ContradictingReport['versions'][number] | undefined;
  readonly firstMs: number;
  readonly stands: boolean;
  /** When it first declared the contradiction; infinite if it never did. */
  readonly declaredMs: number;
  readonly declares: boolean;
  readonly retraction: ContradictingReport['retractions'][number] | undefined;
}

function readAt(side: ContradictingReport, other: ReportId, knownAtMs: number): ReadReport {
  const known = side.versions.filter(
    ({ knownFromMs, knownToMs }) => knownFromMs <= knownAtMs && knownFromMs < knownToMs,
  );
  const last = known.at(-1);
  const declaring = known.filter(({ report }) => report.contradicts.includes(other));
  return {
    side,
    last,
    firstMs: known[0]?.knownFromMs ?? Number.POSITIVE_INFINITY,
    stands: last !== undefined && last.knownToMs > knownAtMs,
    declaredMs: declaring[0]?.knownFromMs ?? Number.POSITIVE_INFINITY,
    declares: last !== undefined && declaring.includes(last),
    retraction: side.retractions.filter(({ reportedAtMs }) => reportedAtMs <= knownAtMs).at(-1),
  };
}

function retractionOf(read: readonly ReadReport[]): Settlement | undefined {
  const gone = read.filter(({ stands }) => !stands);
  const settled = gone.map(({ side, last, retraction }) => ({
    by: 'retraction' as const,
    id: retraction?.eventId ?? null,
    reports: [side.reportId],
    atMs: last?.knownToMs ?? Number.POSITIVE_INFINITY,
  }));
  return settled.sort((a, b) => a.atMs - b.atMs)[0];
}

function correctionOf(read: readonly ReadReport[]): Settlement | undefined {
  if (read.some(({ declares }) => declares)) return undefined;
  const corrected = read.flatMap(({ side, last, declaredMs }) =>
    last === undefined || !Number.isFinite(declaredMs)
      ? []
      : [
          {
            by: 'correction' as const,
            id: last.wordsEventId,
            reports: [side.reportId],
            atMs: wordsFromMs(side, last.wordsEventId),
          },
        ],
  );
  return corrected.sort((a, b) => b.atMs - a.atMs)[0];
}

const wordsFromMs = ({ versions }: ContradictingReport, wordsEventId: EventId): number =>
  versions.find((version) => version.wordsEventId === wordsEventId)?.knownFromMs ?? Number.POSITIVE_INFINITY;

/**
 * Returns what two reports differ on: the first coded thing of which they say different things, else their words. Sides
 * are those of the later report's day.
 */
export function differenceOf([a, b]: readonly [Report, Report], sidesOf: SidesOnDay): Difference {
  const day = [a, b].map(({ reportedAt }) => dayWritten(reportedAt)).sort()[1] as Day;
  const accounts = (says: (report: Report) => string, coded?: (report: Report) => CodedAccount) =>
    [a, b].map((report): DifferingAccount => {
      const of = coded === undefined ? [] : [coded(report)];
      return { says: says(report), coded: of, reports: [report.id] };
    });
  return (
    firstDifference(
      a.control,
      b.control,
      comparingControl((actors) => sidesOf(actors, day)),
      (one, other) => ({
        on: 'control',
        about: { place: one.place },
        accounts: accounts(
          (report) => controlWords(report === a ? one : other),
          (report) => codedControl(report === a ? one : other),
        ),
        ...momentsOf([a, one.effective], [b, other.effective]),
      }),
    ) ??
    firstDifference(a.condition ?? [], b.condition ?? [], comparingConditions, (one, other) => ({
      on: one.state === other.state ? 'time' : 'condition',
      about: { place: one.place },
      axis: axisOf(one.state),
      accounts: accounts(
        (report) => conditionWords(report === a ? one : other),
        (report) => codedCondition(report === a ? one : other),
      ),
      ...momentsOf([a, one.effective], [b, other.effective]),
    })) ??
    firstDifference(a.figures, b.figures, comparingFigures, (one, other) => ({
      on: 'count',
      about: { measure: one.measure },
      accounts: accounts(
        (report) => figureWords(report === a ? one : other),
        (report) => codedCount(report === a ? one : other),
      ),
    })) ?? { on: 'words', about: sharedSubject(a, b), accounts: accounts(({ summary }) => summary) }
  );
}

const momentsOf = (...said: readonly (readonly [Report, Moment | undefined])[]): Pick<Difference, 'moments'> => ({
  moments: said.flatMap(([{ reportedAt }, moment]) =>
    moment === undefined ? [] : [{ moment, reportedAtMs: instantMs(reportedAt) }],
  ),
});

/** The incident that both name, else the first place that both name, else the first that one of them names. */
function sharedSubject(a: Report, b: Report): About {
  if (a.incident !== undefined && a.incident.key === b.incident?.key) return { incident: a.incident.key };
  const place = a.places.find((one) => b.places.includes(one)) ?? a.places[0] ?? b.places[0];
  if (place !== undefined) return { place };
  const key = a.incident?.key ?? b.incident?.key;
  return key === undefined ? {} : { incident: key };
}

/**
 * Returns what settled the difference beside the amendments of its own reports: the first claim to be known, of a third
 * report, that is later than both accounts of the place. Undefined while there is none. Of control only a gain, or an
 * observation as held, settles; of a state any claim on the same axis.
 */
export function laterClaim(
  { on, about, axis, moments = [], accounts }: Difference,
  { control, condition }: { readonly control: readonly KnownClaim[]; readonly condition: readonly KnownCondition[] },
  zone: TimeZone,
): Settlement | undefined {
  const own = accounts.flatMap(({ reports }) => reports);
  const settling =
    on === 'control'
      ? control.filter(isSettling)
      : on === 'condition'
        ? condition.filter(({ claim }) => axisOf(claim.state) === axis)
        : [];
  const intervals = moments.map(({ moment, reportedAtMs }) => claimInterval(moment, reportedAtMs, zone));
  const later = settling
    .filter(({ claim, reportId }) => claim.place === about.place && !own.includes(reportId))
    .filter(({ claim: { effective }, reportedAtMs }) => {
      if (effective === undefined) return false;
      const settled = claimInterval(effective, reportedAtMs, zone);
      return intervals.every((interval) => isBefore(interval, settled));
    });
  const [first] = [...later].sort((a, b) => a.reportedAtMs - b.reportedAtMs || (a.reportId < b.reportId ? -1 : 1));
  return first && { by: 'claim', id: null, reports: [first.reportId], atMs: first.reportedAtMs };
}

const isSettling = ({ claim: { effect, status = 'held' } }: KnownClaim): boolean =>
  effect === 'gained' || (effect === 'observed' && status === 'held');
