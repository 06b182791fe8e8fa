import { createHash } from 'node:crypto';
import { decodeEvent, type EventLog, type RecordedEvent, startOf } from '#event-log';
import {
  anchorClaim,
  conditionHistory,
  type Actor,
  controlHistory,
  type IncidentStay,
  incidentStays,
  type KnownClaim,
  type KnownCondition,
  type LinkFact,
  type Place,
  countsIn,
  isInSlice,
  type Report,
  type ReportFact,
  reportVersions,
  type ReportVersion,
  searchForms,
  type SitrepEvent,
  type Slice,
  trigramsOf,
} from '#situation';
import { carried, grouped } from './plain-grouping.js';
import { tallyRows } from './plain-tallies.js';
import { asRow, type Row } from './rows.js';

/** One fact of the log: an event id counts once, and of two contents the smaller digest. */
interface PlainFact {
  readonly id: string;
  readonly event: SitrepEvent;
  readonly digest: string;
}

/** Everything that the log holds up to where it ends now. */
export async function readWholeLog(log: EventLog): Promise<readonly RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for await (const { events } of log.read(startOf(log.partitionCount), await log.head())) all.push(...events);
  return all;
}

/**
 * The rows of every read model, worked out the plain way: all facts at once, in memory, each key resolved whole. It
 * shares the rules of resolving with the projections, and nothing else: no batches, no growing, no SQL.
 */
export function plainRefold(log: readonly RecordedEvent[], slice: Slice = {}): readonly Row[] {
  const facts = factsOf(log);
  const places = newest(
    facts.flatMap((fact) => (fact.event.kind === 'place_registered' ? [[fact, fact.event.place] as const] : [])),
  );
  const actors = newest(
    facts.flatMap((fact) => (fact.event.kind === 'actor_registered' ? [[fact, fact.event.actor] as const] : [])),
  );
  const told = facts.flatMap((fact) => toldBy(fact) ?? []);
  const counted = told.filter(({ reportedAtMs }) => isInSlice(slice, reportedAtMs));
  const versions = [...grouped(counted, ({ reportId }) => reportId).values()]
    .flatMap(reportVersions)
    .filter((version) => countsIn(slice, version));
  const decided = facts.flatMap((fact) => decidedBy(fact) ?? []);
  const standing = decided.filter(({ reportedAtMs }) => isInSlice(slice, reportedAtMs));
  const links = standing.flatMap(({ reportIds, ...link }) => reportIds.map((reportId) => ({ ...link, reportId })));
  const stays = [...grouped(versions, ({ reportId }) => reportId)].flatMap(([id, all]) =>
    incidentStays(
      all,
      links.filter(({ reportId }) => reportId === id),
    ),
  );
  const zones = new Map(places.map(([, { id, timeZone }]) => [id, timeZone]));
  return [
    ...places.map(([fact, place]) => placeRow(fact, place)),
    ...actors.map(([fact, actor]) => actorRow(fact, actor)),
    ...told.map((fact) => eventRow(fact, isInSlice(slice, fact.reportedAtMs))),
    ...versions.map(versionRow),
    ...controlRows(versions, (place) => zones.get(place) ?? 'UTC'),
    ...conditionRows(versions, (place) => zones.get(place) ?? 'UTC'),
    ...decided.map((fact) => decisionRow(fact, isInSlice(slice, fact.reportedAtMs))),
    ...stays.map(stayRow),
    ...tallyRows(versions, stays),
  ];
}

function factsOf(log: readonly RecordedEvent[]): readonly PlainFact[] {
  const byId = new Map<string, PlainFact>();
  for (const recorded of log) {
    const decoded = decodeEvent(recorded);
    if (!decoded.ok) throw new Error(`event ${recorded.id} cannot be decoded: ${decoded.reason}`);
    const digest = createHash('sha256').update(recorded.body).digest('hex');
    const other = byId.get(recorded.id);
    if (other === undefined || digest < other.digest) byId.set(recorded.id, { ...decoded, id: recorded.id, digest });
  }
  return [...byId.values()];
}

type Registered<Entry> = readonly [PlainFact, Entry];

