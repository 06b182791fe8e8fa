import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Editions } from '#editions';
import { auditBefore } from '#platform';
import { ApiProblems } from '../http/problem.dto.js';
import { pageOf } from '../reading/page.js';
import { AuditAnswerDto, AuditQueryDto } from './audit.dto.js';
import { Needs } from './needs.decorator.js';

@ApiTags('access')
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly editions: Editions) {}

  @Get()
  @Needs('audit:read')
  @ApiOperation({
    summary: 'Who did what beside reporting',
    description:
      'Keys made and revoked, people signed in, out and erased, files made, editions ordered, changed, dropped and made live. Who recorded ' +
      'a report or an amendment stands with it: GET /v1/reports/{id}.',
  })
  @ApiOkResponse({ type: AuditAnswerDto, description: 'The newest first.' })
  @ApiProblems(400, 503)
  async list(@Query() { limit, after }: AuditQueryDto): Promise<AuditAnswerDto> {
    const rows = await auditBefore(this.editions.database, after, limit + 1);
    const { items, links } = pageOf(rows, { path: '/v1/audit', parameters: {}, limit, after }, ({ id }) => id);
    return { items: items.map(({ at, detail = {}, ...entry }) => ({ ...entry, at: at.toISOString(), detail })), links };
  }
}
