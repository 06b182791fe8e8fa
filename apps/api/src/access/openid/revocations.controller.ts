import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Editions } from '#editions';
import { KeyRefused, KeyStore, type Principal, TokenRevocations } from '#platform';
import { ApiProblems } from '../../http/problem.dto.js';
import { Rejected } from '../../http/rejected.js';
import { exactlyOne, rejectInvalid } from '../../intake/body.rules.js';
import { Needs } from '../needs.decorator.js';
import { AskedBy } from '../sent-by.decorator.js';
import { RevocationDto, RevokedDto } from './auth.dto.js';

/** Ends what lets somebody in. */
@ApiTags('access')
@Controller('v1/auth/revocations')
export class RevocationsController {
  constructor(@Inject(Editions) private readonly editions: Editions) {}

  @Post()
  @Needs('access:write')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Revoke a key, a token, or everything of somebody',
    description:
      'Every process refuses a token within a second, a key within two; open streams end, too. Send one of the members.',
  })
  @ApiOkResponse({ type: RevokedDto })
  @ApiProblems(404, 413, 415, 422)
  async revoke(@Body() body: RevocationDto, @AskedBy() { id: by }: Principal): Promise<RevokedDto> {
    rejectInvalid(exactlyOne('', body, ['key', 'token', 'subject']));
    const { key, token, subject } = body;
    const tokens = new TokenRevocations(this.editions.database);
    if (subject !== undefined) return { revoked: subject, sessions: await tokens.revokeSubject(subject, by) };
    if (token !== undefined) await tokens.revokeToken(token, by);
    else if (key !== undefined) await this.revokeKey(key, by);
    return { revoked: token ?? key ?? '', sessions: 0 };
  }

  private async revokeKey(id: string, by: string): Promise<void> {
    try {
      await new KeyStore(this.editions.database).revoke(id, by);
    } catch (error) {
      if (!(error instanceof KeyRefused)) throw error;
      const detail = `No key with the id ${id} can be revoked.`;
      throw new Rejected('not_found', detail, [{ pointer: '/key', code: 'unknown_key', detail }], { cause: error });
    }
  }
}
