import type { DevelopmentType } from './catalogue.js';
import type { ControlClaim } from '../control/claim.js';
import type { ConditionClaim } from '../condition/condition-claim.js';
import type { Figure } from '../tally/figure.js';
import type { Grade } from './grade.js';
import type { ActorId, PlaceId, ReportId } from '../ids.js';
import type { Instant, Moment } from '../time/time.js';

/** What kind of account it is: something that happened, was so, was said, counted, judged or planned. */
export const natures = ['event', 'state', 'statement', 'estimate', 'assessment', 'intention'] as const;
export type Nature = (typeof natures)[number];

export const precisions = ['instant', 'day', 'week', 'month', 'year', 'unknown'] as const;
export type Precision = (typeof precisions)[number];

/** When it happened: between `from` and `to`, both included. Without `from` the start is unknown. */
export interface Occurred {
  readonly from?: Moment;
  readonly to?: Moment;
  readonly precision: Precision;
  /** How the dates were read from the account: "Monday", "the past few weeks". */
  readonly derivation?: string;
}

/** The parts an actor can play. */
export const actorRoles = [
  'by',
  'against',
  'with',
  'for',
  'to',
  'from',
  'toward',
  'about',
  'facing',
  'affected',
  'victim',
  'holder',
  'speaker',
  'reported_by',
  'supports',
  'supported_by',
  'brokered_by',
  'granted_by',
  'counterpart',
] as const;
export type ActorRole = (typeof actorRoles)[number];

/** An actor's part in the development. */
export interface Involvement {
  readonly role: ActorRole;
  readonly actor: ActorId;
}

export const anonymities = ['named', 'institution', 'outlet_itself', 'unnamed', 'requested', 'withheld_here'] as const;
/** Of these nobody outside the outlet can tell who says it. */
export const unnamedSources: readonly Anonymity[] = ['unnamed', 'requested', 'withheld_here'];
export type Anonymity = (typeof anonymities)[number];

/** Who says it: the chain of attribution from the first voice to the outlet that printed it. */
export interface Source {
  readonly outlet: string;
  readonly chain: readonly string[];
  readonly anonymity: Anonymity;
  readonly seenByOutlet: boolean;
  /**
   * The actors whose account it is, as the desk reads the chain: the first voice, and any that confirms it of its own
   * knowledge. Empty when nobody speaks but the outlet. Absent, the actors in the roles `speaker` and `reported_by`.
   */
  readonly speaksFor?: readonly ActorId[];
}

/** `same_event`: these reports tell of one development. `same_topic` and `same_state` do not make one incident. */
export const incidentRelations = ['same_event', 'same_topic', 'same_state'] as const;
export type IncidentRelation = (typeof incidentRelations)[number];

/** One attributed account of a development by one source. */
// stored: change only by a new version
export interface Report {
  readonly id: ReportId;
  readonly externalId?: string;
  readonly type: DevelopmentType;
  readonly nature: Nature;
  readonly background: boolean;
  readonly summary: string;
  readonly occurred: Occurred;
  /** When the source made it known; from then on it counts for `knownAt`. */
  readonly reportedAt: Instant;
  readonly places: readonly PlaceId[];
  readonly actors: readonly Involvement[];
  readonly control: readonly ControlClaim[];
  readonly figures: readonly Figure[];
  readonly source: Source;
  readonly grade: Grade;
  readonly incident?: { readonly key: string; readonly relation: IncidentRelation };
  readonly related: readonly ReportId[];
  readonly contradicts: readonly ReportId[];
  readonly verification?: string;
  readonly note?: string;
  /** What it says about the condition of things; absent when it says nothing. */
  readonly condition?: readonly ConditionClaim[];
  /**
   * The level from which on it may be read, of those that the desk has set; absent, the desk's default. The highest that
   * the report or any of its corrections ever named holds, for all of its versions.
   */
  readonly sensitivity?: string;
}
