import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { isTableGone } from '#editions';
import { isOutage } from '#event-log';
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { NotModified } from './entity-tag.js';
import { jsonLimits } from './json-body.reader.js';
import type { ProblemDto } from './problem.dto.js';
import { problemType } from './problem-meanings.js';
import { Rejected, rejectionStatus, TooMany } from './rejected.js';

/** The part of a Fastify reply that a problem needs. */
export interface ProblemReply {
  code(status: number): ProblemReply;
  header(name: string, value: string): ProblemReply;
  send(body: unknown): unknown;
}

const retry_after_s = 1;
/** More would help nobody, and make a large answer of a small request. */
const most_errors = 200;

/** What callers are told of the refusals that Fastify and Nest make themselves. */
const advice: Readonly<Record<number, string>> = {
  404: 'There is nothing at this address. All addresses are listed at /docs.',
  413: `Send at most ${jsonLimits.bytes / 1024} KiB in one body.`,
  414: 'The address is too long.',
  415: 'Send the body as application/json.',
};

/** Turns every error into a problem document (RFC 9457). What callers cannot mend is logged and told without internals. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    if (error instanceof NotModified) {
      host.switchToHttp().getResponse<ProblemReply>().code(304).send(undefined);
      return;
    }
    const problem = problemOf(error);
    if (problem.instance !== undefined) this.log(problem, error);
    const retryAfterS = error instanceof TooMany ? error.retryAfterS : undefined;
    sendProblem(host.switchToHttp().getResponse<ProblemReply>(), problem, retryAfterS);
  }

  private log(problem: ProblemDto, error: unknown): void {
    const stack =
      error instanceof Error
        ? chainOf(error)
            .map((one) => one.stack)
            .join('\ncaused by ')
        : String(error);
    this.logger.error(`${problem.instance} ${problem.status} ${problem.code}\n${stack}`);
  }
}

/** Sends a problem, as text, so that Fastify serialises nothing of its own. */
export function sendProblem(reply: ProblemReply, problem: ProblemDto, retryAfterS = retry_after_s): void {
  if (problem.status === 503 || problem.status === 429) reply.header('Retry-After', String(retryAfterS));
  reply
    .code(problem.status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/** What the caller is told of an address that no router understands. */
export const problemOfAddress = (status: number | undefined): ProblemDto =>
  problemOf(new HttpException('The address cannot be read.', status === 414 ? 414 : 400));

/** What the caller is told of an error. `instance` is there when the log should hold the rest. */
export function problemOf(error: unknown): ProblemDto {
  if (error instanceof Rejected) {
    const { code, message, violations } = error;
    const more = violations.length > most_errors ? ` These are the first ${most_errors} of ${violations.length}.` : '';
    return {
      ...problem(rejectionStatus[code], code, message + more),
      ...(violations.length === 0 ? {} : { errors: violations.slice(0, most_errors) }),
      ...(error.code === 'unconfirmed' ? { instance: newInstance() } : {}),
    };
  }
  if (error instanceof HttpException && error.getStatus() < 500) {
    const status = error.getStatus();
    return problem(status, codeOf(status), advice[status] ?? error.message);
  }
  if (isOutage(error)) {
    const detail = 'The database does not answer at the moment. Trying again later is safe.';
    return { ...problem(503, 'unavailable', detail), instance: newInstance() };
  }
  if (isCancelled(error)) {
    const dear = 'The question took too long. Ask for less: fewer days, a smaller area, one place, a lower limit.';
    return problem(503, 'too_dear', dear);
  }
  if (isTableGone(error)) {
    const gone = 'The edition was dropped while it was being read. GET /v1/editions lists those that there are.';
    return { ...problem(410, 'gone', gone), instance: newInstance() };
  }
  const detail = 'Something went wrong on our side. Quote `instance` when you report it.';
  return { ...problem(500, 'failed', detail), instance: newInstance() };
}

/** SQLSTATE: the statement took longer than it may. */
const isCancelled = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '57014';

const problem = (status: number, code: string, detail: string): ProblemDto => ({
  type: problemType(code),
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
  code,
});

const newInstance = (): string => `urn:uuid:${randomUUID()}`;

/** The codes of refusals that no code of ours makes. */
const transportCodes: Readonly<Record<number, string>> = {
  403: 'forbidden',
  405: 'method_not_allowed',
  408: 'too_slow',
  414: 'address_too_long',
  417: 'expectation_failed',
  421: 'misdirected',
  431: 'headers_too_long',
};

/** `404` is `not_found`. */
const codeOf = (status: number): string =>
  transportCodes[status] ??
  Object.entries(rejectionStatus).find(([, known]) => known === status)?.[0] ??
  `http_${status}`;

function chainOf(error: Error): Error[] {
  const chain: Error[] = [];
  for (let next: unknown = error; next instanceof Error && !chain.includes(next); next = next.cause) chain.push(next);
  return chain;
}
