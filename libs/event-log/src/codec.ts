import { Ajv2020, type SchemaObject } from 'ajv/dist/2020.js';
import {
  type Actor,
  catalogue,
  type Correction,
  type DraftApproval,
  type DraftRejection,
  type DraftRevision,
  type EventId,
  type Grading,
  type IncidentDecision,
  type Place,
  type Reinstatement,
  type Report,
  type Retraction,
  type SitrepEvent,
  isDay,
  isInstant,
  isLanguageTag,
  isMoment,
  isTimeZone,
  slugPattern,
} from '#situation';
import type { NewEvent, RecordedEvent } from './event-log.js';
import { derivedId, eventTypeOf } from './identity.js';
import { parseBody } from './parse-body.js';
import { actorSchema, actorSchemaV1, actorSchemaV2, placeSchema } from './schemas/other.schemas.js';
import { type AmendmentKind, amendmentSchemas, amendmentSchemasV1 } from './schemas/amendment.schemas.js';
import { type DraftEvent, draftSchemas } from './schemas/draft.schemas.js';
import { reportSchema } from './schemas/report.schema.js';
import {
  actorFromV1,
  actorFromV2,
  type ActorV1,
  type ActorV2,
  amendmentFromV1,
  type AmendmentV1,
} from './upcasters.js';

const ajv = new Ajv2020({
  strict: true,
  validateFormats: true,
  formats: {
    day: isDay,
    instant: isInstant,
    moment: isMoment,
    'time-zone': isTimeZone,
    language: isLanguageTag,
    slug: slugPattern,
    uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  },
});

/** How the body of one version of one kind of event is read. Its schema is compiled when the first such event comes. */
interface Reading {
  readonly schema: SchemaObject;
  readonly read: (body: unknown) => SitrepEvent;
}

/** A kind is written in its newest version; logs keep the earlier ones for ever, and each is read as the newest. */
interface Kind extends Reading {
  /** The version that is written: 1 where nothing is said. */
  readonly version?: number;
  readonly earlier?: Readonly<Record<number, Reading>>;
}

/** A kind of which there is one version. */
const only = <Body>(schema: SchemaObject, eventOf: (body: Body) => SitrepEvent): Kind => ({
  schema,
  read: (body) => eventOf(body as Body),
});

/** A kind of amendment: version 2 lists what it follows, version 1 names one event. */
const amendmentKind = <Amendment extends { readonly follows?: readonly EventId[] }>(
  kind: AmendmentKind,
  eventOf: (amendment: Amendment) => SitrepEvent,
): Kind => ({
  schema: amendmentSchemas[kind],
  read: (body) => eventOf(body as Amendment),
  version: 2,
  earlier: {
    1: { schema: amendmentSchemasV1[kind], read: (body) => eventOf(amendmentFromV1(body as AmendmentV1<Amendment>)) },
  },
});

/** How one kind of event is written and read. An object keyed by kind, so the list and the code cannot differ. */
const kinds = {
  reported: only(reportSchema, (report: Report) => ({ kind: 'reported', report })),
  report_corrected: amendmentKind('report_corrected', (correction: Correction) => ({
    kind: 'report_corrected',
    correction,
  })),
  report_retracted: amendmentKind('report_retracted', (retraction: Retraction) => ({
    kind: 'report_retracted',
    retraction,
  })),
  report_reinstated: amendmentKind('report_reinstated', (reinstatement: Reinstatement) => ({
    kind: 'report_reinstated',
    reinstatement,
  })),
  report_graded: amendmentKind('report_graded', (grading: Grading) => ({ kind: 'report_graded', grading })),
  reports_linked: amendmentKind('reports_linked', (link: IncidentDecision) => ({ kind: 'reports_linked', link })),
  reports_unlinked: amendmentKind('reports_unlinked', (unlink: IncidentDecision) => ({
    kind: 'reports_unlinked',
    unlink,
  })),
  report_drafted: only(reportSchema, (report: Report) => ({ kind: 'report_drafted', report })),
  draft_revised: only(draftSchemas.draft_revised, (revision: DraftRevision) => ({ kind: 'draft_revised', revision })),
  report_approved: only(draftSchemas.report_approved, (approval: DraftApproval) => ({
    kind: 'report_approved',
    approval,
  })),
  report_rejected: only(draftSchemas.report_rejected, (rejection: DraftRejection) => ({
    kind: 'report_rejected',
    rejection,
  })),
  place_registered: only(placeSchema, (place: Place) => ({ kind: 'place_registered', place })),
  actor_registered: {
    schema: actorSchema,
    read: (body: unknown): SitrepEvent => ({ kind: 'actor_registered', actor: body as Actor }),
    version: 3,
    earlier: {
      1: only(actorSchemaV1, (body: ActorV1) => ({ kind: 'actor_registered', actor: actorFromV1(body) })),
      2: only(actorSchemaV2, (body: ActorV2) => ({ kind: 'actor_registered', actor: actorFromV2(body) })),
    },
  },
} as const satisfies Record<SitrepEvent['kind'], Kind>;

const versionOf = (kind: SitrepEvent['kind']): number => (kinds[kind] as Kind).version ?? 1;
const typeOf = (kind: SitrepEvent['kind']): string => eventTypeOf(kind, versionOf(kind));

/** What goes along with an event and is no part of the fact. */
export interface EventAttributes {
  readonly traceparent?: string;
  readonly principal?: string;
}

type Envelope = Pick<NewEvent, 'id' | 'type' | 'source' | 'time' | 'partitionKey'>;

const outletSource = (outlet: string): string => `/outlets/${encodeURIComponent(outlet)}`;

