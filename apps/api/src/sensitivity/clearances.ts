import { anonymous_id, operator_id, type Principal, type SensitivitySettings } from '#platform';
import type { PublicView } from '#platform';
import type { Sight } from './reader-in-hand.js';

/** Up to which level of sensitivity each reads. */
export class Clearances {
  constructor(private readonly settings: SensitivitySettings) {}

  get levels(): readonly string[] {
    return this.settings.levels;
  }

  /** How what is withheld is shown. */
  get view(): PublicView {
    return this.settings.view;
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

  private named(reader: string): string {
    const { clearances } = this.settings;
    return (Object.hasOwn(clearances, reader) ? clearances[reader] : undefined) ?? this.levels[0] ?? '';
  }
}
