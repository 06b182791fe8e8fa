import type { ActorId, PlaceId } from '../ids.js';
import type { LanguageTag } from './language-tag.js';
import type { Day, Instant, TimeZone } from '../time/time.js';

export const placeKinds = [
  'country',
  'governorate',
  'region',
  'city',
  'district',
  'village',
  'building',
  'site',
  'position',
  'road',
  'bridge',
  'river',
  'border',
  'base',
] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** What something is called in a language, in that language's script. */
// stored: change only by a new version
export interface LocalName {
  readonly language: LanguageTag;
  readonly name: string;
}

/** Anything with a location. Control is never inherited between a place and its parts. */
// stored: change only by a new version
export interface Place {
  readonly id: PlaceId;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: PlaceKind;
  readonly parent?: PlaceId;
  readonly location?: { readonly lat: number; readonly lon: number; readonly precisionKm: number };
  /** Decides which instants a local day of this place spans. */
  readonly timeZone: TimeZone;
  readonly note?: string;
  readonly registeredAt: Instant;
  /** Of a way: the places between which it leads. Absent when nobody has said. */
  readonly connects?: readonly PlaceId[];
  /** Absent when there are none. */
  readonly names?: readonly LocalName[];
  /** Of a way: by what means one uses it. Absent when nobody has said. */
  readonly means?: readonly Means[];
  /** The registered ways out of it are all that there are, and on which days. Absent when nobody has said. */
  readonly exitsComplete?: ExitsComplete;
}

/** By what means one travels along or across a way. */
export const meansOfTravel = ['vehicle', 'foot', 'boat', 'rail', 'air'] as const;
export type Means = (typeof meansOfTravel)[number];

/** A dated statement that the ways out of a place that are registered are all of them. */
// stored: change only by a new version
export interface ExitsComplete {
  /** The first local day. */
  readonly from: Day;
  /** The last local day, to its end. Absent when no end is known. */
  readonly to?: Day;
  /** Who says so, as text. */
  readonly source: string;
}

/** Ways: what leads from one place to another. A river or a border is one where it can be crossed. */
export const routeKinds = ['road', 'bridge', 'river', 'border'] as const satisfies readonly PlaceKind[];

/** Kinds of place that touch their neighbours along their edge: ways do not tell whether one is cut off. */
export const areaKinds = ['country', 'governorate', 'region'] as const satisfies readonly PlaceKind[];

export const actorKinds = [
  'state',
  'state_force',
  'police',
  'paramilitary',
  'militia',
  'coalition',
  'organisation',
  'outlet',
  'person',
  'population',
  'unknown',
] as const;
export type ActorKind = (typeof actorKinds)[number];

/** Who an actor belongs to, stands by or against, and when as far as it is known. */
// stored: change only by a new version
export interface ActorRelation {
  readonly actor: ActorId;
  /** The first local day, without a zone. Absent when no beginning is known. */
  readonly from?: Day;
  /** The last local day, to its end. Absent when no end is known. */
  readonly to?: Day;
  readonly note?: string;
}

/** A party, unit, organisation, person or population. */
// stored: change only by a new version
export interface Actor {
  readonly id: ActorId;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: ActorKind;
  /** What it is a part of, and when: as long as that holds it is of their side. */
  readonly parents: readonly ActorRelation[];
  readonly alliedWith: readonly ActorRelation[];
  readonly opposes: readonly ActorRelation[];
  readonly note?: string;
  readonly registeredAt: Instant;
  /** Absent when there are none. */
  readonly names?: readonly LocalName[];
}
