import { catalogue, type DevelopmentType, effectsAllowedFor, statesAllowedFor } from './catalogue.js';
import { type PlaceKind, placeKinds } from '../gazetteer/gazetteer.js';
import type { ActorRole } from './report.js';

/** A part of a report that is no role of an actor. */
export const askedFields = ['places', 'occurred', 'control', 'condition', 'figures', 'source'] as const;
export type AskedField = (typeof askedFields)[number];

/** A question of the form in which a development is reported: after a role of an actor, or after another part. */
export interface ReportAsk {
  readonly question: string;
  readonly role?: ActorRole;
  readonly field?: AskedField;
  /** Of places: the kinds that fit. */
  readonly placeKinds?: readonly PlaceKind[];
  readonly required: boolean;
}

const settlements: readonly PlaceKind[] = ['city', 'district', 'village', 'region', 'governorate', 'country'];
const buildings: readonly PlaceKind[] = ['building', 'site', 'base', 'position'];
const held: readonly PlaceKind[] = placeKinds.filter((kind) => kind !== 'river' && kind !== 'border');
const ways: readonly PlaceKind[] = ['road', 'bridge', 'river', 'border'];

/** Which kinds of place fit a type that is about some alone. */
const kindsOf: Partial<Record<DevelopmentType, readonly PlaceKind[]>> = {
  area_seized: held,
  area_held: held,
  building_recaptured: buildings,
  building_destroyed: buildings,
  bridge_captured: ['bridge'],
  bridge_destroyed: ['bridge'],
  road_cut: ways,
  road_secured: ways,
  position_handed_over: [...buildings, 'village', 'city', 'district'],
  control_share_estimate: settlements,
  encirclement: settlements,
  heritage_destruction: buildings,
  looting: buildings,
  population_estimate: settlements,
  displacement: settlements,
};

type Roles = Partial<Record<ActorRole, string>>;
const by_and_against: Roles = { by: 'Who did it?', against: 'Against whom?' };

/** Which actors a type asks after, beside those that most of its family have. */
const rolesOf: Partial<Record<DevelopmentType, Roles>> = {
  position_handed_over: { from: 'Who handed it over?', to: 'To whom?', brokered_by: 'Who brokered it?' },
  area_held: { holder: 'Who holds it?' },
  control_share_estimate: { holder: 'Whose share is it?' },
  road_cut: { by: 'Who cut it?', against: 'To whom is it closed?' },
  road_secured: { by: 'Who secured it?', against: 'From whom?' },
  casualties_reported: { victim: 'Who was killed or wounded?', by: 'By whom?' },
  infrastructure_condition: { holder: 'Who holds it?' },
  arson: { by: 'Who did it?', affected: 'Who is affected?' },
  bombing: { by: 'Who did it?', affected: 'Who is affected?' },
  displacement: { affected: 'Who was displaced?', toward: 'To whom did they go?', by: 'By whom?' },
  displacement_forecast: { affected: 'Who is expected to flee?' },
  detained: { affected: 'Who was detained?', by: 'By whom?' },
  prisoners_released: { affected: 'Who was released?', by: 'By whom?' },
  population_estimate: { affected: 'Who lives there?' },
  humanitarian_condition: { affected: 'Who is affected?' },
  force_deployed: { by: 'Who was sent?', supports: 'In support of whom?', against: 'Against whom?' },
  force_presence: { by: 'Who is there?' },
  force_estimate: { about: 'Whose strength is it?' },
  fighter_movement: { about: 'Who moved?', speaker: 'Who says so?' },
  fighter_composition_claim: { about: 'About whom?', speaker: 'Who says so?' },
  fortification: { by: 'Who built it?' },
  order_issued: { by: 'Who gave it?' },
  intention: { speaker: 'Who says so?', against: 'Against whom?' },
  statement: { speaker: 'Who says so?', about: 'About whom?' },
  denial: { speaker: 'Who denies it?' },
  approval: { speaker: 'Who approves?', granted_by: 'Who grants it?' },
  official_visit: { by: 'Who came?' },
  diplomatic_meeting: { by: 'Who met?', with: 'With whom?' },
  political_declaration: { by: 'Who declared it?' },
  data_gap: { about: 'About whom?' },
};

const usually: Readonly<Record<(typeof catalogue)[DevelopmentType]['family'], Roles>> = {
  territory: by_and_against,
  fighting: by_and_against,
  harm: { by: 'Who did it?' },
  people: { affected: 'Who is affected?' },
  forces: by_and_against,
  political: { speaker: 'Who says so?' },
  meta: { about: 'About whom?' },
};

/** Types that tell of a number, and are asked for one. */
const counted: readonly DevelopmentType[] = [
  ...(['casualties_reported', 'displacement', 'displacement_forecast', 'detained', 'prisoners_released'] as const),
  ...(['population_estimate', 'force_deployed', 'force_estimate', 'control_share_estimate'] as const),
  ...(['airstrike', 'shelling', 'bombing', 'data_gap'] as const),
];

/** Returns what a form asks about a development of this type, in the order in which it asks. */
export function asksOf(type: DevelopmentType): readonly ReportAsk[] {
  const roles = rolesOf[type] ?? usually[catalogue[type].family];
  const field = (name: AskedField, question: string, required: boolean): ReportAsk => ({
    question,
    field: name,
    required,
  });
  return [
    { ...field('places', 'Where?', true), placeKinds: kindsOf[type] ?? placeKinds },
    field('occurred', 'When?', true),
    ...(Object.entries(roles) as [ActorRole, string][]).map(([role, question]) => ({
      question,
      role,
      required: false,
    })),
    ...(effectsAllowedFor(type).length === 0 ? [] : [field('control', 'Who holds the place?', false)]),
    ...(statesAllowedFor(type).length === 0 ? [] : [field('condition', 'In what state is it?', false)]),
    ...(counted.includes(type) ? [field('figures', 'How many?', false)] : []),
    field('source', 'Who says so?', true),
  ];
}

/** Returns what a type is called in a list: `Road cut`. */
export const labelOf = (type: DevelopmentType): string => {
  const words = type.replaceAll('_', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};
