import type { IHeaders, KafkaMessage, Message } from 'kafkajs';

import type { NewEvent, RecordedEvent } from '../event-log.js';

// stored: change only by a new version
/** CloudEvents 1.0, Kafka binding, binary mode: attributes as headers, the body as the value, byte for byte. */
export function toMessage(event: NewEvent, partition: number): Message {
  const { body } = event;
  return {
    partition,
    key: event.partitionKey || null,
    value: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
    headers: {
      ce_specversion: '1.0',
      ce_id: event.id,
      ce_source: event.source,
      ce_type: event.type,
      ce_time: event.time,
      ...(event.partitionKey && { ce_partitionkey: event.partitionKey }),
      'content-type': 'application/json',
      ...(event.traceparent !== undefined && { traceparent: event.traceparent }),
      ...(event.principal !== undefined && { ce_principal: event.principal }),
    },
  };
}

/** A message of the log, also one that another producer wrote: a missing attribute is an empty string, a missing value an empty body. */
export function fromMessage(partition: number, message: KafkaMessage): RecordedEvent {
  const headers = message.headers ?? {};
  const traceparent = text(headers, 'traceparent') || text(headers, 'ce_traceparent');
  const principal = text(headers, 'ce_principal');
  return {
    id: text(headers, 'ce_id'),
    type: text(headers, 'ce_type'),
    source: text(headers, 'ce_source'),
    time: text(headers, 'ce_time'),
    partitionKey: text(headers, 'ce_partitionkey') || (message.key?.toString() ?? ''),
    ...(traceparent && { traceparent }),
    ...(principal && { principal }),
    body: message.value ?? new Uint8Array(),
    partition,
    offset: BigInt(message.offset),
    recordedAtMs: Number(message.timestamp),
  };
}

/** A header may repeat; the first one counts. */
function text(headers: IHeaders, name: string): string {
  const value = headers[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first?.toString() ?? '';
}
