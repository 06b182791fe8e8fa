import { Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOkResponse, ApiOperation, ApiSeeOtherResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems } from '../../http/problem.dto.js';
import { Gate } from '../gate.js';
import { Public } from '../needs.decorator.js';
import { AuthDto, LoginQueryDto, LogoutQueryDto, SignedOutDto } from './auth.dto.js';
import { PageSignIn } from './page-sign-in.js';

/** Signs people in on the page. Programs come with keys or tokens. */
@ApiTags('access')
@Controller('v1/auth')
export class AuthController {
  constructor(
    private readonly signIn: PageSignIn,
    private readonly gate: Gate,
  ) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'How people sign in here' })
  @ApiOkResponse({ type: AuthDto })
  async read(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<AuthDto> {
    reply.header('Cache-Control', 'no-store');
    return {
      signIn: this.signIn.isOffered ? '/v1/auth/login' : null,
      signedIn: (await this.gate.sessionOf(request)) !== undefined,
    };
  }

  @Get('login')
  @Public()
  @ApiOperation({
    summary: 'Sign in at the OpenID provider',
    description:
      'For browsers: by the authorization code flow with PKCE. The provider sends them to /v1/auth/callback.',
  })
  @ApiFoundResponse({ description: 'The browser goes to the provider.' })
  @ApiProblems(400, 404, 429, 503)
  async login(
    @Query() { returnTo }: LoginQueryDto,
    @Req() { ip }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { address, cookie } = await this.signIn.begin(returnTo, ip);
    await reply.header('Set-Cookie', cookie).header('Cache-Control', 'no-store').redirect(address, 302);
  }

  @Get('callback')
  @Public()
  @ApiOperation({
    summary: 'Come back from the OpenID provider',
    description: 'For browsers. The query is what the provider adds: `code` and `state`, or `error`.',
  })
  @ApiSeeOtherResponse({ description: 'The browser is signed in, by a cookie, and goes on to where it began.' })
  @ApiProblems(400, 403, 404, 503)
  async callback(@Req() { url, headers }: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { returnTo, cookies } = await this.signIn.complete(url.split('?', 2)[1] ?? '', headers);
    await reply.header('Set-Cookie', cookies).header('Cache-Control', 'no-store').redirect(returnTo, 303);
  }

  @Post('logout')
  @Public()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign this browser out, or every one',
    description: 'The session ends on the server, at once; elsewhere within a second.',
  })
  @ApiOkResponse({ type: SignedOutDto })
  @ApiProblems(400, 403, 404)
  async logout(
    @Query() { everywhere }: LogoutQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedOutDto> {
    const { signOut, cookie } = await this.signIn.end(request, everywhere === 'true');
    reply.header('Set-Cookie', cookie);
    return { signOut: signOut ?? null };
  }
}
