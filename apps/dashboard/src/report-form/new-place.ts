import type { PlaceDto } from 'sitrep-api';
import type { Place } from '../api/situation.js';
import { kilometresBetween, type Spot } from './coordinates.js';

/** The answers about a place that is not registered yet. */
export interface NewPlace {
  readonly name: string;
  readonly otherName: string;
  readonly kind: string | undefined;
  readonly spot: Spot | undefined;
  readonly precisionKm: number;
  /** What it is part of: null for nothing that is registered, undefined where that is not said yet. */
  readonly parent: string | null | undefined;
  /** Of a way: the two places that it joins. */
  readonly ends: readonly string[];
  /** The position is meant although it looks wrong. */
  readonly meant: boolean;
}

/** Ways join places; where they lie follows from these. */
export const ways: readonly string[] = ['road', 'bridge', 'river', 'border'];

/** What has to be said before a place can be registered; a way whose two ends are named needs no parent. */
export function missingIn({ name, kind, parent, ends }: NewPlace): 'name' | 'kind' | 'parent' | undefined {
  if (name.trim() === '') return 'name';
  if (kind === undefined) return 'kind';
  const joins = ways.includes(kind) && ends.length > 1;
  return parent === undefined && !joins ? 'parent' : undefined;
}

/** The answers with the likely parent, where none is said and both the kind and the position are known. */
export function withLikelyParent(answers: NewPlace, places: readonly Place[]): NewPlace {
  const { kind, spot, parent } = answers;
  if (kind === undefined || spot === undefined || parent !== undefined) return answers;
  return { ...answers, parent: likelyParent(spot, kind, places)?.id };
}

const longest_id = 48;

/** An id out of a name, free among those that there are: `Tal Kayf road` is `tal-kayf-road`. */
export function idOf(name: string, taken: (id: string) => boolean): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, longest_id)
    .replace(/-+$/, '');
  const base = plain === '' ? `place-${crypto.randomUUID().slice(0, 8)}` : plain;
  for (let at = 1; ; at += 1) {
    const id = at === 1 ? base : `${base}-${at}`;
    if (!taken(id)) return id;
  }
}

const containers = ['city', 'district', 'village', 'governorate', 'region'];
/** A place is taken to be part of one that lies no further off than this. */
const reach_km: Readonly<Record<string, number>> = { city: 12, district: 2, village: 3, governorate: 90, region: 90 };

/** The place that a spot is most likely part of: the smallest kind that reaches it, the nearest of these. */
export function likelyParent(spot: Spot, kind: string, places: readonly Place[]): Place | undefined {
  const isSettlement = containers.includes(kind) && kind !== 'district';
  const fitting = places.flatMap((place) => {
    const rank = containers.indexOf(place.kind);
    if (rank < 0 || place.location === undefined || place.kind === kind) return [];
    if (isSettlement && place.kind !== 'governorate' && place.kind !== 'region') return [];
    const km = kilometresBetween(spot, place.location);
    return km <= (reach_km[place.kind] ?? 0) ? [{ place, share: km / (reach_km[place.kind] ?? 1), rank }] : [];
  });
  const size = (name: string): number => reach_km[name] ?? 0;
  return fitting.sort((a, b) => size(a.place.kind) - size(b.place.kind) || a.share - b.share)[0]?.place;
}

/** The place as it is sent. Its days are those of what it is part of, or of the desk. */
export function placeOf(answers: NewPlace, id: string, zone: string): PlaceDto {
  const { name, otherName, kind, spot, precisionKm, parent, ends, meant } = answers;
  const other = otherName.trim();
  return {
    id,
    name: name.trim(),
    kind: kind as PlaceDto['kind'],
    timeZone: zone,
    ...(typeof parent === 'string' ? { parent } : {}),
    ...(spot === undefined ? {} : { location: { ...spot, precisionKm } }),
    ...(ways.includes(kind ?? '') && ends.length > 1 ? { connects: [...ends] } : {}),
    ...(other === '' ? {} : { names: [{ language: languageOf(other), name: other }] }),
    ...(meant ? { locationConfirmed: true } : {}),
  };
}

/** The language that a script is mostly written for; `und` where the script does not say. */
export const languageOf = (text: string): string =>
  /\p{Script=Arabic}/u.test(text)
    ? 'ar'
    : /\p{Script=Cyrillic}/u.test(text)
      ? 'ru'
      : /\p{Script=Hebrew}/u.test(text)
        ? 'he'
        : 'und';
