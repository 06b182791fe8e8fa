import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as a receiver got it. */
export interface Received {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly sequence: string | null;
  readonly kind: string;
  readonly content: MessageContent;
}

export interface MessageContent {
  readonly text: string;
  readonly place: { readonly id: string } | null;
  readonly at: string;
  readonly before: { readonly holders?: readonly string[]; readonly status?: string } | null;
  readonly after: { readonly holders?: readonly string[]; readonly status?: string } | null;
  readonly reports: readonly { readonly id: string; readonly externalId: string | null }[];
  readonly links: readonly { readonly rel: string; readonly href: string }[];
  readonly [more: string]: unknown;
}

/** Answers one request; what it does not end is left hanging. */
export type Behaviour = (response: ServerResponse, received: Received) => void;

export const takes: Behaviour = (response) => void response.writeHead(204).end();
export const fails: Behaviour = (response) => void response.writeHead(500).end('out of order');
export const hangs: Behaviour = () => undefined;

/** A real HTTP receiver, which behaves as a test says. */
export class WebhookReceiver {
  /** Everything that came, whatever was answered. */
  readonly received: Received[] = [];
  behaviour: Behaviour = takes;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => void this.take(request, response));
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** The messages, each id once, in the order in which they first came. */
  get once(): readonly Received[] {
    return [...new Map([...this.received].reverse().map((one) => [one.id, one])).values()].reverse();
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const body = Buffer.concat(parts).toString('utf8');
    const { data } = JSON.parse(body) as { data: MessageContent & { sequence: string | null; kind: string } };
    const headers = request.headers as Record<string, string>;
    const id = headers['webhook-id'] ?? '';
    const received = { id, headers, body, sequence: data.sequence, kind: data.kind, content: data };
    this.received.push(received);
    this.behaviour(response, received);
  }
}

/** Waits until something holds. */
export async function until(holds: () => boolean | Promise<boolean>, what: string, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`It has not come about in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
