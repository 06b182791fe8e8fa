import { Inject, Injectable } from '@nestjs/common';
import { coverage, placeBounds } from '#read-models/queries';
import type { TimeZone } from '#situation';
import { DESK_TIME_ZONE } from '../api-parts.js';
import { featureOf } from '../exports/files/json.files.js';
import { shownIn } from '../exports/shown-in.js';
import { Rejected } from '../http/rejected.js';
import { withoutUndefined } from '../http/without-undefined.js';
import { greatest_limit } from '../reading/query-field.decorators.js';
import { Questions } from '../reading/questions.service.js';
import { Withholding } from '../sensitivity/withholding.service.js';
import { readInterval } from './interval.js';
import { type FeatureQueryDto, type FeaturesQueryDto, plainBox } from './items-query.dto.js';
import type { Dated, OgcAddress } from './ogc-address.js';
import { type Extent, geojson_type, link } from './ogc-pages.js';
import type { FeaturesAsked, FeatureSource } from './sources/feature-source.js';
import { HistorySource } from './sources/history.source.js';
import { PlacesSources } from './sources/places.sources.js';
import { ReportsSources } from './sources/reports.sources.js';

/** Reads collections of features: the rows that exports have. */
@Injectable()
export class FeaturesService {
  readonly sources: readonly FeatureSource[];

  constructor(
    places: PlacesSources,
    history: HistorySource,
    reports: ReportsSources,
    private readonly questions: Questions,
    private readonly withholding: Withholding,
    @Inject(DESK_TIME_ZONE) private readonly deskZone: TimeZone,
  ) {
    this.sources = [places.control, history.history, places.conditions, reports.incidents, reports.reports];
  }

  /** @throws {Rejected} `not_found` when there is no such collection. */
  source(id: string): FeatureSource {
    const source = this.sources.find((one) => one.id === id);
    if (source !== undefined) return source;
    const detail = `There is no collection ${id}. There are: ${this.sources.map((one) => one.id).join(', ')}.`;
    throw new Rejected('not_found', detail, [{ parameter: 'collection', code: 'unknown_collection', detail }]);
  }

  async extent(): Promise<Extent> {
    const { scope } = await this.questions.openEdition({ edition: 'live' });
    return { bounds: await placeBounds(scope), firstDay: (await coverage(scope)).firstDay };
  }

  /** A page of features, with links that go on as of the same moments. */
  async page(source: FeatureSource, address: OgcAddress, dated: Dated, asked: FeaturesQueryDto) {
    const { datetime, bbox, after, offset } = asked;
    const limit = Math.min(asked.limit, greatest_limit);
    const found = await source.read(
      withoutUndefined<FeaturesAsked>({
        ...clocksOf(dated, asked),
        interval: datetime === undefined ? undefined : readInterval(datetime),
        bbox: bbox === undefined ? undefined : plainBox(bbox),
        limit,
        after,
        skip: offset === 0 ? undefined : offset,
      }),
    );
    const { features, total } = await this.features(source, found.items, asked);
    const path = ['collections', source.id, 'items'];
    const { f, crs, skipGeometry, 'bbox-crs': bboxCrs } = asked;
    const same = { f, crs, skipGeometry, 'bbox-crs': bboxCrs, bbox, limit };
    const self = { ...same, datetime, knownAt: asked.knownAt, offset: offset === 0 ? undefined : offset, after };
    const moments = {
      datetime: datetime ?? (dated.validAt === undefined ? found.validAt : undefined),
      knownAt: dated.knownAt === undefined ? found.knownAt : undefined,
    };
    const next = { ...same, ...moments, after: found.next };
    return {
      type: 'FeatureCollection',
      timeStamp: new Date().toISOString(),
      numberMatched: await found.count(),
      numberReturned: features.length,
      links: [
        link(address.href(path, self), 'self', 'This page', geojson_type),
        ...(found.next === undefined ? [] : [link(address.href(path, next), 'next', 'The next page', geojson_type)]),
        link(address.href(path.slice(0, 2)), 'collection', source.title),
      ],
      features,
      ...total,
    };
  }

  /** @throws {Rejected} `not_found` when the collection has no such feature at these moments. */
  async one(source: FeatureSource, address: OgcAddress, dated: Dated, id: string, asked: FeatureQueryDto) {
    const { items } = await source.read(withoutUndefined<FeaturesAsked>({ ...clocksOf(dated, asked), limit: 1, id }));
    const { features, total } = await this.features(source, items, asked);
    const [feature] = features;
    if (feature === undefined) {
      const detail = `The collection ${source.id} has no feature ${id.slice(0, 64)} as known then.`;
      throw new Rejected('not_found', detail, [{ parameter: 'feature', code: 'unknown_feature', detail }]);
    }
    const path = ['collections', source.id, 'items', id];
    const { f, crs, skipGeometry, knownAt } = asked;
    return {
      ...feature,
      ...total,
      links: [
        link(address.href(path, { f, crs, skipGeometry, knownAt }), 'self', 'This feature', geojson_type),
        link(address.href(path.slice(0, 2)), 'collection', source.title),
      ],
    };
  }

  /** What is withheld is coarsened before it becomes properties: their names and texts no longer tell what is a moment of a report. */
  private async features({ list, idOf }: FeatureSource, found: readonly unknown[], { skipGeometry }: FeatureQueryDto) {
    const { items, withheld } = await this.withholding.applied<Coarsened>({ items: found });
    const { scope } = await this.questions.openEdition({ edition: 'live' });
    const shown = await shownIn(list, items, { scope, zone: this.deskZone });
    const features = items.map((item) => {
      const { type, geometry, properties } = featureOf(list.head, list.rowOf(item, shown));
      const marked = (item as { readonly withheld?: unknown }).withheld === true ? { withheld: true } : {};
      return {
        type,
        id: idOf(item as never),
        geometry: skipGeometry === 'true' ? null : geometry,
        properties: { ...properties, ...marked },
        ...marked,
      };
    });
    return { features, total: withheld === undefined ? {} : { withheld } };
  }
}

/** Items, and how many reports behind them are withheld. */
interface Coarsened {
  readonly items: readonly unknown[];
  readonly withheld?: number;
}

/** The clocks of the address, and `knownAt` of the query where the address names none. */
function clocksOf({ validAt, knownAt }: Dated, asked: FeatureQueryDto): Pick<FeaturesAsked, 'validAt' | 'knownAt'> {
  if (knownAt !== undefined && asked.knownAt !== undefined) {
    const detail = `This page is as known at ${knownAt} already: leave knownAt out, or ask below /ogc.`;
    throw new Rejected('malformed', detail, [{ parameter: 'knownAt', code: 'given_twice', detail }]);
  }
  return withoutUndefined<Pick<FeaturesAsked, 'validAt' | 'knownAt'>>({ validAt, knownAt: knownAt ?? asked.knownAt });
}
