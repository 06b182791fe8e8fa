import { anonymous_id, operator_id, type Principal, type SensitivitySettings } from '#platform';
import type { PublicView } from '#platform';
import type { Sight } from './reader-in-hand.js';

/** What a reader may read in full, and how the rest is shown. */
export interface Reading {
  /** The levels of sensitivity that the reader is cleared for. */
  readonly levels: readonly string[];
  /** The level of a report that names none. */
  readonly standard: string;
  /** Outlets whose reports, and places about which reports, are not for this reader. */
  readonly outlets: readonly string[];
  readonly places: readonly string[];
  readonly view: PublicView;
}

/** Up to which level of sensitivity each reads. */
export class Clearances {
  constructor(private readonly settings: SensitivitySettings) {}

  get levels(): readonly string[] {
    return this.settings.levels;
  }

  /** What leaves the server by itself: by the messages of watches. */
  get ofWatches(): string {
    return this.named('watches');
  }

  /** What the functions and views for reading by SQL show. */
  get ofSql(): string {
    return this.named('sql');
  }

  /** The clearance of who sends a request: that of its key, or else the highest of its roles. */
  of(principal: Pick<Principal, 'id' | 'roles' | 'clearance'> | undefined): string {
    if (principal?.id === operator_id) return this.levels.at(-1) ?? '';
    if (principal === undefined || principal.id === anonymous_id) return this.named('anonymous');
    // A level that the settings have no more clears for nothing.
    if (principal.clearance !== undefined)
      return this.levels.includes(principal.clearance) ? principal.clearance : (this.levels[0] ?? '');
    const ranks = principal.roles.map((role) => this.levels.indexOf(this.named(role)));
    return this.levels[Math.max(0, ...ranks)] ?? '';
  }

  /** What a principal may see. */
  sightOf(
    principal: Pick<Principal, 'id' | 'roles' | 'clearance' | 'readsWithin' | 'outlets' | 'places'> | undefined,
  ): Sight {
    const { outlets, places } = principal?.readsWithin === true ? principal : { outlets: [], places: [] };
    return { clearance: this.of(principal), outlets, places };
  }

  /** True if nothing can be withheld from who sees so much. */
  isAll({ clearance, outlets, places }: Sight): boolean {
    return clearance === this.levels.at(-1) && outlets.length + places.length === 0;
  }

  /** True if nothing can be withheld from a principal. */
  readsAll(principal: Parameters<Clearances['sightOf']>[0]): boolean {
    return this.isAll(this.sightOf(principal));
  }

  /** What somebody of this clearance reads in full. */
  readingOf(clearance: string): Reading {
    const rank = this.levels.indexOf(clearance);
    const { standard, view, outlets, places } = this.settings;
    const over = (named: Readonly<Record<string, string>>): readonly string[] =>
      Object.keys(named).filter((name) => this.levels.indexOf(named[name] ?? '') > rank);
    return { levels: this.levels.slice(0, rank + 1), standard, outlets: over(outlets), places: over(places), view };
  }

  private named(reader: string): string {
    const { clearances } = this.settings;
    return (Object.hasOwn(clearances, reader) ? clearances[reader] : undefined) ?? this.levels[0] ?? '';
  }
}
