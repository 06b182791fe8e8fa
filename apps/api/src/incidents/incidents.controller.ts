import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.decorator.js';
import { SentBy } from '../access/sent-by.decorator.js';
import type { Sending } from '../intake/acceptance.service.js';
import { ApiProblems } from '../http/problem.dto.js';
import { type Accepted, TakesEvent } from '../intake/accepted.interceptor.js';
import { ApiPage, ReadsEdition } from '../reading/envelope.dto.js';
import { DecisionDto, RecordedDecisionDto } from './decision.dto.js';
import { IncidentAnswerDto, IncidentItemDto } from './incident-answer.dto.js';
import { IncidentIntake } from './incident-intake.service.js';
import { IncidentAddressDto, IncidentQueryDto, IncidentTimeDto } from './incident-query.dto.js';
import { IncidentsService } from './incidents.service.js';
import { FacetCountDto, ReportFacetsDto } from '../reports/report-facets.dto.js';
import { incidentsList } from '../exports/columns/incident.columns.js';
import { ExportsList } from '../exports/exports-list.decorator.js';

const repeated = 'The same had been recorded before; nothing was appended.';

@ApiTags('incidents')
@Controller('v1/incidents')
export class IncidentsController {
  constructor(
    private readonly intake: IncidentIntake,
    private readonly incidents: IncidentsService,
  ) {}

  @Post('links')
  @Needs('reports:assess')
  @TakesEvent()
  @ApiOperation({
    summary: 'Link reports to one incident',
    description:
      'From reportedAt on they belong to it and are counted once, whatever they say themselves; the reports stay as they ' +
      'are. Of several decisions about a report the latest stands. Undone with /v1/incidents/unlinks.',
  })
  @ApiCreatedResponse({ type: RecordedDecisionDto, description: 'The log has it.' })
  @ApiOkResponse({ type: RecordedDecisionDto, description: repeated })
  @ApiProblems(400, 409, 413, 415, 422, 503)
  link(@Body() decision: DecisionDto, @SentBy() sending: Sending): Promise<Accepted<RecordedDecisionDto>> {
    return this.intake.decide('reports_linked', decision, sending);
  }

  @Post('unlinks')
  @Needs('reports:assess')
  @TakesEvent()
  @ApiOperation({
    summary: 'Unlink reports from an incident',
    description:
      'From reportedAt on each belongs to the incident that it names itself; when that is this very one, it stands ' +
      'alone. A report that is linked to another incident by then stays there.',
  })
  @ApiCreatedResponse({ type: RecordedDecisionDto, description: 'The log has it.' })
  @ApiOkResponse({ type: RecordedDecisionDto, description: repeated })
  @ApiProblems(400, 409, 413, 415, 422, 503)
  unlink(@Body() decision: DecisionDto, @SentBy() sending: Sending): Promise<Accepted<RecordedDecisionDto>> {
    return this.intake.decide('reports_unlinked', decision, sending);
  }

  @Get()
  @Needs('answers:read')
  @ApiOperation({
    summary: 'Reports by the development they tell of',
    description:
      'As known at one moment, with how each report came in. Reports that stand alone are left out. Conditions are those of ' +
      '/v1/reports, and hold together of one report: an incident is listed where one report that belongs to it meets all ' +
      'of them, and then with all its reports.',
  })
  @ApiExtraModels(FacetCountDto)
  @ApiPage(IncidentItemDto, 'Incidents, by default in order of their keys.', [ReportFacetsDto])
  @ExportsList(incidentsList)
  @ReadsEdition()
  list(@Query() asked: IncidentQueryDto) {
    return this.incidents.list(asked);
  }

  @Get(':key')
  @Needs('answers:read')
  @ApiOperation({ summary: 'One incident, as known at one moment' })
  @ApiOkResponse({ type: IncidentAnswerDto, description: 'Its reports, and how each came in.' })
  @ReadsEdition()
  one(@Param() { key }: IncidentAddressDto, @Query() asked: IncidentTimeDto): Promise<IncidentAnswerDto> {
    return this.incidents.one(key, asked);
  }
}
