import type { Link } from '../reading/page.js';
import { type Cell, cellsOf, type Column, type ColumnType, headOf, idsIn, type Shown, typesOf } from './column.js';
import type { Format } from './formats.js';

/** A page as a list returns it, items aside. */
export interface ListPage {
  readonly items?: readonly unknown[];
  readonly validAt?: string;
  readonly knownAt?: string;
  readonly position: string;
  readonly snapshot?: string;
  readonly notes?: readonly string[];
  readonly links: readonly Link[];
}

/** How a list becomes a table. */
export interface ListDefinition<Item> {
  /** What files are called: `control`. */
  readonly name: string;
  readonly columns: readonly Column<Item>[];
  /** The places of an item: where it is drawn, and in the zone of the first its instants are local. */
  readonly placesOf?: (item: Item) => readonly string[];
  /** False for what has no pages. */
  readonly paged?: false;
  /** The items of a page, where they are not its `items`. */
  readonly itemsOf?: (page: never) => readonly Item[];
}

/** A place in degrees, WGS 84 (RFC 7946); several places are one MultiPoint. */
export type Geometry =
  | { readonly type: 'Point'; readonly coordinates: readonly number[] }
  | { readonly type: 'MultiPoint'; readonly coordinates: readonly (readonly number[])[] };

/** One item, flat. */
export interface Row {
  readonly cells: readonly Cell[];
  readonly geometry: Geometry | null;
}

/** A list that is given as files too. What kind its items are is forgotten: pages come as the api returns them. */
export class ExportedList {
  readonly name: string;
  readonly head: readonly string[];
  /** What the columns of the head hold. */
  readonly types: readonly ColumnType[];
  readonly formats: readonly Format[];
  readonly isPaged: boolean;
  private readonly definition: ListDefinition<unknown>;

  private constructor(definition: ListDefinition<unknown>) {
    this.definition = definition;
    this.name = definition.name;
    this.head = headOf(definition.columns);
    this.types = typesOf(definition.columns);
    this.isPaged = definition.paged !== false;
    this.formats = [
      'json',
      'csv',
      'ndjson',
      ...(definition.placesOf === undefined ? [] : ['geojson' as const]),
      'xlsx',
    ];
  }

  static of<Item>(definition: ListDefinition<Item>): ExportedList {
    return new ExportedList(definition as unknown as ListDefinition<unknown>);
  }

  itemsOf(page: ListPage): readonly unknown[] {
    return this.definition.itemsOf?.(page as never) ?? page.items ?? [];
  }

  /** The ids whose names the rows of these items need. */
  idsIn(items: readonly unknown[]): { readonly places: readonly string[]; readonly actors: readonly string[] } {
    const { columns, placesOf } = this.definition;
    const located = placesOf === undefined ? [] : items.flatMap(placesOf);
    return {
      places: [...new Set([...idsIn(columns, items, 'place'), ...located])],
      actors: idsIn(columns, items, 'actor'),
    };
  }

  rowOf(item: unknown, shown: Shown): Row {
    const { columns, placesOf } = this.definition;
    const places = placesOf?.(item) ?? [];
    const zone = shown.places.get(places[0] ?? '')?.timeZone ?? shown.zone;
    return { cells: cellsOf(columns, item, shown, zone), geometry: geometryOf(places, shown) };
  }
}

function geometryOf(places: readonly string[], shown: Shown): Geometry | null {
  const points = places.flatMap((id) => {
    const location = shown.places.get(id)?.location;
    return location === undefined || location === null ? [] : [[location.lon, location.lat]];
  });
  const [first] = points;
  if (first === undefined) return null;
  return points.length === 1 ? { type: 'Point', coordinates: first } : { type: 'MultiPoint', coordinates: points };
}
