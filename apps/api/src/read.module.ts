import { Module } from '@nestjs/common';
import { ExportAccess } from './access/export-access.service.js';
import { AnswersController } from './answers/answers.controller.js';
import { AnswersService } from './answers/answers.service.js';
import { BriefingFactsService } from './briefings/briefing-facts.service.js';
import { BriefingsController } from './briefings/briefings.controller.js';
import { BriefingsService } from './briefings/briefings.service.js';
import { CatalogueController } from './catalogue/catalogue.controller.js';
import { CatalogueService } from './catalogue/catalogue.service.js';
import { ChangesController } from './changes/changes.controller.js';
import { ChangesService } from './changes/changes.service.js';
import { ConditionExplanationService } from './conditions/condition-explanation.service.js';
import { ConditionsController } from './conditions/conditions.controller.js';
import { ConditionsService } from './conditions/conditions.service.js';
import { ContradictionsController } from './contradictions/contradictions.controller.js';
import { ContradictionsService } from './contradictions/contradictions.service.js';
import { ControlController } from './control/control.controller.js';
import { ControlService } from './control/control.service.js';
import { ExplanationService } from './control/explanation.service.js';
import { DaysController } from './days/days.controller.js';
import { DaysService } from './days/days.service.js';
import { DeskController } from './desk/desk.controller.js';
import { DeskService } from './desk/desk.service.js';
import { DiffController } from './diff/diff.controller.js';
import { DiffService } from './diff/diff.service.js';
import { ExportInterceptor } from './exports/export.interceptor.js';
import { IsolationController } from './isolation/isolation.controller.js';
import { IsolationService } from './isolation/isolation.service.js';
import { MapController } from './map/map.controller.js';
import { MapService } from './map/map.service.js';
import { PoliciesController } from './policies/policies.controller.js';
import { ProblemsController } from './problems/problems.controller.js';
import { CursorInterceptor } from './reading/cursor.interceptor.js';
import { Questions } from './reading/questions.service.js';
import { RecordedEvents } from './recorded/recorded-events.service.js';
import { ReportFilters } from './reports/report-filters.service.js';
import { ClearanceInterceptor } from './sensitivity/clearance.interceptor.js';
import { FoundEditions } from './reading/found-editions.service.js';
import { OwnSecret } from './sensitivity/own-secret.service.js';
import { SqlSight } from './sensitivity/sql-sight.service.js';
import { Withholding } from './sensitivity/withholding.service.js';
import { SearchController } from './search/search.controller.js';
import { SearchService } from './search/search.service.js';
import { LivePositions } from './stream/live-positions.service.js';
import { StreamController } from './stream/stream.controller.js';
import { TalliesController } from './tallies/tallies.controller.js';
import { TalliesService } from './tallies/tallies.service.js';

/** The resources that are only read, and how every list becomes a file. */
@Module({
  controllers: [
    ControlController,
    ConditionsController,
    IsolationController,
    TalliesController,
    ChangesController,
    ContradictionsController,
    DeskController,
    StreamController,
    AnswersController,
    DaysController,
    MapController,
    DiffController,
    PoliciesController,
    CatalogueController,
    ProblemsController,
    SearchController,
    BriefingsController,
  ],
  providers: [
    Questions,
    OwnSecret,
    SqlSight,
    Withholding,
    FoundEditions,
    ClearanceInterceptor,
    CursorInterceptor,
    ExportAccess,
    ExportInterceptor,
    SearchService,
    BriefingFactsService,
    BriefingsService,
    ControlService,
    ExplanationService,
    ConditionsService,
    ConditionExplanationService,
    IsolationService,
    TalliesService,
    ChangesService,
    RecordedEvents,
    ReportFilters,
    ContradictionsService,
    DeskService,
    LivePositions,
    AnswersService,
    DaysService,
    MapService,
    DiffService,
    CatalogueService,
  ],
  exports: [
    Questions,
    Withholding,
    ReportFilters,
    ControlService,
    ConditionsService,
    TalliesService,
    ContradictionsService,
    BriefingsService,
  ],
})
export class ReadModule {}
