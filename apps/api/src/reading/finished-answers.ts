import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { live_edition } from '#editions';
import { keptPrincipal, principalOf } from '../access/requested-access.js';
import { Clearances } from '../sensitivity/clearances.js';
import type { DeclaredAccess } from '../access/needs.decorator.js';
import { keepValidator, type Validator, validatorOf } from '../http/entity-tag.js';
import { most_kept_bytes } from './kept-readings.js';
import { Questions, stateOf } from './questions.service.js';

/** Bytes of answers that are kept in all, beside what is kept of readings and as a part of that. */
const share_of_answers = 1 / 4;
/** What an answer takes beside its bytes. */
const entry_bytes = 1_000;

/** An answer as it was sent, and the edition as it was then. */
export interface FinishedAnswer {
  readonly body: Buffer;
  readonly contentType: string;
  /** That of the answer: it names the edition and its state. */
  readonly validator: Validator;
}

/** The bytes of answers by their questions, the longest unused first to go. */
export class FinishedAnswers {
  private readonly answers = new Map<string, FinishedAnswer>();
  private bytes = 0;

  constructor(private readonly mostBytes: number) {}

  find(question: string): FinishedAnswer | undefined {
    const found = this.answers.get(question);
    if (found === undefined) return undefined;
    this.answers.delete(question);
    this.answers.set(question, found);
    return found;
  }

  keep(question: string, answer: FinishedAnswer): void {
    this.drop(question);
    if (weightOf(question, answer) > this.mostBytes) return;
    this.answers.set(question, answer);
    this.bytes += weightOf(question, answer);
    for (const oldest of this.answers.keys()) {
      if (this.bytes <= this.mostBytes) return;
      this.drop(oldest);
    }
  }

  drop(question: string): void {
    const answer = this.answers.get(question);
    if (answer === undefined) return;
    this.answers.delete(question);
    this.bytes -= weightOf(question, answer);
  }

  /** Bytes that are kept now, about. */
  get size(): number {
    return this.bytes;
  }
}

const weightOf = (question: string, { body }: FinishedAnswer): number =>
  entry_bytes + 2 * question.length + body.length;

/**
 * Sends the bytes of an answer again where the same is asked of the same edition in the same state: before the question is
 * read, and after its asker was let in. Kept is what has a strong tag and was sent with it: then the answer is a function of
 * its address, of the edition and of its state alone. The state is read after the question came, as for any other answer.
 */
export function answerAgain(app: NestFastifyApplication, keptBytes: number = most_kept_bytes): void {
  const answers = new FinishedAnswers(keptBytes * share_of_answers);
  const questions = app.get(Questions);
  const clearances = app.get(Clearances);
  const questionOf = (request: FastifyRequest): string | undefined => questionAsked(request, clearances);
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    const question = questionOf(request);
    const known = question === undefined ? undefined : answers.find(question);
    if (question === undefined || known === undefined) return done();
    questions.find(known.validator.name).then(
      (found) => {
        if (stateOf(found) === known.validator.state) return send(request, reply, known);
        answers.drop(question);
        done();
      },
      // Whatever is wrong, the ordinary way tells.
      () => done(),
    );
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    const answer = typeof payload === 'string' ? finishedOf(request, reply, payload, clearances) : undefined;
    const question = answer === undefined ? undefined : questionOf(request);
    if (question !== undefined && answer !== undefined) answers.keep(question, answer);
    done(null, payload);
  });
}

function send(request: FastifyRequest, reply: FastifyReply, { body, contentType, validator }: FinishedAnswer): void {
  keepValidator(request, validator);
  void reply.header('content-type', contentType).send(body);
}

/** All that one question has and another one has not, who may ask it among it; undefined for what is not answered again. */
function questionAsked(request: FastifyRequest, clearances: Clearances): string | undefined {
  const { method, url, headers, routeOptions } = request;
  const { needs, audited } = routeOptions.config as DeclaredAccess;
  if (method !== 'GET' || needs === undefined || needs === 'public' || audited !== undefined) return undefined;
  // It says when to answer, and has to be waited for.
  if (url.includes('minPosition')) return undefined;
  // Its links name the host that it was asked of.
  if (url.startsWith('/ogc')) return undefined;
  const principal = principalOf(request);
  return JSON.stringify([url, headers.accept ?? '', [...principal.scopes], clearances.sightOf(principal)]);
}

const json_type = /^application\/json\b/;

/** The answer as it is being sent; undefined where anything but its address, its edition and its state made it. */
function finishedOf(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: string,
  clearances: Clearances,
): FinishedAnswer | undefined {
  const validator = validatorOf(request);
  const contentType = String(reply.getHeader('content-type'));
  const isWhole = reply.statusCode === 200 && json_type.test(contentType) && !reply.hasHeader('content-disposition');
  // A tag is sent where the edition was still in the same state after its rows were read.
  const isTagged = validator?.tag !== undefined && reply.getHeader('etag') === validator.tag;
  if (!isWhole || !isTagged || validator.tag.startsWith('W/')) return undefined;
  // What is withheld moves on with the live edition, while a finished one stands still.
  if (validator.name !== live_edition && !clearances.readsAll(keptPrincipal(request))) return undefined;
  return { body: Buffer.from(payload), contentType, validator: { ...validator, holds: () => Promise.resolve(true) } };
}
