import { controlClaimsAbout, placesNamed, reportSummaries } from '#read-models/queries';
import {
  controlChange,
  type ControlAnswer,
  type ControlChangeKind,
  controlChangeKinds,
  controlTimeline,
  lastDifference,
  localDay,
  resolveControl,
  toInstant,
} from '#situation';
import { evidenceOf, holdingOf } from '../../control/control-reading.js';
import { hearControl, voicesIn } from '../../reading/heard-claims.js';
import { summariesOf } from '../../reading/report-summary.dto.js';
import type { ControlChangeDto } from '../change.dto.js';
import type { ChangeReader, Keyed } from '../change-lists.js';
import { reportsOfChange } from '../reports-of-change.js';
import { claimsBefore, type RecordedSince } from './recorded-since.js';

interface Change {
  readonly kind: ControlChangeKind;
  readonly keyed: Keyed<ControlChangeDto>;
}

/** Returns one reader for each kind of change of control; what they read is resolved once for all. */
export function recordedControl(
  since: RecordedSince,
): Readonly<Record<ControlChangeKind, ChangeReader<ControlChangeDto>>> {
  let changes: Promise<readonly Change[]> | undefined;
  const readerOf =
    (kind: ControlChangeKind): ChangeReader<ControlChangeDto> =>
    async ({ limit, after = '' }) =>
      (await (changes ??= controlChanges(since)))
        .filter((change) => change.kind === kind && change.keyed.key > after)
        .slice(0, limit)
        .map(({ keyed }) => keyed);
  return Object.fromEntries(controlChangeKinds.map((kind) => [kind, readerOf(kind)])) as ReturnType<
    typeof recordedControl
  >;
}

async function controlChanges(since: RecordedSince): Promise<readonly Change[]> {
  const { question, without, eventIds, sidesOf } = since;
  const { scope, knownAtMs, agedAfterDays } = question;
  const places = without.places.control.filter(since.isPlaceAsked).sort();
  if (places.length === 0) return [];
  const [registered, voices] = [await placesNamed(scope, places), await voicesIn(scope)];
  const standing = await controlClaimsAbout(scope, { places, knownAtMs });
  const stood = claimsBefore(standing, without.control, without);
  const before = await hearControl(question, places, voices, stood);
  const after = await hearControl(question, places, voices, standing);
  const found = places.flatMap((id) => {
    const there = registered.get(id);
    if (there === undefined) return [];
    const [was, is] = [before(id), after(id)];
    const [earlier, later] = [evidenceOf(was), evidenceOf(is)];
    const atMs = since.isMomentAsked
      ? is.atMs
      : (lastDifference(controlTimeline(earlier).answers, controlTimeline(later).answers, identityOf, is.atMs) ??
        is.atMs);
    const day = { day: localDay(atMs, is.zone), agedAfterDays };
    const [holding, now] = [
      holdingOf(resolveControl(earlier, atMs), was.counted, day),
      holdingOf(resolveControl(later, atMs), is.counted, day),
    ];
    const between = is.counted.filter(({ eventId }) => eventIds.has(eventId));
    const kind = controlChange(holding, now, between, sidesOf);
    if (kind === undefined) return [];
    const place = { id, name: there.name };
    const item = { place, validAt: toInstant(atMs), before: holding, after: now };
    return [{ kind, item, reports: reportsOfChange(holding, now, between) }];
  });
  const summaries = await reportSummaries(scope, [...new Set(found.flatMap(({ reports }) => reports))], knownAtMs);
  return found.map(({ kind, item, reports }) => ({
    kind,
    keyed: { key: item.place.id, item: { ...item, reports: summariesOf(reports, summaries) } },
  }));
}

/** What of an answer makes a change; its last evidence and the rule behind it do not. */
const identityOf = ({ status, holders, conditions, extent, stale, confidence }: ControlAnswer): string =>
  JSON.stringify([status, holders, conditions, extent, stale, confidence]);
