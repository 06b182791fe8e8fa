import type { Actor, ConditionClaim, ControlClaim, Place, Report } from '#situation';
import type { RelationDraft } from './relation.conversion.js';

type Defaulted<Whole, Names extends keyof Whole> = Omit<Whole, Names> & Partial<Pick<Whole, Names>>;

/** What `POST /v1/reports` takes: a report that refers to others by their external ids and leaves out what is unknown. */
export type ReportDraft = Defaulted<
  Omit<Report, 'id' | 'control'>,
  'actors' | 'figures' | 'related' | 'contradicts'
> & { readonly externalId: string; readonly control?: readonly ClaimDraft[] };
export type ConditionDraft = ConditionClaim;
export type ClaimDraft = Defaulted<ControlClaim, 'holders' | 'formations' | 'conditions'>;
/** What `POST /v1/places` takes. */
export type PlaceDraft = Defaulted<Place, 'aliases'>;
/** What `POST /v1/actors` takes. */
export type ActorDraft = Defaulted<Omit<Actor, 'parents' | 'alliedWith' | 'opposes'>, 'aliases'> & {
  readonly parents?: readonly RelationDraft[];
  readonly alliedWith?: readonly RelationDraft[];
  readonly opposes?: readonly RelationDraft[];
};
