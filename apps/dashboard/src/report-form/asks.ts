import type { DevelopmentTypeDto } from 'sitrep-api';

/** Which actors a type asks after: the role that they have in the report, and the question. */
export interface RoleAsk {
  readonly role: string;
  readonly question: string;
}

/** What a type asks beyond when and who says so. */
export interface Asks {
  /** gained, observed or contested: what it says of the holder; undefined for nothing. */
  readonly effect: 'gained' | 'observed' | 'contested' | undefined;
  /** Whether a claim about what the place suffers may stand in it. */
  readonly suffers: boolean;
  /** The states that it may put a thing into. */
  readonly states: readonly string[];
  readonly cuts: boolean;
  readonly roles: readonly RoleAsk[];
  /** True where the type tells who holds the place by now: without a name it changes nothing, and that is asked after. */
  readonly needsHolder: boolean;
  /** The kinds of place that fit; undefined for any. */
  readonly placeKinds: readonly string[] | undefined;
  /** Whether it is asked for a number; any type may carry one. */
  readonly counts: boolean;
  /** How its figures may count time. */
  readonly bases: readonly string[];
}

/** The part of a type that the questions come from. */
export type AskedType = Pick<
  DevelopmentTypeDto,
  'type' | 'mayDoToControl' | 'family' | 'asks' | 'conditionStates' | 'figures'
>;

const holding: Readonly<Record<string, Asks['effect']>> = {
  may_change_holder: 'gained',
  may_confirm_holder: 'observed',
  may_mark_contested: 'contested',
};
const counted = ['harm', 'people', 'forces'];
const all_kinds = 14;

/** Asked before anything is chosen. */
export const no_type: AskedType = {
  type: 'statement',
  mayDoToControl: 'none',
  family: 'political',
  asks: [],
  conditionStates: [],
  figures: { measures: [], bases: [] },
};

/** A cut proves that a way is closed; who sits on it is another report. */
export function asksOf({ type, mayDoToControl, family, asks, conditionStates, figures }: AskedType): Asks {
  const cuts = type === 'road_cut';
  const effect = cuts ? undefined : holding[mayDoToControl];
  const kinds = asks.find(({ field }) => field === 'places')?.placeKinds;
  return {
    effect,
    suffers: effect !== undefined,
    states: cuts ? ['cut'] : conditionStates,
    cuts,
    roles: rolesOf(asks, effect),
    needsHolder: effect === 'gained' || (effect === 'observed' && asks.some(({ role }) => role === 'holder')),
    placeKinds: kinds === undefined || kinds.length >= all_kinds ? undefined : kinds,
    counts: counted.includes(family) || asks.some(({ field }) => field === 'figures'),
    bases: figures.bases,
  };
}

/** Of a gain, those against whom it was are those whom it was taken from; a sighting asks who holds the place. */
function rolesOf(asks: AskedType['asks'], effect: Asks['effect']): readonly RoleAsk[] {
  const listed = asks.flatMap(({ role, question }) => (role === undefined ? [] : [{ role: role as string, question }]));
  if (effect === 'observed' && !listed.some(({ role }) => role === 'holder'))
    return [{ role: 'holder', question: 'Who holds it?' }, ...listed];
  if (effect !== 'gained' || listed.some(({ role }) => role === 'to')) return listed;
  return listed.map(({ role, question }) => {
    if (role === 'against') return { role: 'from', question: 'From whom?' };
    return { role, question: question === 'Who did it?' ? 'Who took it?' : question };
  });
}

/** What a type says of the place by its very name, chosen until somebody changes it. */
export const usuallySuffers = (type: string): readonly string[] =>
  ['shelling', 'airstrike', 'sniper_fire'].includes(type) ? ['under_fire'] : type === 'clash' ? ['contested'] : [];
