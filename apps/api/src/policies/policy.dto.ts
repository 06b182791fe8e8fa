import { ApiProperty } from '@nestjs/swagger';
import { policyNames } from '#situation';

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
