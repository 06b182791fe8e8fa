import { type ActorId, type ConditionState, statesAllowedFor } from '#situation';
import type { ConditionDraft, ReportDraft } from './drafts.js';
import { onlyKnown } from './only-known.js';
import type { Development } from './source-rows.js';

/** What a development says of one place; by default of the first that it names. */
interface Said {
  readonly state: ConditionState;
  readonly place?: string;
  readonly note?: string;
}

const opposed = ({ actors }: Development): boolean => actors.some(({ role }) => role === 'against');

/** The source has no claims about condition: they are read from the type and, where that is not enough, the words. */
const readings: Readonly<Record<string, (development: Development) => Said | undefined>> = {
  road_cut: () => ({ state: 'cut' }),
  // Secured against somebody: to him it is cut. Nothing is said of anybody else.
  road_secured: (development) => ({ state: opposed(development) ? 'cut' : 'open' }),
  bridge_destroyed: () => ({ state: 'destroyed' }),
  building_destroyed: () => ({ state: 'destroyed' }),
  // Statues and artefacts were smashed; the building stands.
  heritage_destruction: () => ({ state: 'damaged' }),
  looting: () => ({ state: 'looted' }),
  arson: () => ({ state: 'damaged' }),
  infrastructure_condition: ({ summary }) => (/\bdestroyed\b/.test(summary) ? { state: 'destroyed' } : undefined),
  encirclement: ({ summary, places }) => {
    const river = places.find((place) => place.startsWith('river-'));
    const [note] = /\bonly exit left is .+$/.exec(summary) ?? [];
    return river === undefined || note === undefined ? undefined : { state: 'open', place: river, note };
  },
};

/** What a development says about the condition of things. */
export function convertConditions(development: Development, type: ReportDraft['type']): readonly ConditionDraft[] {
  const said = readings[type]?.(development);
  const place = said?.place ?? development.places[0];
  if (said === undefined || place === undefined) return [];
  const { state } = said;
  if (!statesAllowedFor(type).includes(state)) throw new Error(`${development.id}: ${type} does not tell of ${state}`);
  const { occurredFrom, occurredTo, publishedAt } = development;
  return [
    onlyKnown<ConditionDraft>({
      place,
      state,
      effective: occurredTo ?? publishedAt,
      windowFrom: occurredFrom === null ? 'open' : occurredFrom === occurredTo ? undefined : occurredFrom,
      closedTo: state === 'cut' ? actorsAs('against', development) : undefined,
      closedBy: state === 'cut' ? actorsAs('by', development) : undefined,
      confidence: confidenceOf(development, place),
      note: said.note,
    }),
  ];
}

const actorsAs = (role: string, { actors }: Development): readonly ActorId[] =>
  actors.filter((one) => one.role === role).map(({ actor }) => actor);

/** That of the claim about who holds the same place, where there is one; otherwise what the grade of the content says. */
function confidenceOf({ control, credibility }: Development, place: string): ConditionDraft['confidence'] {
  const claimed = control.find((claim) => claim.place === place)?.confidence;
  if (claimed === 'low' || claimed === 'medium' || claimed === 'high') return claimed;
  if (credibility === 1) return 'high';
  return credibility <= 3 ? 'medium' : 'low';
}
