import { Injectable } from '@nestjs/common';
import { type EventSchema, eventSchemas, eventTypeOf } from '#event-log';
import {
  basesAllowedFor,
  catalogue,
  type DevelopmentType,
  developmentTypes,
  effectsAllowedFor,
  measureNames,
  statesAllowedFor,
} from '#situation';
import { nearMatches } from '../http/near-matches.js';
import { Rejected } from '../http/rejected.js';
import {
  type CatalogueDto,
  type DevelopmentTypeDto,
  type DevelopmentTypeWithSchemaDto,
  measuresAnswer,
} from './catalogue.dto.js';

/** Tells what can be reported. Everything comes from the catalogue in the code, so that the two cannot differ. */
@Injectable()
export class CatalogueService {
  private readonly schemas = new Map(eventSchemas().map(({ type, schema }) => [type, schema]));

  all(): CatalogueDto {
    const links = [{ rel: 'self', href: '/v1/catalogue' } as const];
    return { items: developmentTypes.map(entryOf), measures: measuresAnswer, links };
  }

  /** @throws {Rejected} `not_found`, with the nearest names. */
  one(type: string): DevelopmentTypeWithSchemaDto {
    if (!isDevelopmentType(type)) throw unknownType(type);
    return { ...entryOf(type), schema: this.schemas.get(eventTypeOf(type)) as EventSchema['schema'] };
  }
}

const isDevelopmentType = (type: string): type is DevelopmentType => Object.hasOwn(catalogue, type);

function unknownType(type: string): Rejected {
  const near = nearMatches(type, developmentTypes);
  const advice = near.length > 0 ? `Nearest: ${near.join(', ')}.` : 'All types are listed at /v1/catalogue.';
  const detail = `There is no such type of development. ${advice}`;
  return new Rejected('not_found', detail, [{ parameter: 'type', code: 'unknown_type', detail }]);
}

function entryOf(type: DevelopmentType): DevelopmentTypeDto {
  const { family, meaning, control } = catalogue[type];
  return {
    ...{ type, family, meaning, mayDoToControl: control },
    controlEffects: effectsAllowedFor(type),
    conditionStates: statesAllowedFor(type),
    figures: { measures: measureNames, bases: basesAllowedFor(type) },
    eventType: eventTypeOf(type),
    links: [{ rel: 'self', href: `/v1/catalogue/${type}` }],
  };
}
