import type { PlaceId, PlaceKind, TimeZone } from '#situation';

/** What the rules need to know beside the draft. */
export interface RuleContext {
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: number;
  /** The zone of a registered place; that of the desk for any other and for none. */
  readonly zoneOf: (place: PlaceId | undefined) => TimeZone;
  /** The kind of a registered place; undefined for any other. */
  readonly kindOf: (place: PlaceId) => PlaceKind | undefined;
}
