import { ApiProperty } from '@nestjs/swagger';

/** Who says something. */
export class VoiceDto {
  @ApiProperty({
    description: 'side: a topmost actor of the registry. outlet: the outlet itself, where it speaks for nobody.',
    enum: ['side', 'outlet'],
    example: 'side',
  })
  readonly kind: 'side' | 'outlet';

  @ApiProperty({ description: 'The actor’s id, or the outlet as written.', example: 'sdf' })
  readonly name: string;
}

/** Documents whether sides agree. */
export const AgreeProperty = (means: string): PropertyDecorator =>
  ApiProperty({
    description: `${means} Null where fewer than two say anything of it.`,
    type: Boolean,
    nullable: true,
    example: true,
  });
