import { Injectable } from '@nestjs/common';
import { explainControl, localDay, type PlaceId, ruleWords } from '#situation';
import { hearControl, voicesIn } from '../reading/heard-claims.js';
import { addressOf } from '../reading/page.js';
import { keptAnswer } from '../reading/kept-answer.js';
import { type Question, Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { aside_by_policy } from '../reading/told-claim.dto.js';
import { evidenceOf, holdingOf } from './control-reading.js';
import { becauseOf, type ControlExplanationDto, toldClaim, type ToldClaimDto } from './explanation.dto.js';
import { notDecidingOf } from './not-deciding.js';
import type { AsOfQueryDto } from '../reading/as-of-query.dto.js';

/** What an explanation says of its answer. */
type ControlAccount = Pick<
  ControlExplanationDto,
  'answer' | 'rule' | 'because' | 'supports' | 'setAside' | 'notDeciding'
>;

/** Bytes of memory that one claim of a kept explanation is reckoned with. */
const bytes_a_claim = 1_500;

/** Accounts for an answer about one place: law 7. */
@Injectable()
export class ExplanationService {
  constructor(private readonly questions: Questions) {}

  async explain(place: PlaceId, asked: AsOfQueryDto): Promise<ControlExplanationDto> {
    const question = await this.questions.open(asked);
    const { position, policyName, echo } = question;
    const parameters = { ...echo, policy: policyName, edition: asked.edition };
    const explained = await keptAnswer(
      question,
      ['control explained', place],
      () => this.account(question, place),
      (account) => bytes_a_claim * (account.supports.length + account.setAside.length + account.notDeciding.length + 1),
    );
    return {
      place,
      ...explained,
      ...echo,
      policy: policyName,
      position,
      links: [{ rel: 'self', href: addressOf(`/v1/control/${place}/explanation`, parameters) }],
    };
  }

  private async account(question: Question, place: PlaceId): Promise<ControlAccount> {
    const { scope } = question;
    await requireRegistered(scope, 'place', 'place', place);
    const heard = (await hearControl(question, [place], await voicesIn(scope)))(place);
    const { counted, aside, voices } = heard;
    const explained = explainControl(evidenceOf(heard), heard.atMs);
    const { answer, supports, setAside } = explained;
    const told = new Map(counted.map((claim) => [`${claim.eventId} ${claim.ordinal}`, claim]));
    const tell = ({ eventId, ordinal }: { eventId: string; ordinal: number }): ToldClaimDto[] => {
      const claim = told.get(`${eventId} ${ordinal}`);
      return claim === undefined ? [] : [toldClaim(claim, voices)];
    };
    return {
      answer: holdingOf({ answer, supports: supports.map(({ claim }) => claim) }, counted, {
        day: localDay(heard.atMs, heard.zone),
        agedAfterDays: question.agedAfterDays,
      }),
      rule: answer.rule,
      because: ruleWords[answer.rule],
      supports: supports.flatMap(({ claim, part }) => tell(claim).map((one) => ({ ...one, part }))),
      setAside: [
        ...setAside.flatMap(({ claim, reason }) =>
          tell(claim).map((one) => ({ ...one, reason, because: becauseOf(reason) })),
        ),
        ...aside.map(({ one, because }) => ({ ...toldClaim(one, voices), reason: aside_by_policy, because })),
      ],
      notDeciding: await notDecidingOf(question, place, heard, explained),
    };
  }
}
