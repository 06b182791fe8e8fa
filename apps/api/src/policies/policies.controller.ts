import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { policies, policyNameOf, policyNames, stored_policy } from '#situation';

/** One policy: which of all that was said counts. */
export class PolicyDto {
  @ApiProperty({ description: 'As `policy=` takes it.', enum: policyNames, example: policyNames[0] })
  readonly policy: string;

  @ApiProperty({ description: 'Its name.', example: 'all-sources' })
  readonly name: string;

  @ApiProperty({ description: 'Its version: what a policy does never changes under one.', example: 1 })
  readonly version: number;

  @ApiProperty({ description: 'What it does.', example: 'Everything that was said counts, whoever said it.' })
  readonly does: string;

  @ApiProperty({ description: 'True for the one that is taken where none is asked for.', example: true })
  readonly isDefault: boolean;
}

/** Every policy there is. */
export class PoliciesDto {
  @ApiProperty({ description: 'The default first.', type: [PolicyDto] })
  readonly items: readonly PolicyDto[];
}

@ApiTags('policies')
@Controller('v1/policies')
export class PoliciesController {
  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'Which policies there are',
    description:
      'A policy decides, from what is said and who says it alone, whether it counts. It is applied at reading.',
  })
  @ApiOkResponse({ type: PoliciesDto, description: 'Every policy, the default first.' })
  list(): PoliciesDto {
    return {
      items: policies.map((policy) => {
        const { name, version, does } = policy;
        const asked = policyNameOf(policy);
        return { policy: asked, name, version, does, isDefault: asked === stored_policy };
      }),
    };
  }
}
