import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { policies, policyNameOf, stored_policy } from '#situation';
import { PoliciesDto } from './policy.dto.js';

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
