import { Controller, Get, Header, Inject, Param, Query, Req, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { PUBLIC_BASE_URL } from '../api-parts.js';
import { FeaturesService } from './features.service.js';
import {
  CollectionAddressDto,
  FeatureAddressDto,
  FeatureQueryDto,
  FeaturesQueryDto,
  LandingAddressDto,
  OgcQueryDto,
} from './items-query.dto.js';
import { JsonOnlyGuard } from './json-only.guard.js';
import { type AddressedRequest, type Dated, OgcAddress } from './ogc-address.js';
import { describeOgc } from './ogc-openapi.js';
import {
  collectionPage,
  collectionsPage,
  conformancePage,
  geojson_type,
  landingPage,
  openapi_type,
  schema_type,
  schemaPage,
} from './ogc-pages.js';

/** A request whose answer tells apart what has the same rows: `timeStamp` is never the same. */
interface OgcRequest extends AddressedRequest {
  format?: string;
}

/** OGC API – Features 1.0, Part 1: Core, GeoJSON and OpenAPI 3.0. Below a dated landing page all answers are of its date. */
@ApiExcludeController()
@UseGuards(JsonOnlyGuard)
@Controller(['ogc', 'ogc/at/:validAt/known/:knownAt'])
export class OgcController {
  constructor(
    private readonly features: FeaturesService,
    @Inject(PUBLIC_BASE_URL) private readonly publicBaseUrl: string | undefined,
  ) {}

  @Get()
  @Needs('answers:read')
  landing(@Req() request: OgcRequest, @Param() dated: LandingAddressDto, @Query() _asked: OgcQueryDto) {
    return landingPage(this.address(request, dated));
  }

  @Get('conformance')
  @Needs('answers:read')
  conformance(@Param() _dated: LandingAddressDto, @Query() _asked: OgcQueryDto) {
    return conformancePage();
  }

  @Get('api')
  @Needs('answers:read')
  // Left to itself the server takes the charset for a part of the version.
  @Header('Content-Type', `${openapi_type};charset=utf-8`)
  api(@Req() request: OgcRequest, @Param() dated: LandingAddressDto, @Query() _asked: OgcQueryDto) {
    return describeOgc(this.address(request, dated), this.features.sources, dated.validAt !== undefined);
  }

  @Get('collections')
  @Needs('answers:read')
  async collections(@Req() request: OgcRequest, @Param() dated: LandingAddressDto, @Query() _asked: OgcQueryDto) {
    return collectionsPage(this.address(request, dated), this.features.sources, await this.features.extent());
  }

  @Get('collections/:collection')
  @Needs('answers:read')
  async collection(
    @Req() request: OgcRequest,
    @Param() { collection, ...dated }: CollectionAddressDto,
    @Query() _asked: OgcQueryDto,
  ) {
    const source = this.features.source(collection);
    return collectionPage(this.address(request, dated), source, await this.features.extent());
  }

  @Get('collections/:collection/schema')
  @Needs('answers:read')
  @Header('Content-Type', schema_type)
  schema(
    @Req() request: OgcRequest,
    @Param() { collection, ...dated }: CollectionAddressDto,
    @Query() _asked: OgcQueryDto,
  ) {
    return schemaPage(this.address(request, dated), this.features.source(collection));
  }

  @Get('collections/:collection/items')
  @Needs('answers:read')
  @Header('Content-Type', geojson_type)
  items(
    @Req() request: OgcRequest,
    @Param() { collection, ...dated }: CollectionAddressDto,
    @Query() asked: FeaturesQueryDto,
  ) {
    return this.features.page(this.features.source(collection), this.address(request, dated), dated, asked);
  }

  @Get('collections/:collection/items/:feature')
  @Needs('answers:read')
  @Header('Content-Type', geojson_type)
  item(
    @Req() request: OgcRequest,
    @Param() { collection, feature, ...dated }: FeatureAddressDto,
    @Query() asked: FeatureQueryDto,
  ) {
    return this.features.one(this.features.source(collection), this.address(request, dated), dated, feature, asked);
  }

  private address(request: OgcRequest, dated: Dated): OgcAddress {
    request.format = 'geojson';
    return OgcAddress.of(request, dated, this.publicBaseUrl);
  }
}
