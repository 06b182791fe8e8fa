import { type ConditionState, conditionStates } from './condition-claim.js';

/** What a type of development may do to control (design §6): each step includes the ones after it. */
export type ControlEffect = 'may_change_holder' | 'may_confirm_holder' | 'may_mark_contested' | 'none';

export type Family = 'territory' | 'fighting' | 'harm' | 'people' | 'forces' | 'political' | 'meta';

/** One entry of the catalogue of developments. */
export interface DevelopmentEntry {
  readonly family: Family;
  readonly control: ControlEffect;
  /** The states of things that it may tell of. */
  readonly condition: readonly ConditionState[];
}

type Entry = (control: ControlEffect, ...condition: readonly ConditionState[]) => DevelopmentEntry;
const territory: Entry = (control, ...condition) => ({ family: 'territory', control, condition });
const fighting: Entry = (control, ...condition) => ({ family: 'fighting', control, condition });
const harm: Entry = (control, ...condition) => ({ family: 'harm', control, condition });
const people: DevelopmentEntry = { family: 'people', control: 'none', condition: [] };
const forces = (control: ControlEffect): DevelopmentEntry => ({ family: 'forces', control, condition: [] });
const political: DevelopmentEntry = { family: 'political', control: 'none', condition: [] };

/**
 * Every type of development. Only the six that may change a holder carry `gained`; intentions, statements, advances,
 * encirclements and flags never do.
 */
export const catalogue = {
  area_seized: territory('may_change_holder'),
  building_recaptured: territory('may_change_holder'),
  bridge_captured: territory('may_change_holder'),
  road_cut: territory('may_change_holder', 'cut'),
  // A road is secured for its holder: open to him, and perhaps cut for others.
  road_secured: territory('may_change_holder', 'open', 'cut'),
  position_handed_over: territory('may_change_holder'),
  area_held: territory('may_confirm_holder'),
  control_share_estimate: territory('may_confirm_holder'),
  front_static: territory('may_confirm_holder'),
  advance: territory('none'),
  // It tells which exits are closed and which remain.
  encirclement: territory('may_confirm_holder', 'open', 'cut'),
  flag_raised: territory('none'),
  clash: fighting('may_mark_contested'),
  counterattack_repelled: fighting('may_confirm_holder'),
  shelling: fighting('may_mark_contested', 'damaged', 'destroyed'),
  airstrike: fighting('may_mark_contested', 'damaged', 'destroyed'),
  bombing: fighting('may_mark_contested', 'damaged', 'destroyed'),
  sniper_fire: fighting('may_mark_contested'),
  clearing_operation: fighting('may_mark_contested'),
  infighting: fighting('may_mark_contested'),
  casualties_reported: harm('none'),
  building_destroyed: harm('may_confirm_holder', 'damaged', 'destroyed'),
  bridge_destroyed: harm('none', 'damaged', 'destroyed'),
  infrastructure_condition: harm('none', ...conditionStates),
  arson: harm('may_mark_contested', 'damaged', 'destroyed'),
  heritage_destruction: harm('none', 'damaged', 'destroyed'),
  looting: harm('none', 'looted'),
  illicit_trafficking: harm('none'),
  displacement: people,
  displacement_forecast: people,
  detained: people,
  prisoners_released: people,
  population_estimate: people,
  humanitarian_condition: people,
  force_deployed: forces('none'),
  force_presence: forces('none'),
  force_estimate: forces('none'),
  fighter_movement: forces('none'),
  fighter_composition_claim: forces('none'),
  fortification: forces('none'),
  order_issued: forces('none'),
  operation_started: forces('may_mark_contested'),
  intention: political,
  statement: political,
  denial: political,
  approval: political,
  official_visit: political,
  diplomatic_meeting: political,
  political_declaration: political,
  data_gap: { family: 'meta', control: 'none', condition: [] },
} as const satisfies Record<string, DevelopmentEntry>;

export type DevelopmentType = keyof typeof catalogue;
export const developmentTypes = Object.keys(catalogue) as DevelopmentType[];

const allowedEffects = {
  may_change_holder: ['gained', 'observed', 'contested'],
  may_confirm_holder: ['observed', 'contested'],
  may_mark_contested: ['contested'],
  none: [],
} as const;

/** The effects that a control claim of a report of this type may have. */
export const effectsAllowedFor = (type: DevelopmentType): readonly ('gained' | 'observed' | 'contested')[] =>
  allowedEffects[catalogue[type].control];

/** The states that a claim about condition in a report of this type may tell of. */
export const statesAllowedFor = (type: DevelopmentType): readonly ConditionState[] => catalogue[type].condition;
