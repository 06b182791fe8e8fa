import type { Actor, Place, SitrepEvent } from '#situation';
import type { Dice } from '../crash/dice.js';

const registered_at = '2016-12-01T00:00:00Z';
const zones = ['Asia/Baghdad', 'Asia/Damascus', 'UTC'] as const;
const kinds = ['city', 'village', 'village', 'district', 'building', 'road', 'bridge'] as const;
const parties_total = 24;
/** Many reports speak of few places: the finer the draw, the fewer of them. */
const draws = 1_000_000;

/** The places and parties that generated reports speak of. */
export class GeneratedWorld {
  readonly parties: readonly string[];

  constructor(
    private readonly dice: Dice,
    readonly placeCount: number,
    private readonly isWorldwide = false,
  ) {
    this.parties = Array.from({ length: parties_total }, (_, index) => `party-${index}`);
  }

  /** A place; the first ones far more often than the last. */
  place(): number {
    const draw = this.dice.between(0, draws - 1) / draws;
    if (this.isWorldwide) return Math.floor((this.placeCount + 1) ** draw) - 1;
    return Math.floor(this.placeCount * draw ** 1.5);
  }

  /** Two parties that fight each other over this place. */
  sides(place: number): readonly [string, string] {
    const first = (place * 7 + this.dice.between(0, 2)) % parties_total;
    return [this.parties[first]!, this.parties[(first + 1) % parties_total]!];
  }

  /** Every place and party as it is registered. */
  registrations(): readonly SitrepEvent[] {
    const actors = this.parties.map((id): SitrepEvent => ({ kind: 'actor_registered', data: actorOf(id) }));
    const places = Array.from({ length: this.placeCount }, (_, index): SitrepEvent => {
      const place = placeOf(index);
      const above = this.isWorldwide && index > 0 ? { parent: placeId(Math.floor((index - 1) / 10)) } : {};
      return { kind: 'place_registered', data: { ...place, ...above } };
    });
    return [...actors, ...places];
  }
}

export const placeId = (index: number): string => `place-${index}`;
export const kindOf = (index: number): (typeof kinds)[number] => kinds[index % kinds.length]!;

/** A place as registered; in `turn` 1 under another zone, so that its days are others. */
export const placeOf = (index: number, turn = 0): Place => ({
  id: placeId(index),
  name: `Place ${index}`,
  aliases: [],
  kind: kindOf(index),
  ...(index < 20 ? {} : { parent: placeId(index % 20) }),
  location: { lat: 33 + (index % 400) / 100, lon: 38 + (index % 600) / 100, precisionKm: 1 },
  timeZone: zones[(index + turn) % zones.length]!,
  registeredAt: turn === 0 ? registered_at : '2017-06-01T00:00:00Z',
});

const actorOf = (id: string): Actor => ({
  id,
  name: id,
  aliases: [],
  kind: 'militia',
  parents: [],
  alliedWith: [],
  opposes: [],
  registeredAt: registered_at,
});
