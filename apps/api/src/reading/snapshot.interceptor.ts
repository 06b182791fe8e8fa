import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import { map, Observable } from 'rxjs';
import { isWalked } from '../sensitivity/coarse-answer.js';
import type { Link } from './page.js';

/** The part of a request that tells its answer apart from others. */
export interface ReadRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly 'if-none-match'?: string | undefined };
  readonly query: Readonly<Record<string, unknown>>;
  /** The format of a list. */
  readonly format?: string;
}

const asks_by_post = Symbol('a question in a body');

/** A handler of POST that records nothing: it answers a question that is too long for an address. */
export const AsksByPost = (): MethodDecorator => SetMetadata(asks_by_post, true);

/** True of a handler that does. */
export const asksByPost = (context: ExecutionContext): boolean =>
  Reflect.getMetadata(asks_by_post, context.getHandler()) === true;

/** What is found out while a request is being answered. */
interface Answering {
  /** The token of the edition that was read, when it is one that does not change any more. */
  snapshot?: string | undefined;
  /** The lines of the answer's `notes`, each once. */
  readonly notes: Set<string>;
  readonly request: ReadRequest;
}

const answering = new AsyncLocalStorage<Answering>();

/** Notes that the request in hand is answered from this snapshot; undefined from an edition that moves. */
export function answeredFrom(snapshot: string | undefined): void {
  const request = answering.getStore();
  if (request !== undefined) request.snapshot = snapshot;
}

/** The snapshot that the request in hand is answered from; undefined from an edition that moves, and outside of any request. */
export const snapshotInHand = (): string | undefined => answering.getStore()?.snapshot;

/** The request that is being answered from editions; undefined for a write, and outside of any request. */
export const requestInHand = (): ReadRequest | undefined => answering.getStore()?.request;

/**
 * Adds a line to the `notes` of the answer to the request in hand: a sentence about the question, such as that a part of
 * it matched nothing. Needs no place in the answer's own code; a line that is there already is not added again.
 */
export const addNote = (line: string): void => void answering.getStore()?.notes.add(line);

/**
 * Adds to every answer the `notes` taken while it was made, and to every answer from a finished edition its `snapshot`, and has the links name the snapshot in place of the
 * edition: whatever it was asked by, the same answer has the same bytes, now and later.
 */
@Injectable()
export class SnapshotInterceptor implements NestInterceptor<unknown, unknown> {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    // What is written is no answer from an edition, and the store would slow every promise of it.
    const asked = context.switchToHttp().getRequest<ReadRequest & { readonly body?: object | null }>();
    const isQuestion = asksByPost(context);
    if (asked.method === 'POST' && !isQuestion) return next.handle();
    const read = isQuestion ? { method: asked.method, url: asked.url, headers: {}, query: asked.body ?? {} } : asked;
    const request: Answering = { notes: new Set(), request: read as ReadRequest };
    return new Observable((subscriber) =>
      answering.run(request, () =>
        next
          .handle()
          .pipe(
            map((answer: unknown) =>
              annotated(request.snapshot === undefined ? answer : pinned(answer, request.snapshot), request),
            ),
          )
          .subscribe(subscriber),
      ),
    );
  }
}

function annotated(answer: unknown, { notes }: Answering): unknown {
  // A file has no place for notes.
  if (notes.size === 0 || typeof answer !== 'object' || answer === null || !isWalked(answer)) return answer;
  return { ...answer, notes: [...notes] };
}

function pinned(answer: unknown, snapshot: string): unknown {
  if (typeof answer !== 'object' || answer === null || !('position' in answer)) return answer;
  const links =
    'links' in answer ? { links: (answer.links as readonly Link[]).map((link) => linkTo(link, snapshot)) } : {};
  return { ...answer, ...links, snapshot };
}

function linkTo({ rel, href }: Link, snapshot: string): Link {
  const [path = '', query = ''] = href.split('?');
  const parameters = new URLSearchParams(query);
  parameters.delete('edition');
  parameters.set('snapshot', snapshot);
  return { rel, href: `${path}?${parameters.toString()}` };
}
