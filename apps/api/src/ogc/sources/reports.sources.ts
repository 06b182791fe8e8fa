import { Inject, Injectable } from '@nestjs/common';
import { uuidPattern } from '#event-log';
import { type Day, isDay, localDay, instantMs, type Moment, type TimeZone } from '#situation';
import { DESK_TIME_ZONE } from '../../api-parts.js';
import { incidentsList } from '../../exports/columns/incident.columns.js';
import { reportsList } from '../../exports/columns/report.columns.js';
import { withoutUndefined } from '../../http/without-undefined.js';
import type { IncidentItemDto } from '../../incidents/incident-answer.dto.js';
import type { IncidentQueryDto } from '../../incidents/incident-query.dto.js';
import { IncidentsService } from '../../incidents/incidents.service.js';
import type { ItemsPassed } from '../../reading/page.js';
import type { ReportQueryDto } from '../../reports/report-query.dto.js';
import { ReportReading } from '../../reports/report-reading.service.js';
import type { ReportVersionDto } from '../../reports/report-answer.dto.js';
import { type FeaturesAsked, type FeatureSource, featuresOn } from './feature-source.js';

const datetime =
  'What may have happened then, in local days; what is not dated may have happened whenever. An instant stands for its ' +
  'day in the zone of the desk.';

/** The collections whose features are what was reported. */
@Injectable()
export class ReportsSources {
  readonly incidents: FeatureSource = {
    id: 'incidents',
    title: 'What happened',
    description: 'A feature for each incident with the places, days and summaries of the reports that tell of it.',
    datetime,
    list: incidentsList,
    idOf: ({ key }: IncidentItemDto) => key,
    read: async (asked) => {
      const query = { ...this.queryOf(asked), ...(asked.id === undefined ? {} : { key: asked.id }) };
      return featuresOn(await this.incidentsService.list(query), () => this.incidentsService.count(query));
    },
  };

  readonly reports: FeatureSource = {
    id: 'reports',
    title: 'Who reported what',
    description: 'A feature for each report as it read at one known moment, drawn at the places that it names.',
    datetime,
    list: reportsList,
    idOf: ({ id }: ReportVersionDto) => id,
    read: async (asked) => {
      const { id } = asked;
      if (id !== undefined && !uuidPattern.test(id)) return nothing;
      const query: ReportQueryDto = { ...this.queryOf(asked), order: 'earliest', ...(id === undefined ? {} : { id }) };
      return featuresOn(await this.reading.list(query), () => this.reading.count(query));
    },
  };

  constructor(
    private readonly incidentsService: IncidentsService,
    private readonly reading: ReportReading,
    @Inject(DESK_TIME_ZONE) private readonly deskZone: TimeZone,
  ) {}

  private queryOf({ knownAt, interval, bbox, limit, after, skip }: FeaturesAsked): IncidentQueryDto & ItemsPassed {
    return withoutUndefined<IncidentQueryDto & ItemsPassed>({
      knownAt,
      edition: 'live',
      order: 'key',
      from: this.dayOf(interval?.from),
      to: this.dayOf(interval?.to),
      bbox,
      limit,
      after,
      skip,
    });
  }

  private dayOf(moment: Moment | undefined): Day | undefined {
    return moment === undefined || isDay(moment) ? moment : localDay(instantMs(moment), this.deskZone);
  }
}

const nothing = { items: [], next: undefined, knownAt: undefined, validAt: undefined, count: async () => 0 };
