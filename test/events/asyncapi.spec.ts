import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Admin } from 'kafkajs';
import { parse } from 'yaml';
import { encodeEvent, KafkaEventLog } from '#event-log';
import { readSettings } from '#platform';
import { live_edition } from '../../libs/editions/src/registry/edition-name.js';
import { KafkaConnection } from '../../libs/event-log/src/kafka/connection.js';
import { toMessage } from '../../libs/event-log/src/kafka/headers.js';
import { eventSchemas } from '../../libs/event-log/src/schemas/catalogue.schemas.js';
import { campaignEvents } from '../harness/campaign-events.js';
import { documentsFolder } from './event-documents.js';

interface Channel {
  readonly address: string;
  readonly messages: Readonly<Record<string, { $ref: string }>>;
  readonly bindings: {
    kafka: {
      topic: string;
      partitions: number;
      replicas: number;
      topicConfiguration: Readonly<Record<string, unknown>>;
    };
  };
}

interface Message {
  readonly name: string;
  readonly payload: { $ref: string };
  readonly traits: readonly { $ref: string }[];
}

interface Document {
  readonly channels: { readonly events: Channel };
  readonly operations: { readonly follow: { bindings: { kafka: { groupId: { const: string } } } } };
  readonly components: {
    readonly messages: Readonly<Record<string, Message>>;
    readonly messageTraits: {
      cloudEvent: {
        headers: { properties: Readonly<Record<string, unknown>>; required: string[] };
        bindings: { kafka: { key: object } };
      };
    };
  };
}

const document = parse(readFileSync(join(documentsFolder, 'asyncapi.yaml'), 'utf8')) as Document;
const channel = document.channels.events;
const trait = document.components.messageTraits.cloudEvent;

/** The schema that the makers of AsyncAPI publish, with that of the Kafka bindings in it. */
function compileSpecification(): ValidateFunction {
  const path = createRequire(import.meta.url).resolve('@asyncapi/specs/schemas/3.0.0.json');
  // It brings the meta schema of draft-07 along, which Ajv would have as well.
  const ajv = new Ajv({ strict: false, validateFormats: false, validateSchema: false, meta: false });
  return ajv.compile(JSON.parse(readFileSync(path, 'utf8')) as object);
}

interface CreatedTopic {
  readonly topic: string;
  readonly partitions: number;
  readonly replicas: number;
  readonly settings: Readonly<Record<string, string>>;
}

class Seen extends Error {}

/** A cluster of three brokers without a topic, which goes away as soon as it has `seen` which one it shall make. */
function emptyCluster(seen: (topic: CreatedTopic) => void): Admin {
  const admin = {
    listTopics: async () => [],
    describeCluster: async () => ({ brokers: [{}, {}, {}] }),
    createTopics: async ({ topics }: Parameters<Admin['createTopics']>[0]) => {
      for (const { topic, numPartitions = 0, replicationFactor = 0, configEntries = [] } of topics) {
        const settings = Object.fromEntries(configEntries.map(({ name, value }) => [name, value]));
        seen({ topic, partitions: numPartitions, replicas: replicationFactor, settings });
      }
      throw new Seen();
    },
  };
  return admin as unknown as Admin;
}

describe('the AsyncAPI document', () => {
  it('keeps the rules of AsyncAPI 3.0 and of its Kafka bindings', () => {
    const validate = compileSpecification();
    expect(validate(document), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(
      validate({ ...document, channels: { events: { ...channel, bindings: { kafka: { partitions: 0 } } } } }),
    ).toBe(false);
  });

  it('tells of the topic that opening the log creates', async () => {
    const created: CreatedTopic[] = [];
    const admin = emptyCluster((topic) => created.push(topic));
    const ask = vi.spyOn(KafkaConnection.prototype, 'ask').mockImplementation((question) => question(admin));
    try {
      await expect(KafkaEventLog.open({ brokers: ['nowhere:9092'], clientId: 'test' })).rejects.toThrow(Seen);
    } finally {
      ask.mockRestore();
    }
    const { topic, partitions, replicas, topicConfiguration } = channel.bindings.kafka;
    const settings = Object.entries(topicConfiguration).map(([name, value]) => [name, String(value)]);
    expect(created).toEqual([{ topic, partitions, replicas, settings: Object.fromEntries(settings) }]);
    expect(channel.address).toBe(topic);
    expect(readSettings({}).kafkaTopic).toBe(topic);
  });

  it('names the group of the projector', () => {
    expect(document.operations.follow.bindings.kafka.groupId.const).toBe(`sitrep-${live_edition}`);
  });

  it('has one message for every type of event, each with its own schema', () => {
    const types = eventSchemas().map(({ type }) => type);
    expect(Object.keys(document.components.messages)).toEqual(types);
    for (const type of types) {
      const { name, payload, traits } = document.components.messages[type]!;
      expect(channel.messages[type]).toEqual({ $ref: `#/components/messages/${type}` });
      expect({ name, payload }).toEqual({ name: type, payload: { $ref: `./schemas/${type}.schema.json` } });
      expect(traits).toEqual([{ $ref: '#/components/messageTraits/cloudEvent' }]);
      expect(existsSync(join(documentsFolder, payload.$ref)), payload.$ref).toBe(true);
    }
    expect(Object.keys(channel.messages)).toEqual(types);
  });

  it('tells of the headers and the key that the log writes, all of them and no others', () => {
    const ajv = new Ajv2020({ strict: true });
    const isHeaders = ajv.compile(trait.headers);
    const isKey = ajv.compile(trait.bindings.kafka.key);
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    for (const event of campaignEvents()) {
      const { headers, key } = toMessage(encodeEvent(event, { traceparent, principal: 'key:0f3a9c1d27be' }), 0);
      expect(isHeaders(headers), JSON.stringify(isHeaders.errors)).toBe(true);
      expect(isKey(key)).toBe(true);
      expect(Object.keys(headers ?? {}).sort()).toEqual(Object.keys(trait.headers.properties).sort());
    }
    const bare = toMessage({ ...encodeEvent(campaignEvents()[0]!), partitionKey: '' }, 0);
    expect(Object.keys(bare.headers ?? {}).sort()).toEqual([...trait.headers.required].sort());
  });
});
