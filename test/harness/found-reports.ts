import type { ListAnswer } from './read-answers.js';

/** A report as a list has it. */
export interface Found {
  readonly id: string;
  readonly externalId: string;
  readonly type: string;
  readonly summary: string;
  readonly knownFrom: string;
  readonly places: readonly string[];
  readonly control: readonly { readonly place: string }[];
  readonly condition?: readonly { readonly place: string }[];
  readonly actors: readonly { readonly role: string; readonly actor: string }[];
  readonly figures: readonly unknown[];
  readonly source: { readonly outlet: string; readonly anonymity: string };
  readonly grade: { readonly reliability: string; readonly credibility: number };
  readonly contradicts: readonly string[];
}
/** A list and how many of it have which values. */
export interface Faceted extends ListAnswer<Found> {
  readonly total: number;
  readonly facets: Readonly<Record<string, readonly { readonly value: string; readonly count: number }[]>>;
}

/** A report of an outlet of its own, of a day and a place that the campaign has. */
export const draftOf = (externalId: string, summary: string, more: object = {}): object => ({
  externalId,
  type: 'clash',
  nature: 'event',
  summary,
  occurred: { from: '2017-03-10', to: '2017-03-10', precision: 'day' },
  reportedAt: '2017-03-10T12:00:00Z',
  places: ['tikrit'],
  source: { outlet: 'Finder', chain: ['Finder'], anonymity: 'outlet_itself', seenByOutlet: true },
  grade: { reliability: 'C', credibility: 3 },
  ...more,
});

/** Every place that a report speaks of. */
export const placesOf = ({ places, control, condition = [] }: Found): readonly string[] => [
  ...places,
  ...[...control, ...condition].map(({ place }) => place),
];
/** The outlets' numbers, in order. */
export const numbers = (found: readonly Found[]): readonly string[] => found.map(({ externalId }) => externalId).sort();
