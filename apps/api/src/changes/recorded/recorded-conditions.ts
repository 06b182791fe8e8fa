import { conditionClaimsAbout, placesNamed, reportSummaries } from '#read-models/queries';
import {
  axesFitting,
  axisOf,
  type ConditionAnswer,
  conditionChange,
  conditionTimeline,
  gatherCondition,
  lastDifference,
  settleCondition,
  toInstant,
} from '#situation';
import { axisOfAnswer } from '../../conditions/condition-reading.js';
import { hearConditions, voicesIn } from '../../reading/heard-claims.js';
import { summariesOf } from '../../reading/report-summary.dto.js';
import type { ConditionChangeDto } from '../change.dto.js';
import type { ChangeReader, Keyed } from '../change-lists.js';
import { reportsOfChange } from '../reports-of-change.js';
import { claimsBefore, type RecordedSince } from './recorded-since.js';

/** Returns a reader of the axes of things that changed, in order of place id and axis. */
export const recordedConditions =
  (since: RecordedSince): ChangeReader<ConditionChangeDto> =>
  async ({ limit, after = '' }) =>
    (await conditionChanges(since)).filter(({ key }) => key > after).slice(0, limit);

async function conditionChanges(since: RecordedSince): Promise<readonly Keyed<ConditionChangeDto>[]> {
  const { question, without, eventIds } = since;
  const { scope, knownAtMs } = question;
  const places = without.places.conditions.filter(since.isPlaceAsked).sort();
  if (places.length === 0) return [];
  const [registered, voices] = [await placesNamed(scope, places), await voicesIn(scope)];
  const standing = await conditionClaimsAbout(scope, { places, knownAtMs });
  const stood = claimsBefore(standing, without.conditions, without);
  const before = await hearConditions(question, places, voices, stood);
  const after = await hearConditions(question, places, voices, standing);
  const found = places.flatMap((id) => {
    const there = registered.get(id);
    if (there === undefined) return [];
    const [was, is] = [before(id), after(id)];
    return axesFitting(there.kind).flatMap((axis) => {
      const earlier = gatherCondition(was.counted, axis, was.zone);
      const later = gatherCondition(is.counted, axis, is.zone);
      const timelines = [conditionTimeline(earlier).answers, conditionTimeline(later).answers] as const;
      const atMs = since.isMomentAsked ? is.atMs : (lastDifference(...timelines, identityOf, is.atMs) ?? is.atMs);
      const [state, now] = [answerAt(earlier, atMs, was.counted), answerAt(later, atMs, is.counted)];
      const between = is.counted.filter(({ eventId, claim }) => eventIds.has(eventId) && axisOf(claim.state) === axis);
      const classification = conditionChange(state, now, between);
      if (classification === undefined) return [];
      const place = { id, name: there.name };
      const item = { place, axis, classification, validAt: toInstant(atMs), before: state, after: now };
      return [{ key: `${id}~${axis}`, item, reports: reportsOfChange(state, now, between) }];
    });
  });
  const summaries = await reportSummaries(scope, [...new Set(found.flatMap(({ reports }) => reports))], knownAtMs);
  return found.map(({ key, item, reports }) => ({ key, item: { ...item, reports: summariesOf(reports, summaries) } }));
}

function answerAt(
  evidence: Parameters<typeof settleCondition>[0],
  atMs: number,
  told: Parameters<typeof axisOfAnswer>[2],
): ReturnType<typeof axisOfAnswer> {
  const { answer, supports } = settleCondition(evidence, atMs);
  return axisOfAnswer(
    answer,
    supports.map(({ known }) => known),
    told,
  );
}

/** What of an answer makes a change; its last evidence and the rule behind it do not. */
const identityOf = ({ state, states, closedTo, closedBy, confidence }: ConditionAnswer): string =>
  JSON.stringify([state, states, closedTo, closedBy, confidence]);
