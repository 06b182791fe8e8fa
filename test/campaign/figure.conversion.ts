import { figureBases, measureNames, units, type Figure, type Measure } from '#situation';
import { oneOf } from './one-of.js';
import { onlyKnown } from './only-known.js';
import { anti_is_force } from './read-again.js';
import type { Development, Quantity } from './source-rows.js';

const renamedMeasures: Readonly<Record<string, Measure>> = {
  fighters: 'strength',
  troops_present: 'strength',
  troops_deployed: 'deployed',
  killed_and_wounded: 'killed_or_wounded',
  distance_to_place: 'distance',
  displacement_forecast: 'displaced',
};

/** Wordings of groups that say no more than the slug they stand for; any other is kept beside its slug. */
const plainGroups: Readonly<Record<string, string>> = {
  '': 'anyone',
  'IS fighters': 'islamic-state',
  'Federal Police': 'federal-police',
  'Iraqi forces': 'iraqi-security-forces',
  'us-military': 'us-military',
  civilians: 'civilians',
  'civilian families': 'civilians',
  detainees: 'detainees',
  military: 'military',
};

const wordedGroups: readonly (readonly [RegExp, string])[] = [
  [/^civilians and military/, 'mixed'],
  [/^civilian/, 'civilians'],
  [/^US troops/, 'us-military'],
  [/^IS /, 'islamic-state'],
  [/^Kurdish militia/, 'ypg'],
  [/^Syrian government forces/, 'syrian-government-forces'],
  [/^anti-IS force at Mosul/, anti_is_force],
  [/^military share/, 'military'],
  [/^all patients/, 'anyone'],
];

/** What the quantity counts, whom and where. The group of a share of control is a place: the holder is in the report. */
export function convertFigure(quantity: Quantity, development: Development): Figure {
  const shared = quantity.measure === 'control_share';
  const printed = quantity.group;
  const group = shared ? holderOf(development) : groupOf(printed);
  const share = quantity.measure !== 'control_share' && quantity.unit === 'percent';
  return onlyKnown<Figure>({
    measure: oneOf(measureNames, renamedMeasures[quantity.measure] ?? quantity.measure, `${development.id}: measure`),
    group,
    groupWording: shared || printed in plainGroups ? undefined : printed,
    low: quantity.min,
    best: quantity.best,
    high: quantity.max,
    lowExclusive: quantity.minExclusive,
    // A share of people without a number ("more military") is a figure about people.
    unit: share ? 'people' : oneOf(units, quantity.unit, `${development.id}: unit`),
    basis: oneOf(figureBases, quantity.basis, `${development.id}: basis`),
    period: onlyKnown({ from: quantity.periodFrom, to: quantity.periodTo }),
    place: shared ? printed : development.places[0],
    subsetOf: quantity.subsetOf,
    wording: quantity.sourceWording,
    note: quantity.note,
  });
}

/**
 * "Has not published its own losses": figures of the killed and the wounded without a number, until the day of the
 * account. A number that is missing is not zero.
 */
export const lossesNotPublished = (development: Development): readonly Figure[] => {
  if (development.type !== 'data_gap' || !/not published its own losses/.test(development.summary)) return [];
  return development.actors
    .filter(({ role }) => role === 'about')
    .flatMap(({ actor: group }) =>
      (['killed', 'wounded'] as const).map((measure) =>
        onlyKnown<Figure>({
          measure,
          group,
          lowExclusive: false,
          unit: 'people',
          basis: 'cumulative',
          period: onlyKnown({ to: development.occurredTo?.slice(0, 10) }),
          place: development.places[0],
          wording: 'not published',
        }),
      ),
    );
};

function groupOf(printed: string): string {
  const group = plainGroups[printed] ?? wordedGroups.find(([pattern]) => pattern.test(printed))?.[1];
  if (group === undefined) throw new Error(`no group is known for "${printed}"`);
  return group;
}

function holderOf(development: Development): string {
  const parts = development.actors;
  const holder = parts.find(({ role }) => role === 'holder') ?? parts.find(({ role }) => role === 'by');
  if (holder === undefined) throw new Error(`${development.id}: a share of control without a holder`);
  return holder.actor;
}
