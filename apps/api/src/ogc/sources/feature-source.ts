import type { Moment } from '#situation';
import type { ExportedList, ListPage } from '../../exports/exported-list.js';
import type { Interval } from '../interval.js';

/** Which features of a collection; without a moment as of now. */
export interface FeaturesAsked {
  readonly validAt?: Moment;
  readonly knownAt?: Moment;
  readonly interval?: Interval;
  readonly bbox?: string;
  readonly limit: number;
  /** The cursor that a page gave. */
  readonly after?: string;
  readonly skip?: number;
  /** This feature alone. */
  readonly id?: string;
}

/** A page of features. */
export interface FeaturesFound {
  /** As the list has them that the features are rows of. */
  readonly items: readonly unknown[];
  /** Where the next page begins; undefined on the last one. */
  readonly next: string | undefined;
  /** What the clocks came to: the later pages are asked with the same. */
  readonly knownAt: string | undefined;
  readonly validAt: string | undefined;
  readonly notes?: readonly string[];
  /** Returns how many features all pages have together. */
  readonly count: () => Promise<number>;
}

/** A collection of features: what it is called, and where its items come from. */
export interface FeatureSource {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** What `datetime` means here. */
  readonly datetime: string;
  /** Whose columns are the properties. */
  readonly list: ExportedList;
  readonly read: (asked: FeaturesAsked) => Promise<FeaturesFound>;
  readonly idOf: (item: never) => string;
}

/** A page of a list as a page of features. */
export function featuresOn(page: ListPage, count: FeaturesFound['count']): FeaturesFound {
  const next = page.links.find(({ rel }) => rel === 'next')?.href.split('?')[1];
  return {
    items: page.items ?? [],
    next: next === undefined ? undefined : (new URLSearchParams(next).get('after') ?? undefined),
    knownAt: page.knownAt,
    validAt: page.validAt,
    count,
  };
}
