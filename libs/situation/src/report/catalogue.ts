import { type ClaimEffect } from '../control/claim.js';
import { type ConditionState, conditionStates } from '../condition/condition-claim.js';
import { type FigureBasis, figureBases } from '../tally/figure.js';

/** What a type of development may do to control (design §6): each step includes the ones after it. */
export type ControlEffect = 'may_change_holder' | 'may_confirm_holder' | 'may_mark_contested' | 'none';

export const families = ['territory', 'fighting', 'harm', 'people', 'forces', 'political', 'meta'] as const;
export type Family = (typeof families)[number];

/** One entry of the catalogue of developments: all that tells one type from another. */
export interface DevelopmentEntry {
  readonly family: Family;
  /** What a report of it tells of, in one sentence. */
  readonly meaning: string;
  readonly control: ControlEffect;
  /** The states of things that it may tell of. */
  readonly condition: readonly ConditionState[];
  /** The bases that its figures may have; each of them may be of any measure. */
  readonly figures: readonly FigureBasis[];
}

interface Parts {
  readonly control?: ControlEffect;
  readonly condition?: readonly ConditionState[];
  readonly figures?: readonly FigureBasis[];
}

const of =
  (family: Family) =>
  (meaning: string, { control = 'none', condition = [], figures = figureBases }: Parts = {}): DevelopmentEntry => ({
    family,
    meaning,
    control,
    condition,
    figures,
  });
const [territory, fighting, harm, people] = [of('territory'), of('fighting'), of('harm'), of('people')];
const [forces, political, meta] = [of('forces'), of('political'), of('meta')];

/** It changes the holder; it may tell of this condition. */
const changes = (...condition: readonly ConditionState[]): Parts => ({ control: 'may_change_holder', condition });
const confirms = (...condition: readonly ConditionState[]): Parts => ({ control: 'may_confirm_holder', condition });
const contests = (...condition: readonly ConditionState[]): Parts => ({ control: 'may_mark_contested', condition });
const tellsOf = (...condition: readonly ConditionState[]): Parts => ({ condition });
/** What has not happened counts for nothing. */
const foretells: Parts = { figures: ['forecast'] };

/**
 * Every type of development. Only the six that may change a holder carry `gained`; intentions, statements, advances,
 * encirclements and flags never do.
 */
export const catalogue = {
  area_seized: territory('An area, a city or a village was taken.', changes()),
  building_recaptured: territory('A building was taken back.', changes()),
  bridge_captured: territory('A bridge was taken.', changes()),
  road_cut: territory('A road was closed to somebody.', changes('cut')),
  // A road is secured for its holder: open to him, and perhaps cut for others.
  road_secured: territory('A road was taken and made safe for its new holder.', changes('open', 'cut')),
  position_handed_over: territory('A position went from one party to another by agreement.', changes()),
  area_held: territory('An area was in the hands of a party.', confirms()),
  control_share_estimate: territory('Somebody estimated how much of an area a party holds.', confirms()),
  front_static: territory('A front line stood where it was.', confirms()),
  advance: territory('A force moved forward, which says nothing about who holds what.'),
  // It tells which exits are closed and which remain.
  encirclement: territory('A place was surrounded, or said to be nearly so.', confirms('open', 'cut')),
  flag_raised: territory('A flag was put up somewhere, which is not control.'),
  clash: fighting('Forces fought each other.', contests()),
  counterattack_repelled: fighting('An attack to take something back was beaten off.', confirms()),
  shelling: fighting('A place came under artillery, mortar or rocket fire.', contests('damaged', 'destroyed')),
  airstrike: fighting('A place was struck from the air.', contests('damaged', 'destroyed')),
  bombing: fighting('A bomb went off: planted, carried or driven.', contests('damaged', 'destroyed')),
  sniper_fire: fighting('A place came under fire from snipers.', contests()),
  clearing_operation: fighting('A force searched an area for what remained of another.', contests()),
  infighting: fighting('Members of one party fought each other.', contests()),
  casualties_reported: harm('People were reported killed, wounded or missing.'),
  building_destroyed: harm('A building was destroyed.', confirms('damaged', 'destroyed')),
  bridge_destroyed: harm('A bridge was destroyed.', tellsOf('damaged', 'destroyed')),
  infrastructure_condition: harm('The condition of a road, a bridge, a building or a site was described.', {
    condition: conditionStates,
  }),
  arson: harm('Something was set on fire.', contests('damaged', 'destroyed')),
  heritage_destruction: harm('Monuments, museums or finds were destroyed.', tellsOf('damaged', 'destroyed')),
  looting: harm('Something was looted.', tellsOf('looted')),
  illicit_trafficking: harm('Goods were smuggled or sold unlawfully.'),
  displacement: people('People were driven from their homes.'),
  displacement_forecast: people('Somebody foretold how many people will flee.', foretells),
  detained: people('People were held or taken prisoner.'),
  prisoners_released: people('Prisoners were set free.'),
  population_estimate: people('Somebody estimated how many people live or remain somewhere.'),
  humanitarian_condition: people('The condition that people live in was described.'),
  force_deployed: forces('A force was sent somewhere.'),
  force_presence: forces('A force was seen or said to be somewhere.'),
  force_estimate: forces('Somebody estimated the strength of a force.'),
  fighter_movement: forces('Fighters moved, fled or were moved.'),
  fighter_composition_claim: forces('Somebody said who the fighters of a party are.'),
  fortification: forces('Defences were built: trenches, tunnels, barriers.'),
  order_issued: forces('A party gave an order.'),
  operation_started: forces('An operation began.', contests()),
  intention: political('A party said what it is going to do; nothing has happened yet.', foretells),
  statement: political('Somebody said something on the record.'),
  denial: political('Somebody denied what others say.'),
  approval: political('A party agreed to the action of another.'),
  official_visit: political('An official visited somewhere.'),
  diplomatic_meeting: political('Representatives of states or parties met.'),
  political_declaration: political('A party proclaimed or declared something.'),
  data_gap: meta('A source said that something is not known or not published.'),
} satisfies Record<string, DevelopmentEntry>;

export type DevelopmentType = keyof typeof catalogue;
export const developmentTypes = Object.keys(catalogue) as DevelopmentType[];

const allowedEffects = {
  may_change_holder: ['gained', 'observed', 'contested'],
  may_confirm_holder: ['observed', 'contested'],
  may_mark_contested: ['contested'],
  none: [],
} as const;

/** The effects that a control claim of a report of this type may have. */
export const effectsAllowedFor = (type: DevelopmentType): readonly ClaimEffect[] =>
  allowedEffects[catalogue[type].control];

/** The states that a claim about condition in a report of this type may tell of. */
export const statesAllowedFor = (type: DevelopmentType): readonly ConditionState[] => catalogue[type].condition;

/** The bases that a figure in a report of this type may have. */
export const basesAllowedFor = (type: DevelopmentType): readonly FigureBasis[] => catalogue[type].figures;
