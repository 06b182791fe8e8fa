import { Module } from '@nestjs/common';
import { StrangeReports } from './sensitivity/strange-reports.service.js';
import { WritingBounds } from './access/writing-bounds.service.js';
import { ActorsController } from './actors/actors.controller.js';
import { ActorsService } from './actors/actors.service.js';
import { BatchController } from './batch/batch.controller.js';
import { BatchService } from './batch/batch.service.js';
import { LineIntake } from './batch/line-intake.service.js';
import { ImportsController } from './imports/imports.controller.js';
import { ImportsService } from './imports/imports.service.js';
import { IncidentIntake } from './incidents/incident-intake.service.js';
import { IncidentSuggestionsController } from './incidents/incident-suggestions.controller.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { IncidentsService } from './incidents/incidents.service.js';
import { Acceptance } from './intake/acceptance.service.js';
import { AmendmentChain } from './intake/amendment-chain.service.js';
import { IncidentAccounts } from './intake/incident-accounts.service.js';
import { Registry } from './intake/registry.service.js';
import { PlacesController } from './places/places.controller.js';
import { PlacesService } from './places/places.service.js';
import { PreviewService } from './preview/preview.service.js';
import { ReadModule } from './read.module.js';
import { DraftDecisions } from './review/draft-decisions.service.js';
import { DraftIntake } from './review/draft-intake.service.js';
import { DraftLookup } from './review/draft-lookup.service.js';
import { DraftReading } from './review/draft-reading.service.js';
import { DraftWork } from './review/draft-work.service.js';
import { DraftsController } from './review/drafts.controller.js';
import { Redrafting } from './review/redrafting.service.js';
import { ReviewPolicy } from './review/review-policy.service.js';
import { Reviewers } from './review/reviewers.service.js';
import { ReportIntake } from './reports/report-intake.service.js';
import { ReportReading } from './reports/report-reading.service.js';
import { ReportsController } from './reports/reports.controller.js';

const review = [DraftLookup, ReviewPolicy, Reviewers, Redrafting, DraftIntake, DraftDecisions, DraftWork, DraftReading];
const intake = [Acceptance, AmendmentChain, IncidentAccounts, Registry, StrangeReports, WritingBounds];

/** The resources that are written: reports, batches of them, the gazetteer, and the incidents that reports belong to. */
@Module({
  imports: [ReadModule],
  controllers: [
    ReportsController,
    BatchController,
    PlacesController,
    ActorsController,
    IncidentsController,
    IncidentSuggestionsController,
    ImportsController,
    DraftsController,
  ],
  providers: [
    ...intake,
    ...review,
    ReportIntake,
    ReportReading,
    PreviewService,
    BatchService,
    LineIntake,
    PlacesService,
    ActorsService,
    IncidentIntake,
    IncidentsService,
    ImportsService,
  ],
  exports: [ReportReading, IncidentsService],
})
export class WriteModule {}