function envelopeOf(event: SitrepEvent, body: string): Envelope {
  switch (event.kind) {
    case 'reported': {
      const { id, type, source, reportedAt, places } = event.report;
      return {
        id,
        type: eventTypeOf(type),
        source: outletSource(source.outlet),
        time: reportedAt,
        partitionKey: places[0] ?? id,
      };
    }
    case 'reports_linked':
      return decision(event.kind, event.link);
    case 'reports_unlinked':
      return decision(event.kind, event.unlink);
    case 'report_drafted': {
      const { id, source, reportedAt } = event.report;
      // All events of a review are about one report, and stay in one partition.
      return { id, type: typeOf(event.kind), source: outletSource(source.outlet), time: reportedAt, partitionKey: id };
    }
    case 'report_corrected':
    case 'report_retracted':
    case 'report_reinstated':
    case 'report_graded':
    case 'draft_revised':
    case 'report_approved':
    case 'report_rejected':
      return amendment(event.kind, bodyOf(event) as Amending);
    case 'place_registered':
      return registration(event.kind, event.place, body);
    case 'actor_registered':
      return registration(event.kind, event.actor, body);
  }
}

type Amending = Correction | Retraction | Reinstatement | Grading | DraftEvent;

const amendment = (kind: SitrepEvent['kind'], { id, reportedAt, reportId }: Amending): Envelope => ({
  id,
  type: typeOf(kind),
  source: '/desk',
  time: reportedAt,
  partitionKey: reportId,
});

const decision = (kind: SitrepEvent['kind'], { id, reportedAt, incident }: IncidentDecision): Envelope => ({
  id,
  type: typeOf(kind),
  source: '/desk',
  time: reportedAt,
  partitionKey: incident,
});

const registration = (kind: SitrepEvent['kind'], { id, registeredAt }: Place | Actor, body: string): Envelope => ({
  id: derivedId(kind, body),
  type: typeOf(kind),
  source: '/gazetteer',
  time: registeredAt,
  partitionKey: id,
});

const bodyOf = (event: SitrepEvent): unknown => {
  switch (event.kind) {
    case 'reported':
      return event.report;
    case 'report_corrected':
      return event.correction;
    case 'report_retracted':
      return event.retraction;
    case 'report_reinstated':
      return event.reinstatement;
    case 'report_graded':
      return event.grading;
    case 'reports_linked':
      return event.link;
    case 'reports_unlinked':
      return event.unlink;
    case 'report_drafted':
      return event.report;
    case 'draft_revised':
      return event.revision;
    case 'report_approved':
      return event.approval;
    case 'report_rejected':
      return event.rejection;
    case 'place_registered':
      return event.place;
    case 'actor_registered':
      return event.actor;
  }
};

/** Writes a fact for the log. Equal facts give equal bytes when their properties stand in the same order. */
export function encodeEvent(event: SitrepEvent, attributes: EventAttributes = {}): NewEvent {
  const body = JSON.stringify(bodyOf(event));
  return { ...envelopeOf(event, body), ...attributes, body: new TextEncoder().encode(body) };
}

/** A fact, or why these bytes are none. */
export type Decoded =
  { readonly ok: true; readonly event: SitrepEvent } | { readonly ok: false; readonly reason: string };

/** Reads a fact from the log. Never throws: what cannot be read is parked with the reason (law 5). */
export function decodeEvent(recorded: RecordedEvent): Decoded {
  const reading = readingOf(recorded.type);
  if (reading === undefined) return { ok: false, reason: `unknown event type "${recorded.type.slice(0, 100)}"` };
  const parsed = parseBody(recorded.body);
  if (!parsed.ok) return parsed;
  const { schema, read } = reading;
  // Compiled once a schema: the compiler keeps them.
  const valid = ajv.compile(schema);
  if (!valid(parsed.body)) return { ok: false, reason: ajv.errorsText(valid.errors, { dataVar: 'body' }) };
  const event = read(parsed.body);
  const disagreement = disagreementOf(event, recorded);
  return disagreement === undefined ? { ok: true, event } : { ok: false, reason: disagreement };
}

const eventType = /^sitrep\.([a-z_]+)\.v([1-9]\d{0,2})$/;

function readingOf(type: string): Reading | undefined {
  const [, name = '', version = ''] = eventType.exec(type) ?? [];
  const kind = kindOf(name);
  if (kind === undefined) return undefined;
  return Number(version) === versionOf(kind) ? kinds[kind] : (kinds[kind] as Kind).earlier?.[Number(version)];
}

function kindOf(name: string): SitrepEvent['kind'] | undefined {
  if (Object.hasOwn(catalogue, name)) return 'reported';
  return name !== 'reported' && Object.hasOwn(kinds, name) ? (name as SitrepEvent['kind']) : undefined;
}

/** A body of an earlier version has been read as the newest, and is the same fact. */
const withoutVersion = (type: string): string => type.replace(/\d+$/, '');

/** The envelope must tell of the same fact as the body, or two readers could take it for two. */
function disagreementOf(event: SitrepEvent, recorded: RecordedEvent): string | undefined {
  const { id, type } = envelopeOf(event, new TextDecoder().decode(recorded.body));
  if (withoutVersion(type) !== withoutVersion(recorded.type))
    return `the envelope says type "${recorded.type}", the body "${type}"`;
  if (id !== recorded.id) return `the envelope says id "${recorded.id}", the body "${id}"`;
  if (event.kind === 'report_corrected' && event.correction.report.id !== event.correction.reportId)
    return 'the correction corrects another report than it contains';
  if (event.kind === 'draft_revised' && event.revision.report.id !== event.revision.reportId)
    return 'the revision is of another draft than the report that it contains';
  return undefined;
}
