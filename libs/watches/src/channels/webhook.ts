import { lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Outcome } from './channel.js';
import { privateKind } from './private-address.js';

/** A message as it goes to a receiver. */
export interface SentMessage {
  readonly id: string;
  readonly body: string;
}

/** Where a webhook goes, and what signs it. */
export interface Receiver {
  readonly url: string;
  /** `whsec_` and Base64. */
  readonly secret: string;
}

export interface WebhookOptions {
  /** True to send to private, loopback and link-local addresses, too. */
  readonly allowsPrivate: boolean;
  /** How long a receiver may take to answer. */
  readonly timeoutMs: number;
}

/** What is read of an answer, for the detail of a failure. */
const most_answer_bytes = 4_096;
const most_answer_characters = 200;

/**
 * Posts a message, signed as Standard Webhooks 1.0.0 says. The address is checked after its name is resolved, as the
 * connection is made; redirects are not followed; only 2xx within the time counts as delivered.
 */
export async function postWebhook(
  { url, secret }: Receiver,
  { id, body }: SentMessage,
  options: WebhookOptions,
): Promise<Outcome> {
  const at = new Date();
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Sitrep',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
  const begun = performance.now();
  const tookMs = (): number => Math.round(performance.now() - begun);
  try {
    const { status, text, location } = await post(new URL(url), { headers, body }, options);
    return { ...judged(status, text, location), status, tookMs: tookMs() };
  } catch (error) {
    return { outcome: 'failed', status: null, detail: reasonOf(error, options.timeoutMs), tookMs: tookMs() };
  }
}

function judged(
  status: number,
  text: string,
  location: string | undefined,
): Pick<Outcome, 'outcome' | 'detail' | 'isFinal'> {
  if (status >= 200 && status < 300) return { outcome: 'delivered', detail: `The receiver answered ${status}.` };
  if (status === 410)
    return { outcome: 'failed', detail: 'The receiver answered 410 Gone: it wants nothing more.', isFinal: true };
  if (status >= 300 && status < 400) {
    const where = location === undefined ? '' : ` to ${location.slice(0, most_answer_characters)}`;
    return {
      outcome: 'failed',
      detail: `The receiver answered ${status}, a redirect${where}; redirects are not followed.`,
    };
  }
  const said = text.trim() === '' ? '' : `: ${text.trim().slice(0, most_answer_characters)}`;
  return { outcome: 'failed', detail: `The receiver answered ${status}${said}` };
}

/** An address that messages are not sent to. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';

  constructor(host: string, address: string, kind: string) {
    const which = host === address ? host : `${host} resolves to ${address},`;
    super(
      `${which}${host === address ? ' is' : ''} ${kind}. Messages go to public addresses alone; SITREP_WATCH_PRIVATE=yes ` +
        'allows the others.',
    );
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string | undefined;
}

function post(
  url: URL,
  { headers, body }: { readonly headers: RequestOptions['headers'] & object; readonly body: string },
  { allowsPrivate, timeoutMs }: WebhookOptions,
): Promise<Answer> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowsPrivate && isIP(host) !== 0) requirePublic(host, host);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        headers,
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
        ...(allowsPrivate ? {} : { lookup: publicLookup }),
      },
      (response) => void read(response).then(resolve, reject),
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Reads the beginning of an answer and lets go of the rest. */
async function read(response: IncomingMessage): Promise<Answer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part.subarray(0, most_answer_bytes - bytes));
    bytes += part.length;
    if (bytes >= most_answer_bytes) break;
  }
  response.destroy();
  const { statusCode: status = 0, headers } = response;
  return { status, text: Buffer.concat(parts).toString('utf8'), location: headers.location };
}

/** @throws {AddressRefused} the address is none of the public internet. */
export function requirePublic(host: string, address: string): void {
  const kind = privateKind(address);
  if (kind !== undefined) throw new AddressRefused(host, address, kind);
}

/** Resolves a name for the connection that is being made, and refuses it where any of its addresses is not public. */
const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, []);
    try {
      for (const { address } of addresses) requirePublic(host, address);
    } catch (refused) {
      return done(refused as NodeJS.ErrnoException, []);
    }
    const [first] = addresses;
    if (options.all === true) done(null, addresses);
    else done(null, first?.address ?? '', first?.family);
  });
};

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens at the address of the receiver (ECONNREFUSED).',
  ENOTFOUND: 'The name of the receiver does not resolve (ENOTFOUND).',
  EAI_AGAIN: 'The name of the receiver could not be looked up (EAI_AGAIN).',
  ECONNRESET: 'The receiver broke the connection off before it answered (ECONNRESET).',
  EHOSTUNREACH: 'No way leads to the receiver (EHOSTUNREACH).',
  ENETUNREACH: 'No way leads to the receiver (ENETUNREACH).',
  ETIMEDOUT: 'The receiver did not take the connection in time (ETIMEDOUT).',
};

function reasonOf(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return `The message could not be sent: ${String(error)}`;
  if (error instanceof AddressRefused) return error.message;
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return `The receiver did not answer within ${timeoutMs / 1_000} s.`;
  const { code = '' } = error as NodeJS.ErrnoException;
  return reasons[code] ?? `The message could not be sent: ${error.message || code || error.name}`;
}
