import { Inject, Injectable } from '@nestjs/common';
import type { Editions } from '#editions';
import { type EventSchema, eventSchemas, eventTypeOf } from '#event-log';
import { within } from '#platform';
import { typesUsed } from '#read-models/queries';
import {
  asksOf,
  basesAllowedFor,
  catalogue,
  type DevelopmentType,
  developmentTypes,
  effectsAllowedFor,
  labelOf,
  measureNames,
  statesAllowedFor,
} from '#situation';
import { READERS } from '../api-parts.js';
import { nearMatches } from '../http/near-matches.js';
import { Rejected } from '../http/rejected.js';
import { liveEdition } from '../reading/readable-edition.js';
import {
  type CatalogueDto,
  type DevelopmentTypeDto,
  type DevelopmentTypeWithSchemaDto,
  measuresAnswer,
} from './catalogue.dto.js';

const recent_days = 30;
/** A database that is away must not keep anybody from reading what can be reported. */
const patience_ms = 1_000;

/** How often each type was used; null while that cannot be read. */
type Used = ReadonlyMap<string, number> | null;

/** Tells what can be reported. What a type is comes from the catalogue in the code, so that the two cannot differ. */
@Injectable()
export class CatalogueService {
  private readonly schemas = new Map(eventSchemas().map(({ type, schema }) => [type, schema]));

  constructor(@Inject(READERS) private readonly editions: Editions) {}

  async all(): Promise<CatalogueDto> {
    const used = await this.used();
    const links = [{ rel: 'self', href: '/v1/catalogue' } as const];
    return { items: developmentTypes.map((type) => entryOf(type, used)), measures: measuresAnswer, links };
  }

  /** @throws {Rejected} `not_found`, with the nearest names. */
  async one(type: string): Promise<DevelopmentTypeWithSchemaDto> {
    if (!isDevelopmentType(type)) throw unknownType(type);
    return {
      ...entryOf(type, await this.used()),
      schema: this.schemas.get(eventTypeOf(type)) as EventSchema['schema'],
    };
  }

  private async used(): Promise<Used> {
    const read = async (): Promise<Used> => typesUsed(await liveEdition(this.editions), recent_days);
    return within(
      patience_ms,
      read().catch(() => null),
      null,
    );
  }
}

const isDevelopmentType = (type: string): type is DevelopmentType => Object.hasOwn(catalogue, type);

function unknownType(type: string): Rejected {
  const near = nearMatches(type, developmentTypes);
  const advice = near.length > 0 ? `Nearest: ${near.join(', ')}.` : 'All types are listed at /v1/catalogue.';
  const detail = `There is no such type of development. ${advice}`;
  return new Rejected('not_found', detail, [{ parameter: 'type', code: 'unknown_type', detail }]);
}

function entryOf(type: DevelopmentType, used: Used): DevelopmentTypeDto {
  const { family, meaning, control } = catalogue[type];
  return {
    type,
    family,
    meaning,
    mayDoToControl: control,
    label: labelOf(type),
    asks: asksOf(type),
    usedRecently: used && (used.get(type) ?? 0),
    controlEffects: effectsAllowedFor(type),
    conditionStates: statesAllowedFor(type),
    figures: { measures: measureNames, bases: basesAllowedFor(type) },
    eventType: eventTypeOf(type),
    links: [{ rel: 'self', href: `/v1/catalogue/${type}` }],
  };
}
