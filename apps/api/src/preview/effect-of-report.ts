import { conditionClaimsAbout, controlClaimsAbout, placesNamed, type Told, type ToldClaim } from '#read-models/queries';
import {
  axesFitting,
  type ComparedMoment,
  type ConditionAxis,
  type ConditionClaim,
  type ControlClaim,
  end_of_time_ms,
  gatherCondition,
  instantMs,
  lastMsOf,
  localDay,
  type Moment,
  momentOfControl,
  momentsOfCondition,
  type Report,
  resolveControl,
  settleCondition,
  type TimeZone,
  toInstant,
} from '#situation';
import { axisOfAnswer } from '../conditions/condition-reading.js';
import { evidenceOf, holdingOf } from '../control/control-reading.js';
import { type ClaimsOfPlace, hearConditions, hearControl, voicesIn } from '../reading/heard-claims.js';
import type { Question } from '../reading/questions.service.js';
import type { EffectDto } from './preview.dto.js';

type Effect = Omit<EffectDto, 'changes'>;

/**
 * Returns what a report would do to the answers about every place that it makes a claim about: each answer as everything
 * stands at the question's known time, and resolved by the same rules with this report told beside it. A version of the
 * report that stands already is taken out.
 */
export async function effectOf(
  question: Question,
  report: Report,
  validAt: Moment | undefined,
): Promise<readonly EffectDto[]> {
  const effects = [...(await onControl(question, report, validAt)), ...(await onConditions(question, report, validAt))];
  return effects.map((effect) => ({ ...effect, changes: comparable(effect.before) !== comparable(effect.after) }));
}

const comparable = (answer: EffectDto['before']): string => JSON.stringify({ ...answer, reports: [] });

async function onControl(question: Question, report: Report, validAt: Moment | undefined): Promise<readonly Effect[]> {
  const { scope, knownAtMs, agedAfterDays } = question;
  const places = [...new Set(report.control.map(({ place }) => place))];
  const [registered, voices] = [await placesNamed(scope, places), await voicesIn(scope)];
  const stored = await controlClaimsAbout(scope, { places, knownAtMs });
  const told = withReport<ControlClaim>(stored, report, report.control);
  const [before, after] = await Promise.all([
    hearControl(question, places, voices, stored),
    hearControl(question, places, voices, told),
  ]);
  return places.flatMap((place): readonly Effect[] => {
    const there = registered.get(place);
    if (there === undefined) return [];
    const zone = there.timeZone;
    const own = told.filter(({ reportId, claim }) => reportId === report.id && claim.place === place);
    const moments = own.map((claim) => momentOfControl(claim, zone));
    const atMs = momentOf(moments, { zone, validAt, report });
    const answerOf = (heard: ClaimsOfPlace<ControlClaim>) =>
      holdingOf(resolveControl(evidenceOf(heard), atMs), heard.counted, { day: localDay(atMs, zone), agedAfterDays });
    const named = { id: place, name: there.name, kind: there.kind };
    return [
      {
        place: named,
        on: 'control',
        validAt: toInstant(atMs),
        before: answerOf(before(place)),
        after: answerOf(after(place)),
      },
    ];
  });
}

async function onConditions(
  question: Question,
  report: Report,
  validAt: Moment | undefined,
): Promise<readonly Effect[]> {
  const { scope, knownAtMs } = question;
  const claims = report.condition ?? [];
  const places = [...new Set(claims.map(({ place }) => place))];
  const [registered, voices] = [await placesNamed(scope, places), await voicesIn(scope)];
  const stored = await conditionClaimsAbout(scope, { places, knownAtMs });
  const told = withReport<ConditionClaim>(stored, report, claims);
  const [before, after] = await Promise.all([
    hearConditions(question, places, voices, stored),
    hearConditions(question, places, voices, told),
  ]);
  return places.flatMap((place): readonly Effect[] => {
    const there = registered.get(place);
    if (there === undefined) return [];
    const own = told.filter(({ reportId, claim }) => reportId === report.id && claim.place === place);
    const moments = own.flatMap((claim) => momentsOfCondition(claim, there.timeZone));
    const atMs = momentOf(moments, { zone: there.timeZone, validAt, report });
    const answerOf = ({ counted, zone }: ClaimsOfPlace<ConditionClaim>, axis: ConditionAxis) => {
      const { answer, supports } = settleCondition(gatherCondition(counted, axis, zone), atMs);
      return axisOfAnswer(
        answer,
        supports.map(({ known }) => known),
        counted,
      );
    };
    const named = { id: place, name: there.name, kind: there.kind };
    return axesFitting(there.kind).map((on) => ({
      place: named,
      on,
      validAt: toInstant(atMs),
      before: answerOf(before(place), on),
      after: answerOf(after(place), on),
    }));
  });
}

/** What is told once this report is told too, as the last. */
function withReport<Claim>(
  stored: readonly ToldClaim<Claim>[],
  report: Report,
  claims: readonly Claim[],
): readonly ToldClaim<Claim>[] {
  const { externalId = null, type, summary, source, actors, reportedAt, grade } = report;
  const id: string = report.id;
  const reportedAtMs = instantMs(reportedAt);
  const words: Told = { externalId, type, summary, source, actors, reportedAt };
  const own = claims.map((claim, ordinal): ToldClaim<Claim> => {
    const known = { knownFromMs: reportedAtMs, knownToMs: end_of_time_ms };
    return { claim, ordinal, reportId: id, eventId: id, grade, reportedAtMs, ...known, ...words };
  });
  return [...stored.filter(({ reportId }) => reportId !== id), ...own];
}

/** The moment asked about in the zone of a place, or the last one that the claims of the report about it speak of. */
const momentOf = (
  moments: readonly ComparedMoment[],
  { zone, validAt, report }: { readonly zone: TimeZone; readonly validAt: Moment | undefined; readonly report: Report },
): number => {
  if (validAt !== undefined) return lastMsOf(validAt, zone);
  return moments.length === 0 ? instantMs(report.reportedAt) : Math.max(...moments.map(({ ms }) => ms));
};
