import { catalogue, type DevelopmentType, developmentTypes } from '../report/catalogue.js';
import type { AnchoredClaim, ControlPart } from './control-evidence.js';
import type { PlaceId } from '../ids.js';
import type { Report } from '../report/report.js';
import { type Day, daysBetween, firstMsOf, localDay, type TimeZone } from '../time/time.js';

/** What is asked about: the moment, the last evidence of the answer (absent if it has none), the zone of the place. */
export interface AskedSince {
  readonly atMs: number;
  readonly lastEvidence?: Day | undefined;
  readonly zone: TimeZone;
}

/** Why a report without a claim about the place, or fighting that counts for conditions alone, does not decide. */
export const notDecidingWords = {
  adds_fighting: 'It adds fighting to the answer, and does not say who holds the place.',
  fighting_alone: 'Fighting without a claim about the place does not change who holds it.',
  claims_elsewhere: 'It says who holds another place: nothing is inherited from parts, or from the area around.',
  never_decides: 'A development of this type never says who holds a place.',
  no_claim: 'It has no claim about who holds this place.',
} as const;
export type NotDecidingReason = keyof typeof notDecidingWords;

/** The types of development that tell of territory, of fighting, or of anything that may bear on control. */
export const typesAboutControl: readonly DevelopmentType[] = developmentTypes.filter((type) => {
  const { family, control } = catalogue[type];
  return family === 'territory' || family === 'fighting' || control !== 'none';
});

/** Returns why a report that names the place decides nothing about it; undefined for one that has a claim about it. */
export function whyNotDeciding(
  { type, control }: Pick<Report, 'type' | 'control'>,
  place: PlaceId,
): NotDecidingReason | undefined {
  if (control.some((claim) => claim.place === place)) return undefined;
  if (control.length > 0) return 'claims_elsewhere';
  const { control: effect } = catalogue[type];
  if (effect === 'none') return 'never_decides';
  return effect === 'may_mark_contested' ? 'fighting_alone' : 'no_claim';
}

/**
 * Returns the days from the beginning of something to the day asked; undefined if it did not begin after the last
 * evidence and by the moment asked, or nobody says when it began.
 */
export function ageSinceEvidence(beganMs: number, { atMs, lastEvidence, zone }: AskedSince): number | undefined {
  if (!Number.isFinite(beganMs) || beganMs > atMs) return undefined;
  const day = localDay(beganMs, zone);
  return lastEvidence !== undefined && day <= lastEvidence ? undefined : daysBetween(day, localDay(atMs, zone));
}

/** Returns when a claim says that it began: the fighting, or the first moment at which a gain or sighting may have been. */
export const beganMsOf = ({ claim, windowFromMs, beginMs }: AnchoredClaim): number =>
  claim.effect === 'contested' ? windowFromMs : beginMs;

/** Returns when a development began, negative infinity where that is not known. */
export const occurredFromMs = ({ from }: Report['occurred'], zone: TimeZone): number =>
  from === undefined ? Number.NEGATIVE_INFINITY : firstMsOf(from, zone);

/** True for a claim that the answer rests on and that does not say who holds the place. */
export const addsFightingAlone = ({ claim }: AnchoredClaim, part: ControlPart): boolean =>
  part === 'fighting' && claim.status === undefined;
