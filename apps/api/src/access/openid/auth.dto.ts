import { ApiProperty } from '@nestjs/swagger';
import { Field } from '../../http/field.decorator.js';
import { oneOf, textMatching } from '../../http/field-kinds.js';

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

/** Whether all browsers are signed out. */
export class LogoutQueryDto {
  @Field(oneOf(['true', 'false']), {
    description: 'true signs out every browser in which this person is signed in.',
    example: 'true',
    default: 'false',
  })
  readonly everywhere: string = 'false';
}

/** What is to let nobody in any more: one of these. */
export class RevocationDto {
  @Field(textMatching(/^[0-9a-f]{12}$/, 'the id of a key: the twelve digits after sitrep_'), {
    description: 'A key, by its id.',
    example: '0f3a9c1d27be',
    optional: true,
  })
  readonly key?: string;

  @Field(textMatching(/^[\x21-\x7e]{1,500}$/, 'the claim jti of a token'), {
    description: 'One token of the OpenID provider, by its claim jti.',
    example: 'c8d9a1f2',
    optional: true,
  })
  readonly token?: string;

  @Field(textMatching(/^oidc:[\x21-\x7e]{1,255}$/, 'oidc: and the subject of somebody'), {
    description: 'All tokens of somebody that were issued until now, and all browsers in which they are signed in.',
    example: 'oidc:ada',
    optional: true,
  })
  readonly subject?: string;
}

export class RevokedDto {
  @ApiProperty({ description: 'What was revoked.', example: 'oidc:ada' })
  readonly revoked: string;

  @ApiProperty({ description: 'How many browsers were signed out.', example: 2 })
  readonly sessions: number;
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
