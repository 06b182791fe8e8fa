import { ApiProperty } from '@nestjs/swagger';
import { Field } from '../../http/field.decorator.js';
import { textMatching } from '../../http/field-kinds.js';

/** How people sign in here. */
export class AuthDto {
  @ApiProperty({
    description: 'Where a browser signs in; null where people come with keys alone.',
    type: String,
    nullable: true,
    example: '/v1/auth/login',
  })
  readonly signIn: string | null;

  @ApiProperty({ description: 'True for a browser that is signed in.', example: true })
  readonly signedIn: boolean;
}

/** Where a browser goes once it is signed in. */
export class LoginQueryDto {
  @Field(
    textMatching(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,1999}$/, 'a path of this server, such as /reports?q=bridge'),
    { description: 'A path of this server.', example: '/reports', default: '/' },
  )
  readonly returnTo: string = '/';
}

export class SignedOutDto {
  @ApiProperty({
    description: 'Where the browser is signed out of the provider too; null where the provider has no such page.',
    type: String,
    format: 'uri',
    nullable: true,
    example: 'https://login.example.org/logout?client_id=sitrep',
  })
  readonly signOut: string | null;
}
