import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { anonymous_id, type Principal, type ReviewSettings, roleNames, scopes, sendsDraftsOnly } from '#platform';
import { REVIEW_SETTINGS } from '../api-parts.js';
import { Clearances } from '../sensitivity/clearances.js';
import { Needs } from './needs.decorator.js';
import { AskedBy } from './sent-by.decorator.js';

/** Who asks, and what they may do. */
export class MeDto {
  @ApiProperty({ description: 'What events recorded for it carry.', example: 'key:0f3a9c1d27be' })
  readonly id: string;

  @ApiProperty({
    description: 'The name that the key was made for, or that the OpenID provider gives; null where there is none.',
    type: String,
    nullable: true,
    example: 'Amina',
  })
  readonly name: string | null;

  @ApiProperty({ description: 'True for a request without a key, a token and a sign-in.', example: false })
  readonly anonymous: boolean;

  @ApiProperty({ description: 'Its roles.', enum: roleNames, isArray: true, example: ['editor'] })
  readonly roles: readonly string[];

  @ApiProperty({ description: 'What may be done with it.', enum: scopes, isArray: true, example: ['answers:read'] })
  readonly scopes: readonly string[];

  @ApiProperty({
    description: 'The outlets whose reports it may write; empty for all.',
    type: [String],
    example: ['Our desk'],
  })
  readonly outlets: readonly string[];

  @ApiProperty({
    description: 'The places, with their parts, about which it may write; empty for all.',
    type: [String],
    example: ['nineveh'],
  })
  readonly places: readonly string[];

  @ApiProperty({ description: 'True where it reads, too, about these outlets and places alone.', example: false })
  readonly readsWithin: boolean;

  @ApiProperty({ description: 'Up to which level of sensitivity it reads reports in full.', example: 'internal' })
  readonly clearance: string;

  @ApiProperty({
    description: 'True where the reports that it sends are drafts, which wait for an approval.',
    example: false,
  })
  readonly sendsDrafts: boolean;

  @ApiProperty({
    description: 'The levels of sensitivity that a report may name, the least sensitive first.',
    type: [String],
    example: ['open', 'internal', 'restricted', 'secret'],
  })
  readonly levels: readonly string[];
}

@ApiTags('access')
@Controller('v1/me')
export class MeController {
  constructor(
    private readonly clearances: Clearances,
    @Inject(REVIEW_SETTINGS) private readonly review: ReviewSettings,
  ) {}

  @Get()
  @Needs('self:read')
  @ApiOperation({ summary: 'Who asks, and what they may do' })
  @ApiOkResponse({ type: MeDto })
  read(@AskedBy() principal: Principal): MeDto {
    const { id, name, roles, scopes: may, outlets, places } = principal;
    return {
      id,
      name,
      anonymous: id === anonymous_id,
      roles,
      scopes: scopes.filter((scope) => may.has(scope)),
      outlets,
      places,
      readsWithin: principal.readsWithin === true,
      clearance: this.clearances.of(principal),
      sendsDrafts: sendsDraftsOnly(this.review, principal),
      levels: this.clearances.levels,
    };
  }
}