/** Of several registrations of one id the one registered last, or with the greatest event id. */
function newest<Entry extends Place | Actor>(all: readonly Registered<Entry>[]): readonly Registered<Entry>[] {
  return [...grouped(all, ([, { id }]) => id).values()].map(
    (same) =>
      same.sort(
        ([a, x], [b, y]) => Date.parse(y.registeredAt) - Date.parse(x.registeredAt) || (a.id < b.id ? 1 : -1),
      )[0]!,
  );
}

interface Told extends ReportFact {
  readonly digest: string;
  readonly reason?: string;
}

function toldBy({ id: eventId, event, digest }: PlainFact): Told | undefined {
  const told = (about: { reportId: string; reportedAt: string; reason?: string }) => ({
    ...{ eventId, digest, reportId: about.reportId, reportedAtMs: Date.parse(about.reportedAt) },
    ...(about.reason === undefined ? {} : { reason: about.reason }),
  });
  switch (event.kind) {
    case 'reported': {
      const { report } = event;
      return { ...told({ reportId: report.id, reportedAt: report.reportedAt }), kind: event.kind, report };
    }
    case 'report_corrected':
      return { ...told(event.correction), kind: event.kind, report: event.correction.report };
    case 'report_retracted':
      return { ...told(event.retraction), kind: event.kind };
    case 'report_graded':
      return { ...told(event.grading), kind: event.kind, grade: event.grading.grade };
    default:
      return undefined;
  }
}

interface Decided extends Omit<LinkFact, 'reportId'> {
  readonly reportIds: readonly string[];
  readonly reason: string;
  readonly digest: string;
}

function decidedBy({ id: eventId, event, digest }: PlainFact): Decided | undefined {
  if (event.kind !== 'reports_linked' && event.kind !== 'reports_unlinked') return undefined;
  const { reportIds, incident, reportedAt, reason } = event.kind === 'reports_linked' ? event.link : event.unlink;
  const told = { eventId, kind: event.kind, digest, incident, reason, reportedAtMs: Date.parse(reportedAt) };
  return { ...told, reportIds: [...new Set(reportIds)] };
}

const placeRow = ({ id }: PlainFact, place: Place): Row =>
  asRow('place', {
    ...{ id: place.id, name: place.name, aliases: place.aliases, kind: place.kind, parent: place.parent },
    ...{ lat: place.location?.lat, lon: place.location?.lon, precision_km: place.location?.precisionKm },
    ...{ time_zone: place.timeZone, note: place.note, connects: place.connects },
    ...{ registered_at: Date.parse(place.registeredAt), event_id: id, ...searchedBy(place) },
  });

const actorRow = ({ id }: PlainFact, actor: Actor): Row =>
  asRow('actor', {
    ...{ id: actor.id, name: actor.name, aliases: actor.aliases, kind: actor.kind, parents: actor.parents },
    ...{ allied_with: actor.alliedWith, opposes: actor.opposes, note: actor.note },
    ...{ registered_at: Date.parse(actor.registeredAt), event_id: id, ...searchedBy(actor) },
  });

function searchedBy({ id, name, aliases, names }: Place | Actor): Record<string, unknown> {
  const folded = searchForms(id, name, ...aliases, ...(names ?? []).map((local) => local.name));
  return { names, folded, grams: trigramsOf(...folded) };
}

/** Of what is outside the slice only the id, the digest and when it was told are kept. */
const eventRow = (told: Told, in_slice: boolean): Row =>
  asRow('report_event', {
    ...{ event_id: told.eventId, report_id: told.reportId, kind: told.kind, reported_at: told.reportedAtMs },
    ...(in_slice ? { reason: told.reason, report: told.report, grade: told.grade } : {}),
    ...{ digest: `\\x${told.digest}`, in_slice },
  });

const versionRow = ({ eventId, saidBy, reportId, version, knownFromMs, knownToMs, report }: ReportVersion): Row =>
  asRow('report_version', {
    ...{ said_by: saidBy, grade: report.grade },
    ...{ event_id: eventId, report_id: reportId, version, known_from: knownFromMs, known_to: knownToMs },
    ...{ external_id: report.externalId, development_type: report.type, outlet: report.source.outlet },
    incident_key: report.incident?.key,
    places: [...new Set([...report.places, ...claimedPlaces(report)])],
    actors: [...new Set(report.actors.map(({ actor }) => actor))],
    ...{ occurred_from: report.occurred.from?.slice(0, 10), occurred_to: report.occurred.to?.slice(0, 10) },
  });

