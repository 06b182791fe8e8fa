import { Inject, Injectable } from '@nestjs/common';
import { controlClaimsBetween, placesTurning, reportFlows } from '#read-models/queries';
import { groupBy, handsChanged, type TimeZone } from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { sidesIn } from '../reading/heard-claims.js';
import { namesOf } from '../reading/names.dto.js';
import { addressOf } from '../reading/page.js';
import { type KnownQuestion, Questions } from '../reading/questions.service.js';
import { requireRegistered } from '../reading/registered-names.js';
import { requireOrder } from '../reading/window.rules.js';
import { bucketNameOf, bucketsOf, type DaysBucket } from './buckets.js';
import type { DaysDto, DaysQueryDto, FlowDto, HandsChangedDto } from './days.dto.js';

const most_hands_listed = 50;
/** Zones are at most so far from UTC, rounded up. */
const day_ms = 86_400_000;

/** Returns what happened and what became known, bucket by bucket. */
@Injectable()
export class DaysService {
  constructor(
    private readonly questions: Questions,
    @Inject(DESK_TIME_ZONE) private readonly deskZone: TimeZone,
  ) {}

  async read(asked: DaysQueryDto): Promise<DaysDto> {
    const { from, to, by, within, edition } = asked;
    requireOrder(asked);
    const buckets = bucketsOf(asked, this.deskZone);
    const question = await this.questions.openKnown(asked);
    const { scope, position, echo } = question;
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
    const href = addressOf('/v1/days', { from, to, by, knownAt: echo.knownAt, within, edition });
    const names = await namesOf(scope, named);
    return { by, items, flows, names, knownAt: echo.knownAt, position, links: [{ rel: 'self', href }] };
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

/** The places that changed hands, by the position of the bucket, in order of place id. */
async function handsIn(
  { scope, knownAtMs }: KnownQuestion,
  buckets: readonly DaysBucket[],
  within: string | undefined,
): Promise<ReadonlyMap<number, readonly HandsChangedDto[]>> {
  const [first, last] = [buckets.at(0), buckets.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const between = { fromMs: first.boundsIn('UTC').fromMs - day_ms, toMs: last.boundsIn('UTC').toMs + day_ms };
  const asked = { ...between, knownAtMs, ...(within === undefined ? {} : { within }) };
  const places = await placesTurning(scope, asked);
  const ids = places.map(({ place }) => place.id);
  const claims = groupBy(
    await controlClaimsBetween(scope, { places: ids, knownAtMs, between }),
    ({ claim }) => claim.place,
  );
  const sides = await sidesIn(scope);
  const boundsIn = new Map<TimeZone, ReturnType<DaysBucket['boundsIn']>[]>();
  const found = new Map<number, HandsChangedDto[]>();
  for (const { place, zone, stretches } of places) {
    const bounds = boundsIn.get(zone) ?? buckets.map((bucket) => bucket.boundsIn(zone));
    boundsIn.set(zone, bounds);
    for (const { bucket, holders, takenFrom } of handsChanged(stretches, claims.get(place.id) ?? [], bounds, {
      zone,
      sides,
    })) {
      const listed = found.get(bucket) ?? [];
      found.set(bucket, listed);
      listed.push({ place, holders, takenFrom });
    }
  }
  return found;
}
