import { HttpException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { type ProblemReply, problemOf, sendProblem } from './problem.filter.js';

/** What Node found when it could not make a request of what came in. */
type UnreadableError = Error & { readonly code?: string };

const told: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time. Sending it again is safe.'],
  HPE_HEADER_OVERFLOW: [431, 'Address and headers are too long together: send at most 16 KiB of them.'],
};

/**
 * Answers what Node could not read with a problem document, like any other refusal, and closes the connection: where
 * the next request would begin nobody can tell.
 */
export function answerUnreadable(error: UnreadableError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, detail] = told[error.code ?? ''] ?? [400, 'What came in is not a request of HTTP/1.1.'];
  // Once an answer is under way another would only spoil it.
  const begun = (socket as Socket & { readonly _httpMessage?: ServerResponse })._httpMessage?.headersSent === true;
  if (!socket.writable || begun) {
    socket.destroy(error);
    return;
  }
  const body = JSON.stringify(problemOf(new HttpException(detail, status)));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/** Answers a request that expects of the server what it does not do; Node's own answer would have no body. */
export function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const body = JSON.stringify(problemOf(new HttpException('Leave Expect out, or send 100-continue.', 417)));
  response.writeHead(417, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  });
  response.end(body);
}

/** Refuses a request of HTTP/1.1 without Host (RFC 9112). Node would, too, but without a body. */
export function refuseNameless(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    if (request.raw.httpVersion !== '1.1' || request.headers.host !== undefined) return done();
    reply.header('Connection', 'close');
    sendProblem(reply as unknown as ProblemReply, problemOf(new HttpException('Send a Host header.', 400)));
  });
}

/**
 * Answers 408 to a body that is not there in time, and closes the connection. The routes of `streamed` take a body for as
 * long as some of it, or of its answer, moves within that time.
 */
export function limitBodies(
  app: NestFastifyApplication,
  withinMs: number,
  streamed: ReadonlySet<string | undefined>,
): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', ({ raw, routeOptions }, _reply, done) => {
    const hasBody = raw.headers['content-length'] !== undefined || raw.headers['transfer-encoding'] !== undefined;
    // What this process asks itself has no connection that could stand still.
    if (streamed.has(routeOptions.url)) (raw as Partial<IncomingMessage>).setTimeout?.(withinMs, () => raw.destroy());
    else if (hasBody && raw.socket instanceof Socket) endIn(withinMs, raw);
    done();
  });
}

function endIn(withinMs: number, request: IncomingMessage): void {
  const late = (): void =>
    answerUnreadable(Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), request.socket);
  const timer = setTimeout(late, withinMs);
  request.once('close', () => clearTimeout(timer));
}
