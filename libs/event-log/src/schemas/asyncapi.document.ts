import { type EventSchema, eventSchemas } from './catalogue.schemas.js';

const schema_folder = './schemas';

/** The file of a schema, relative to the AsyncAPI document. */
export const schemaPathOf = (type: string): string => `${schema_folder}/${type}.schema.json`;

/** Describes the log for those who read or write it without this code: AsyncAPI 3.0, with Kafka's bindings 0.5.0. */
export function asyncApiDocument(): Readonly<Record<string, unknown>> {
  const schemas = eventSchemas();
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Sitrep events',
      version: '1.0.0',
      description:
        'The log: an append-only set of facts. The order of arrival carries no meaning, and an event may be there ' +
        'twice: whoever reads removes doubles by `ce_id`, and may meet a retraction before its report. Types are ' +
        'only ever added; one that has to change comes as `.v2` beside `.v1`.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    channels: { events: eventsChannel(schemas) },
    operations: operations(),
    components: {
      messages: Object.fromEntries(schemas.map((schema) => [schema.type, message(schema)])),
      messageTraits: { cloudEvent },
    },
  };
}

const reference = (...path: readonly string[]) => ({ $ref: `#/${path.join('/')}` });

const eventsChannel = (schemas: readonly EventSchema[]) => ({
  address: 'sitrep.events',
  title: 'All events',
  description:
    'One topic that keeps everything. Sitrep creates it, and refuses to start on a topic that could lose events. It ' +
    'has as many replicas as there are brokers, at most three; with fewer than three min.insync.replicas is 1.',
  messages: Object.fromEntries(schemas.map(({ type }) => [type, reference('components', 'messages', type)])),
  bindings: {
    kafka: {
      topic: 'sitrep.events',
      partitions: 12,
      replicas: 3,
      topicConfiguration: {
        'cleanup.policy': ['delete'],
        'retention.ms': -1,
        'retention.bytes': -1,
        'max.message.bytes': 1_048_576,
        'message.timestamp.type': 'LogAppendTime',
        'unclean.leader.election.enable': false,
        'min.insync.replicas': 2,
        'compression.type': 'producer',
      },
      bindingVersion: '0.5.0',
    },
  },
});

const operations = () => ({
  append: {
    action: 'send',
    channel: reference('channels', 'events'),
    summary: 'The API appends what it accepted, and answers once every in-sync replica has it.',
  },
  follow: {
    action: 'receive',
    channel: reference('channels', 'events'),
    summary: 'The projector keeps the read models at the end of the log. Its offsets live in PostgreSQL.',
    bindings: { kafka: { groupId: { type: 'string', const: 'sitrep-live' }, bindingVersion: '0.5.0' } },
  },
});

const message = ({ type, title, meaning }: EventSchema) => ({
  name: type,
  title,
  summary: meaning,
  traits: [reference('components', 'messageTraits', 'cloudEvent')],
  payload: { $ref: schemaPathOf(type) },
});

const header = (description: string, rest: Readonly<Record<string, unknown>> = {}) => ({
  type: 'string',
  ...rest,
  description,
});

/** What all messages share. CloudEvents 1.0, Kafka protocol binding, binary content mode. */
const cloudEvent = {
  contentType: 'application/json',
  description:
    'CloudEvents 1.0 in binary content mode: the attributes are headers, the value is the body as UTF-8 JSON. The ' +
    'timestamp of the record is when the log recorded it, and never decides what is true.',
  headers: {
    type: 'object',
    properties: {
      ce_specversion: { type: 'string', const: '1.0' },
      ce_id: header('UUID; the identity by which doubles are removed.', { minLength: 1 }),
      ce_source: header('Whose account it is: /outlets/<name>, /desk or /gazetteer.', { minLength: 1 }),
      ce_type: header('The name of the message.', { pattern: '^sitrep\\.[a-z_]+\\.v\\d+$' }),
      ce_time: header('When a source made it known, RFC 3339.', { minLength: 1 }),
      ce_partitionkey: header('The key of the record.'),
      'content-type': { type: 'string', const: 'application/json' },
      traceparent: header('W3C Trace Context of the request that caused it.', {
        pattern: '^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$',
      }),
      ce_principal: header(
        'Who sent it: `key:` and the public id of an API key, or `oidc:` and the subject of a token; a name belongs to it in the database alone.',
        { pattern: '^(anonymous|operator|key:[0-9a-f]{12}|oidc:[!-~]{1,255})$' },
      ),
    },
    required: ['ce_specversion', 'ce_id', 'ce_source', 'ce_type', 'ce_time', 'content-type'],
  },
  bindings: {
    kafka: {
      key: {
        type: 'string',
        description:
          'The first place of a report, else its id; the report that an amendment is about; the incident of a link; ' +
          'the slug of a registration. It keeps what belongs together in one partition; correctness never depends on it.',
      },
      bindingVersion: '0.5.0',
    },
  },
};
