import { reportsNaming, type ToldClaim } from '#read-models/queries';
import {
  ageSinceEvidence,
  anchorClaim,
  type AskedSince,
  beganMsOf,
  type ControlClaim,
  type ExplainedControl,
  localDay,
  occurredFromMs,
  type PlaceId,
  typesAboutControl,
  type Voices,
  whyNotDeciding,
} from '#situation';
import type { ClaimsOfPlace } from '../reading/heard-claims.js';
import type { Question } from '../reading/questions.service.js';
import { aside_by_policy, tellingOf } from '../reading/told-claim.dto.js';
import { becauseOf, type NotDecidingDto, toldClaim } from './explanation.dto.js';

/** Returns what began after the last evidence of an answer and does not decide who holds the place, the oldest first. */
export async function notDecidingOf(
  question: Pick<Question, 'scope' | 'knownAtMs'>,
  place: PlaceId,
  heard: ClaimsOfPlace<ControlClaim>,
  { answer: { lastEvidence }, notDeciding }: ExplainedControl,
): Promise<readonly NotDecidingDto[]> {
  const asked: AskedSince = { atMs: heard.atMs, lastEvidence, zone: heard.zone };
  const counted = new Map(heard.counted.map((told) => [keyOf(told), told]));
  const claims = notDeciding.flatMap(({ claim, reason, ageDays }) => {
    const told = counted.get(keyOf(claim));
    return told === undefined ? [] : [claimNotDeciding(told, ageDays, reason, becauseOf(reason), heard.voices)];
  });
  const aside = heard.aside.flatMap(({ one, because }) => {
    const ageDays = ageSinceEvidence(beganMsOf(anchorClaim(one, heard.zone)), asked);
    return ageDays === undefined ? [] : [claimNotDeciding(one, ageDays, aside_by_policy, because, heard.voices)];
  });
  const all = [...claims, ...aside, ...(await reportsNotDeciding(question, place, asked, heard.voices))];
  return all.sort((a, b) => b.ageDays - a.ageDays);
}

/** Reports about territory or fighting that name the place and have no claim about it. */
async function reportsNotDeciding(
  { scope, knownAtMs }: Pick<Question, 'scope' | 'knownAtMs'>,
  place: PlaceId,
  asked: AskedSince,
  voices: Voices,
): Promise<readonly NotDecidingDto[]> {
  const until = localDay(asked.atMs, asked.zone);
  const told = await reportsNaming(scope, {
    place,
    types: typesAboutControl,
    knownAtMs,
    after: asked.lastEvidence,
    until,
  });
  return told.flatMap((report) => {
    const ageDays = ageSinceEvidence(occurredFromMs(report.occurred, asked.zone), asked);
    const reason = whyNotDeciding(report, place);
    if (ageDays === undefined || reason === undefined) return [];
    const because = becauseOf(reason);
    return [{ ...tellingOf(report, voices), type: report.type, effect: null, claim: null, reason, because, ageDays }];
  });
}

const keyOf = ({ eventId, ordinal }: Pick<ToldClaim<ControlClaim>, 'eventId' | 'ordinal'>): string =>
  `${eventId} ${ordinal}`;

const claimNotDeciding = (
  told: ToldClaim<ControlClaim>,
  ageDays: number,
  reason: string,
  because: string,
  voices: Voices,
): NotDecidingDto => ({ ...toldClaim(told, voices), type: told.type, reason, because, ageDays });
