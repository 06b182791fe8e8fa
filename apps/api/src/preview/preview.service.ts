import { Injectable } from '@nestjs/common';
import { actorNames, type EditionScope, reportById, reportsKnown } from '#read-models/queries';
import type { Principal } from '#platform';
import { type ActorId, type Moment, type Report, SourceNames } from '#situation';
import { differencesOfVersions, type VersionDifference } from '../corrections/version-differences.js';
import { actorsNamedIn, namesOf } from '../reading/names.dto.js';
import { type Question, Questions } from '../reading/questions.service.js';
import type { DraftDto } from '../reports/draft.dto.js';
import { ReportIntake } from '../reports/report-intake.service.js';
import { effectOf } from './effect-of-report.js';
import { effectOnCounts } from './effect-on-counts.js';
import { likelyDuplicates } from './likely-duplicates.js';
import type { PreviewDto } from './preview.dto.js';

/** Tells what a report would do, without recording anything. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly intake: ReportIntake,
    private readonly questions: Questions,
  ) {}

  async preview(draft: DraftDto, validAt: Moment | undefined, principal: Principal): Promise<PreviewDto> {
    const { violations, reportOf, id: reportId } = await this.intake.examine(draft);
    const problems =
      violations.length > 0 ? violations : await this.intake.beyondBounds(draft, reportOf().id, principal);
    const id = reportId ?? null;
    if (violations.length === 0) return { ...(await this.ofReport(reportOf(), validAt)), id, problems };
    const { scope, position } = await this.questions.open({ edition: 'live' });
    const isRecorded = id !== null && (await reportsKnown(scope, [id])).has(id);
    const { chain = [], outlet } = draft.source;
    const voices = await voicesOf(scope, [...chain, outlet]);
    const names = await namesOf(scope, speakersAmong(voices));
    return {
      id,
      isRecorded,
      problems,
      likelyDuplicates: [],
      effect: [],
      counts: [],
      countsLeftOut: [],
      changed: [],
      voices,
      names,
      position,
    };
  }

  /** What a report would do that can be meant; of a draft what approving it would do. */
  async ofReport(report: Report, validAt: Moment | undefined, asked?: Question): Promise<PreviewDto> {
    const question = asked ?? (await this.questions.open({ edition: 'live' }));
    const { scope, position } = question;
    const voices = await voicesOf(scope, [...report.source.chain, report.source.outlet]);
    const effect = await effectOf(question, report, validAt);
    const { counts, countsLeftOut } = await effectOnCounts(question, report);
    const counted = counts.map(({ group }) => group as ActorId);
    const isRecorded = (await reportsKnown(scope, [report.id])).has(report.id);
    return {
      id: report.id,
      isRecorded,
      problems: [],
      likelyDuplicates: await likelyDuplicates(question, report),
      effect,
      counts,
      countsLeftOut,
      changed: isRecorded ? await changedOf(scope, report) : [],
      voices,
      names: await namesOf(scope, [...actorsNamedIn(effect), ...counted, ...speakersAmong(voices)]),
      position,
    };
  }
}

async function voicesOf(scope: EditionScope, printed: readonly string[]): Promise<PreviewDto['voices']> {
  const sources = new SourceNames(await actorNames(scope));
  return printed.map((voice) => ({ voice, actor: sources.actorOf(voice) ?? null }));
}

const speakersAmong = (voices: PreviewDto['voices']): readonly string[] => voices.flatMap(({ actor }) => actor ?? []);

/** What reads otherwise than in the version of the report that stands last. */
async function changedOf(scope: EditionScope, report: Report): Promise<readonly VersionDifference[]> {
  const last = (await reportById(scope, report.id))?.versions.at(-1);
  // As it would be stored: members that are not given are not there.
  return last === undefined ? [] : differencesOfVersions(last.report, JSON.parse(JSON.stringify(report)) as Report);
}
