/** Units of figures. Counts (people, families, bridges, shells, strikes, days) are whole numbers. */
export const units = ['people', 'families', 'bridges', 'shells', 'strikes', 'days', 'percent', 'km', 'm'] as const;
export type Unit = (typeof units)[number];

export const countUnits: ReadonlySet<Unit> = new Set(['people', 'families', 'bridges', 'shells', 'strikes', 'days']);

/** What can be counted, and in which units. */
export const measures = {
  killed: ['people'],
  wounded: ['people'],
  /** One figure for dead and wounded together that cannot be split. */
  killed_or_wounded: ['people'],
  captured: ['people'],
  missing: ['people'],
  released: ['people'],
  detained: ['people'],
  displaced: ['people', 'families'],
  /** Moved by force of somebody, inside or into an area; kept apart from displacement. */
  moved: ['people', 'families'],
  returned: ['people', 'families'],
  deployed: ['people'],
  strength: ['people'],
  treated: ['people'],
  ill: ['people'],
  population: ['people'],
  control_share: ['percent'],
  shells: ['shells'],
  strikes: ['strikes'],
  bridges_destroyed: ['bridges'],
  bridges_captured: ['bridges'],
  distance: ['km', 'm'],
  duration: ['days'],
} as const satisfies Record<string, readonly Unit[]>;

export type Measure = keyof typeof measures;
export const measureNames = Object.keys(measures) as Measure[];

/**
 * Measures of how things are, not of what happened: asked about a window they answer with the latest state at its end,
 * and states are never summed.
 */
export const stateMeasures: ReadonlySet<Measure> = new Set([
  ...(['strength', 'population', 'control_share', 'distance', 'duration'] as const),
]);

/** Measures of what happened whose snapshots are stocks: how many are displaced, held, missing or ill on a day. */
export const stockMeasures: ReadonlySet<Measure> = new Set(['displaced', 'detained', 'missing', 'ill'] as const);

/** True of what goes on holding after its time: a state, and a snapshot of a stock. */
export const goesOnHolding = ({ measure, basis }: { readonly measure: Measure; readonly basis: string }): boolean =>
  stateMeasures.has(measure) || (basis === 'snapshot' && stockMeasures.has(measure));

/** What adds to a state, beside increments of its own measure: a force deployed adds to the strength that was there. */
export const additionsTo: Readonly<Partial<Record<Measure, Measure>>> = { strength: 'deployed' };

/** False of a count of no people, such as a distance, that names nobody: of whom it is, is no question. */
export const isOfSomebody = ({ measure, group }: { readonly measure: string; readonly group: string }): boolean =>
  group !== 'anyone' || (measures[measure as Measure] as readonly Unit[] | undefined)?.includes('people') !== false;

/** Groups that are no actor of their own. */
export const figureGroups = ['anyone', 'detainees', 'military', 'mixed'] as const;
