import { Ajv2020, type SchemaObject } from 'ajv/dist/2020.js';
import {
  type Actor,
  catalogue,
  type Correction,
  type EventBodies,
  type EventKind,
  type Grading,
  type IncidentDecision,
  type Place,
  type Reinstatement,
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
import { actorFromV1, actorFromV2, amendmentFromV1 } from './upcasters.js';

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
interface Reading<Kind extends EventKind> {
  readonly schema: SchemaObject;
  /** What the body reads as today; the body itself where nothing is said. */
  readonly read?: (body: never) => EventBodies[Kind];
}

/** A kind is written in its newest version; logs keep the earlier ones for ever, and each is read as the newest. */
interface KindOfEvent<Kind extends EventKind> extends Reading<Kind> {
  /** The version that is written: 1 where nothing is said. */
  readonly version?: number;
  readonly earlier?: Readonly<Record<number, Reading<Kind>>>;
  readonly envelopeOf: (data: EventBodies[Kind], body: string) => Omit<Envelope, 'type'> & Partial<Envelope>;
  /** Why the body cannot be a fact though it fits the schema. */
  readonly faultIn?: (data: EventBodies[Kind]) => string | undefined;
}

type Envelope = Pick<NewEvent, 'id' | 'type' | 'source' | 'time' | 'partitionKey'>;

const outletSource = (outlet: string): string => `/outlets/${encodeURIComponent(outlet)}`;

const ofReport = ({ id, reportedAt, reportId }: Correction | Retraction | Reinstatement | Grading | DraftEvent) => ({
  id,
  source: '/desk',
  time: reportedAt,
  partitionKey: reportId,
});

const ofIncident = ({ id, reportedAt, incident }: IncidentDecision) => ({
  id,
  source: '/desk',
  time: reportedAt,
  partitionKey: incident,
});

const ofRegistry =
  (kind: EventKind) =>
  ({ id, registeredAt }: Place | Actor, body: string) => ({
    id: derivedId(kind, body),
    source: '/gazetteer',
    time: registeredAt,
    partitionKey: id,
  });

/** A kind of amendment: version 2 lists what it follows, version 1 names one event. */
const amended = <Kind extends AmendmentKind>(
  kind: Kind,
  envelopeOf: KindOfEvent<Kind>['envelopeOf'],
): KindOfEvent<Kind> => ({
  schema: amendmentSchemas[kind],
  version: 2,
  earlier: { 1: { schema: amendmentSchemasV1[kind], read: amendmentFromV1<EventBodies[Kind]> } },
  envelopeOf,
});

/** How each kind of event is written and read: the one list of kinds. */
const kinds: { readonly [Kind in EventKind]: KindOfEvent<Kind> } = {
  reported: {
    schema: reportSchema,
    envelopeOf: ({ id, type, source, reportedAt, places }) => ({
      id,
      type: eventTypeOf(type),
      source: outletSource(source.outlet),
      time: reportedAt,
      partitionKey: places[0] ?? id,
    }),
  },
  report_corrected: {
    ...amended('report_corrected', ofReport),
    faultIn: ({ report, reportId }) =>
      report.id === reportId ? undefined : 'the correction corrects another report than it contains',
  },
  report_retracted: amended('report_retracted', ofReport),
  report_reinstated: amended('report_reinstated', ofReport),
  report_graded: amended('report_graded', ofReport),
  reports_linked: amended('reports_linked', ofIncident),
  reports_unlinked: amended('reports_unlinked', ofIncident),
  report_drafted: {
    schema: reportSchema,
    // All events of a review are about one report, and stay in one partition.
    envelopeOf: ({ id, source, reportedAt }) => ({
      id,
      source: outletSource(source.outlet),
      time: reportedAt,
      partitionKey: id,
    }),
  },
  draft_revised: {
    schema: draftSchemas.draft_revised,
    envelopeOf: ofReport,
    faultIn: ({ report, reportId }) =>
      report.id === reportId ? undefined : 'the revision is of another draft than the report that it contains',
  },
  report_approved: { schema: draftSchemas.report_approved, envelopeOf: ofReport },
  report_rejected: { schema: draftSchemas.report_rejected, envelopeOf: ofReport },
  place_registered: { schema: placeSchema, envelopeOf: ofRegistry('place_registered') },
  actor_registered: {
    schema: actorSchema,
    version: 3,
    earlier: { 1: { schema: actorSchemaV1, read: actorFromV1 }, 2: { schema: actorSchemaV2, read: actorFromV2 } },
    envelopeOf: ofRegistry('actor_registered'),
  },
};

/** The kind, for data that is known to be of it. */
const kindOfEvent = (kind: EventKind): KindOfEvent<EventKind> => kinds[kind] as unknown as KindOfEvent<EventKind>;

/** What goes along with an event and is no part of the fact. */
export interface EventAttributes {
  readonly traceparent?: string;
  readonly principal?: string;
}

function envelopeOf({ kind, data }: SitrepEvent, body: string): Envelope {
  const { version, envelopeOf: of } = kindOfEvent(kind);
  return { type: eventTypeOf(kind, version), ...of(data, body) };
}

/** Writes a fact for the log. Equal facts give equal bytes when their properties stand in the same order. */
export function encodeEvent(event: SitrepEvent, attributes: EventAttributes = {}): NewEvent {
  const body = JSON.stringify(event.data);
  return { ...envelopeOf(event, body), ...attributes, body: new TextEncoder().encode(body) };
}

/** A fact, or why these bytes are none. */
export type Decoded =
  { readonly ok: true; readonly event: SitrepEvent } | { readonly ok: false; readonly reason: string };

/** Reads a fact from the log. Never throws: what cannot be read is parked with the reason (law 5). */
export function decodeEvent(recorded: RecordedEvent): Decoded {
  const found = readingOf(recorded.type);
  if (found === undefined) return { ok: false, reason: `unknown event type "${recorded.type.slice(0, 100)}"` };
  const parsed = parseBody(recorded.body);
  if (!parsed.ok) return parsed;
  const { schema, read } = found.reading;
  // Compiled once a schema: the compiler keeps them.
  const valid = ajv.compile(schema);
  if (!valid(parsed.body)) return { ok: false, reason: ajv.errorsText(valid.errors, { dataVar: 'body' }) };
  const data = read === undefined ? parsed.body : read(parsed.body as never);
  const event = { kind: found.kind, data } as SitrepEvent;
  const disagreement = disagreementOf(event, recorded);
  return disagreement === undefined ? { ok: true, event } : { ok: false, reason: disagreement };
}

const eventType = /^sitrep\.([a-z_]+)\.v([1-9]\d{0,2})$/;

function readingOf(type: string): { readonly kind: EventKind; readonly reading: Reading<EventKind> } | undefined {
  const [, name = '', text = ''] = eventType.exec(type) ?? [];
  const kind = kindOf(name);
  if (kind === undefined) return undefined;
  const { version = 1, earlier, ...newest } = kindOfEvent(kind);
  const reading = Number(text) === version ? newest : earlier?.[Number(text)];
  return reading && { kind, reading };
}

function kindOf(name: string): EventKind | undefined {
  if (Object.hasOwn(catalogue, name)) return 'reported';
  return name !== 'reported' && Object.hasOwn(kinds, name) ? (name as EventKind) : undefined;
}

/** A body of an earlier version has been read as the newest, and is the same fact. */
const withoutVersion = (type: string): string => type.replace(/\d+$/, '');

/** The envelope must tell of the same fact as the body, or two readers could take it for two. */
function disagreementOf(event: SitrepEvent, recorded: RecordedEvent): string | undefined {
  const { id, type } = envelopeOf(event, new TextDecoder().decode(recorded.body));
  if (withoutVersion(type) !== withoutVersion(recorded.type))
    return `the envelope says type "${recorded.type}", the body "${type}"`;
  if (id !== recorded.id) return `the envelope says id "${recorded.id}", the body "${id}"`;
  return kindOfEvent(event.kind).faultIn?.(event.data);
}
