import { Inject, Injectable } from '@nestjs/common';
import type { Measure, Moment, TimeZone } from '#situation';
import type { AskedBriefing, AskedCount, FoundBriefing, FoundContradiction, FoundCount, WatchAsks } from '#watches';
import { DESK_TIME_ZONE, PUBLIC_BASE_URL } from '../api-parts.js';
import { BriefingsService } from '../briefings/briefings.service.js';
import { documentOf } from '../briefings/formats/formats.js';
import type { BriefingLanguage } from '../briefings/words.js';
import { ContradictionsService } from '../contradictions/contradictions.service.js';
import { addressOf } from '../reading/page.js';
import { greatest_limit } from '../reading/query-field.decorators.js';
import type { TallyItemDto } from '../tallies/tally-answer.dto.js';
import { TalliesService } from '../tallies/tallies.service.js';

/** Asks for watches what readers ask, of the live edition as it is. */
@Injectable()
export class WatchAsksService implements WatchAsks {
  constructor(
    private readonly tallies: TalliesService,
    private readonly disputes: ContradictionsService,
    private readonly briefings: BriefingsService,
    @Inject(DESK_TIME_ZONE) private readonly zone: TimeZone,
    @Inject(PUBLIC_BASE_URL) private readonly baseUrl: string | undefined,
  ) {}

  readonly count = async ({ measure, group, within, from, to }: AskedCount): Promise<FoundCount> => {
    const window = { within, from, to } as { readonly within?: string };
    const { items } = await this.tallies.list({
      ...window,
      measure: [measure as Measure],
      ...(group === undefined ? {} : { group: [group] }),
      exact: 'false',
      sumGroups: 'false',
      sumMeasures: 'false',
      interval: 'prorate',
      limit: greatest_limit,
      edition: 'live',
    });
    const href = addressOf('/v1/tallies', { measure, group, within, from, to });
    const item = greatest(group === undefined ? items : ownRows(items, group));
    if (item === undefined) return { low: null, best: null, high: null, unit: null, reports: [], href };
    const { combined, unit, reports } = item;
    return { ...numbersOf(combined), unit, reports: reports.map(({ id }) => id), href };
  };

  readonly contradictions = async (place: string): Promise<readonly FoundContradiction[]> => {
    const { items } = await this.disputes.list({ place, state: 'open', edition: 'live', limit: greatest_limit });
    return items;
  };

  readonly briefing = async ({ from, to, within, lang }: AskedBriefing): Promise<FoundBriefing> => {
    const days = { from: from as Moment, to: to as Moment };
    const area = within === undefined ? {} : { within };
    const briefing = await this.briefings.write({ ...days, ...area, lang: lang as BriefingLanguage, edition: 'live' });
    const markdown = await documentOf(briefing, 'md', { base: this.baseUrl ?? '' }, this.zone);
    const href = addressOf('/v1/briefings', { from, to, within, lang, format: 'html' });
    return { title: briefing.title, markdown: String(markdown), href };
  };
}

/** The rows of a group: the one that is rolled up of its parts where there is one. */
function ownRows(items: readonly TallyItemDto[], group: string): readonly TallyItemDto[] {
  const own = items.filter((item) => item.group === group);
  const rolledUp = own.filter((item) => item.rolledUp);
  return rolledUp.length > 0 ? rolledUp : own;
}

/** Groups overlap and are not to be added, so the greatest count of one group stands for all. */
const greatest = (items: readonly TallyItemDto[]): TallyItemDto | undefined =>
  [...items].sort((a, b) => sizeOf(b) - sizeOf(a))[0];

const sizeOf = ({ combined: { best, low } }: TallyItemDto): number => best ?? low ?? 0;

const numbersOf = ({ low, best, high }: Partial<Record<'low' | 'best' | 'high', number | null>>) => ({
  low: low ?? null,
  best: best ?? null,
  high: high ?? null,
});
