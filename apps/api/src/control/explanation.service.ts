import { Injectable } from '@nestjs/common';
import { claimsAbout, type ToldClaim } from '#projections/queries';
import {
  anchorClaim,
  endOfDayMs,
  type ExplainedControl,
  explainControl,
  gatherEvidence,
  type PlaceId,
  ruleWords,
  toInstant,
} from '#situation';
import { addressOf } from '../reading/page.js';
import { Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import type { HoldingDto } from './control-answer.dto.js';
import type { ExplanationQueryDto } from './control-query.dto.js';
import { becauseOf, type ControlExplanationDto, type ToldClaimDto } from './explanation.dto.js';

/** Accounts for an answer about one place: law 7. */
@Injectable()
export class ExplanationService {
  constructor(private readonly questions: Questions) {}

  async explain(place: PlaceId, asked: ExplanationQueryDto): Promise<ControlExplanationDto> {
    const { scope, position, validAt, knownAtMs, echo } = await this.questions.open(asked);
    await requireRegistered(scope, 'place', 'place', place);
    const { zone, claims } = await claimsAbout(scope, { place, knownAtMs });
    const told = new Map(claims.map((claim) => [`${claim.eventId} ${claim.ordinal}`, claim]));
    const evidence = gatherEvidence(
      claims.map((claim) => anchorClaim(claim, zone)),
      zone,
    );
    const atMs = 'day' in validAt ? endOfDayMs(validAt.day, zone) : validAt.instantMs;
    const explained = explainControl(evidence, atMs);
    const tell = ({ eventId, ordinal }: { eventId: string; ordinal: number }): ToldClaimDto[] => {
      const claim = told.get(`${eventId} ${ordinal}`);
      return claim === undefined ? [] : [toldClaim(claim)];
    };
    const href = addressOf(`/v1/control/${place}/explanation`, { ...echo, edition: asked.edition });
    return {
      place,
      answer: holdingOf(explained, told),
      rule: explained.answer.rule,
      because: ruleWords[explained.answer.rule],
      supports: explained.supports.flatMap(({ claim, part }) => tell(claim).map((one) => ({ ...one, part }))),
      setAside: explained.setAside.flatMap(({ claim, reason }) =>
        tell(claim).map((one) => ({ ...one, reason, because: becauseOf(reason) })),
      ),
      ...echo,
      position,
      links: [{ rel: 'self', href }],
    };
  }
}

function holdingOf({ answer, supports }: ExplainedControl, told: ReadonlyMap<string, ToldClaim>): HoldingDto {
  const references = new Map(
    supports.map(({ claim }) => {
      const externalId = told.get(`${claim.eventId} ${claim.ordinal}`)?.externalId ?? null;
      return [claim.reportId, { id: claim.reportId, externalId }];
    }),
  );
  return {
    status: answer.status,
    holders: answer.holders,
    conditions: answer.conditions,
    extent: answer.extent ?? null,
    stale: answer.stale,
    confidence: answer.confidence ?? null,
    lastEvidence: answer.lastEvidence ?? null,
    reports: [...references.values()],
  };
}

const toldClaim = ({ claim, reportId, externalId, summary, chain, grade, knownFromMs }: ToldClaim): ToldClaimDto => ({
  report: { id: reportId, externalId },
  summary,
  chain,
  reliability: grade.reliability,
  credibility: grade.credibility,
  knownFrom: toInstant(knownFromMs),
  effect: claim.effect,
  claim,
});
