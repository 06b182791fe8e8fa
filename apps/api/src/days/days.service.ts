import { Inject, Injectable } from '@nestjs/common';
import { reportFlows } from '#read-models/queries';
import type { TimeZone } from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { namesOf } from '../reading/names.dto.js';
import { addressOf } from '../reading/page.js';
import { type KnownQuestion, Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { requireOrder } from '../reading/window.rules.js';
import { bucketNameOf, bucketsOf, type DaysBucket } from './buckets.js';
import type { DaysDto, DaysQueryDto, FlowDto } from './days.dto.js';
import { handsIn } from './hands-in.js';

const most_hands_listed = 50;

/** Returns what happened and what became known, bucket by bucket. */
@Injectable()
export class DaysService {
  constructor(
    private readonly questions: Questions,
    @Inject(DESK_TIME_ZONE) private readonly deskZone: TimeZone,
  ) {}

  async read(asked: DaysQueryDto): Promise<DaysDto> {
    const { from, to, by, within, edition, policy } = asked;
    requireOrder(asked);
    const buckets = bucketsOf(asked, this.deskZone);
    const question = await this.questions.openKnown(asked);
    const { scope, position, policyName, echo } = question;
    await requireRegistered(scope, 'place', 'within', within);
    const hands = await handsIn(question, buckets, within);
    const flows = await this.flows(question, asked, buckets);
    const known = new Map<string, number>();
    for (const { known: bucket, count } of flows) known.set(bucket, (known.get(bucket) ?? 0) + count);
    const items = buckets.map(({ bucket, from: first, to: last }, index) => {
      const changed = hands.get(index) ?? [];
      return {
        bucket,
        from: first,
        to: last,
        changedHands: changed.slice(0, most_hands_listed),
        changedHandsCount: changed.length,
        reportsKnown: known.get(bucket) ?? 0,
      };
    });
    const named = items.flatMap(({ changedHands }) =>
      changedHands.flatMap(({ holders, takenFrom }) => [...holders, ...takenFrom]),
    );
    const href = addressOf('/v1/days', { from, to, by, knownAt: echo.knownAt, within, policy, edition });
    const names = await namesOf(scope, named);
    const links = [{ rel: 'self' as const, href }];
    return { by, items, flows, names, knownAt: echo.knownAt, policy: policyName, position, links };
  }

  /** How many reports flow from which bucket into which. */
  private async flows(
    { scope, knownAtMs }: KnownQuestion,
    { from, to, by, within }: DaysQueryDto,
    buckets: readonly DaysBucket[],
  ): Promise<readonly FlowDto[]> {
    const byHour = by === 'hour';
    const asked = { from, to, knownAtMs, deskZone: this.deskZone, byHour, ...(within === undefined ? {} : { within }) };
    const flows = new Map<string, FlowDto>();
    for (const { occurredFrom, occurredTo, known, count } of await reportFlows(scope, asked)) {
      const knownDay = known.slice(0, 'yyyy-mm-dd'.length);
      const dayName = bucketNameOf(knownDay, buckets, by);
      const flow = {
        occurred: bucketNameOf(occurredFrom, buckets, by),
        occurredTo: bucketNameOf(occurredTo, buckets, by),
        known: byHour && dayName === knownDay ? known : dayName,
      };
      const key = Object.values(flow).join(' ');
      flows.set(key, { ...flow, count: (flows.get(key)?.count ?? 0) + count });
    }
    return [...flows.values()];
  }
}