const decisionRow = (
  { eventId, kind, incident, reportIds, reportedAtMs, reason, digest }: Decided,
  in_slice: boolean,
): Row =>
  asRow('incident_link', {
    ...{ event_id: eventId, kind, incident, report_ids: reportIds, reported_at: reportedAtMs, reason },
    ...{ digest: `\\x${digest}`, in_slice },
  });

const stayRow = ({ reportId, incident, linkedBy, knownFromMs, knownToMs }: IncidentStay): Row =>
  asRow('incident_stay', {
    ...{ report_id: reportId, incident, linked_by: linkedBy, known_from: knownFromMs, known_to: knownToMs },
  });

function controlRows(versions: readonly ReportVersion[], zoneOf: (place: string) => string): readonly Row[] {
  const claims: readonly KnownClaim[] = carried(versions).flatMap(({ report, ...version }) =>
    report.control.map((claim, ordinal) => ({ ...version, claim, ordinal, grade: report.grade })),
  );
  const histories = [...grouped(claims, ({ claim }) => claim.place)].map(
    ([place, about]) => [place, controlHistory(about, zoneOf(place))] as const,
  );
  return [
    ...claims.map((known) => claimRow(known, zoneOf(known.claim.place))),
    ...histories.flatMap(([place_id, { answers, supports }]) => [
      ...answers.map(({ valid, known, value }) =>
        asRow('control_span', {
          ...{ place_id, valid_from: valid.fromMs, valid_to: valid.toMs, known_from: known.fromMs },
          ...{ known_to: known.toMs, status: value.status, holders: value.holders, conditions: value.conditions },
          ...{ extent: value.extent, stale: value.stale, confidence: value.confidence },
          ...{ last_evidence: value.lastEvidence, rule: value.rule },
        }),
      ),
      ...supports.map(({ valid, known, value: report_id }) =>
        asRow('control_support', {
          ...{ place_id, report_id, valid_from: valid.fromMs, valid_to: valid.toMs },
          ...{ known_from: known.fromMs, known_to: known.toMs },
        }),
      ),
    ]),
  ];
}

function claimRow(known: KnownClaim, zone: string): Row {
  const { effectiveMs, windowToMs } = anchorClaim(known, zone);
  const { claim, grade } = known;
  return asRow('control_claim', {
    ...{ event_id: known.eventId, ordinal: known.ordinal, report_id: known.reportId, place_id: claim.place, claim },
    ...{ reliability: grade.reliability, credibility: grade.credibility, effect: claim.effect },
    ...{ known_from: known.knownFromMs, known_to: known.knownToMs, effective_at: effectiveMs, window_to: windowToMs },
  });
}

const claimedPlaces = ({ control, condition = [] }: Report): readonly string[] =>
  [...control, ...condition].map(({ place }) => place);

function conditionRows(versions: readonly ReportVersion[], zoneOf: (place: string) => string): readonly Row[] {
  const claims: readonly KnownCondition[] = carried(versions).flatMap(({ report, ...version }) =>
    (report.condition ?? []).map((claim, ordinal) => ({ ...version, claim, ordinal, grade: report.grade })),
  );
  const spans = [...grouped(claims, ({ claim }) => claim.place)].flatMap(([place_id, about]) =>
    conditionHistory(about, zoneOf(place_id)).map((span) => ({ ...span, place_id })),
  );
  return [
    ...claims.map(({ claim, grade, ...known }) =>
      asRow('condition_claim', {
        ...{ event_id: known.eventId, ordinal: known.ordinal, report_id: known.reportId, place_id: claim.place, claim },
        ...{ reliability: grade.reliability, credibility: grade.credibility },
        ...{ known_from: known.knownFromMs, known_to: known.knownToMs },
      }),
    ),
    ...spans.map(({ place_id, axis, valid, known, value: { answer, reports } }) =>
      asRow('condition_span', {
        ...{ place_id, axis, valid_from: valid.fromMs, valid_to: valid.toMs, known_from: known.fromMs },
        ...{ known_to: known.toMs, state: answer.state, states: answer.states, closed_to: answer.closedTo },
        ...{ closed_by: answer.closedBy, confidence: answer.confidence, last_evidence: answer.lastEvidence },
        ...{ rule: answer.rule, reports },
      }),
    ),
  ];
}
