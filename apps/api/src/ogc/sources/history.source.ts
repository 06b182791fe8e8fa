import { Inject, Injectable } from '@nestjs/common';
import { controlPeriodCount, controlPeriods, type PeriodsQuestion, type PlacePeriod } from '#read-models/queries';
import { instantMs, isInstant, type TimeZone } from '#situation';
import { DESK_TIME_ZONE } from '../../api-parts.js';
import { controlTimelineList } from '../../exports/columns/control.columns.js';
import { withoutUndefined } from '../../http/without-undefined.js';
import { cursorRefused } from '../../reading/list-cursor.js';
import { placeFilterOf } from '../../reading/place-filter.js';
import { type Asked, Questions } from '../../reading/questions.service.js';
import type { FeaturesAsked, FeaturesFound, FeatureSource } from './feature-source.js';

/** The collection whose features are the periods in which places were held so. */
@Injectable()
export class HistorySource {
  readonly history: FeatureSource = {
    id: 'control-history',
    title: 'Who held what, and when',
    description:
      'A feature for every period in which a place was held in one way, over all of time, as known at one moment; what ' +
      'is unknown is left out. An id is the place and the beginning, `..` where there is none.',
    datetime: 'Periods that overlap with it. A day is the local day of each place.',
    list: controlTimelineList,
    idOf: periodId,
    read: (asked) => this.read(asked),
  };

  constructor(
    private readonly questions: Questions,
    @Inject(DESK_TIME_ZONE) readonly zone: TimeZone,
  ) {}

  private async read({ knownAt, interval, bbox, limit, after, skip, id }: FeaturesAsked): Promise<FeaturesFound> {
    const { scope, knownAtMs, agedAfterDays, echo } = await this.questions.openKnown(
      withoutUndefined<Omit<Asked, 'validAt'>>({ edition: 'live', knownAt }),
    );
    const one = id === undefined ? undefined : readPeriodId(id);
    if (id !== undefined && one === undefined)
      return { items: [], next: undefined, validAt: undefined, ...echo, count: async () => 0 };
    const question = withoutUndefined<PeriodsQuestion>({
      ...(await placeFilterOf(scope, bbox === undefined ? {} : { bbox })),
      knownAtMs,
      overlaps: interval,
      place: one?.place,
      beginsMs: one?.fromMs,
      agedAfterDays,
    });
    const cursor = after === undefined ? undefined : readPeriodId(after);
    if (after !== undefined && cursor === undefined) throw cursorRefused();
    const page = { limit: limit + 1, ...(cursor && { after: cursor }), ...(skip === undefined ? {} : { skip }) };
    const rows = await controlPeriods(scope, { ...question, ...page });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      next: rows.length > limit && last !== undefined ? periodId(last) : undefined,
      validAt: undefined,
      ...echo,
      count: () => controlPeriodCount(scope, question),
    };
  }
}

const no_beginning = '..';

function periodId({ place, from }: Pick<PlacePeriod, 'place' | 'from'>): string {
  return `${place}@${from ?? no_beginning}`;
}

/** Reads the place and the beginning out of an id; undefined when it is none. */
function readPeriodId(id: string): { readonly place: string; readonly fromMs: number } | undefined {
  const [, place, from = ''] = /^([^@]+)@([^@]+)$/.exec(id) ?? [];
  if (place === undefined) return undefined;
  if (from === no_beginning) return { place, fromMs: Number.NEGATIVE_INFINITY };
  return isInstant(from) ? { place, fromMs: instantMs(from) } : undefined;
}
