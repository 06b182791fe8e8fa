import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { from, map, mergeMap, type Observable } from 'rxjs';
import { OwnSecret } from '../sensitivity/own-secret.service.js';
import { cursorRefused } from './list-cursor.js';
import { SealedCursors } from './sealed-cursors.js';
import { asksByPost } from './snapshot.interceptor.js';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly body?: unknown;
  query: Readonly<Record<string, unknown>>;
}

/**
 * Seals the cursors of every list on their way out, in the links of its answer, and opens them on their way in: within, a
 * list sees its own. A cursor belongs to its path, and to the body of a question by POST.
 */
@Injectable()
export class CursorInterceptor implements NestInterceptor<unknown, unknown> {
  private cursors: SealedCursors | undefined;

  constructor(private readonly secret: OwnSecret) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const asked = context.switchToHttp().getRequest<Asked>();
    const isPosted = asksByPost(context);
    if (!isPosted && !['GET', 'HEAD'].includes(asked.method)) return next.handle();
    const question = questionOf(asked, isPosted);
    return from(this.open(asked, question)).pipe(
      mergeMap(() => next.handle()),
      mergeMap((answer) => from(this.ready()).pipe(map((cursors) => sealed(answer, question, cursors)))),
    );
  }

  /** @throws {Rejected} `malformed` where the cursor is none that was given for this question. */
  private async open(asked: Asked, question: string): Promise<void> {
    const { after } = asked.query;
    if (typeof after !== 'string') return;
    const opened = (await this.ready()).open(after, question);
    if (opened === undefined) throw cursorRefused();
    asked.query = { ...asked.query, after: opened };
  }

  private async ready(): Promise<SealedCursors> {
    this.cursors ??= new SealedCursors(await this.secret.read());
    return this.cursors;
  }
}

function questionOf({ url, body }: Asked, isPosted: boolean): string {
  const [path = ''] = url.split('?');
  return isPosted ? `${path} ${createHash('sha256').update(JSON.stringify(body)).digest('base64url')}` : path;
}

function sealed(answer: unknown, question: string, cursors: SealedCursors): unknown {
  if (typeof answer !== 'object' || answer === null || !('links' in answer) || !Array.isArray(answer.links))
    return answer;
  const links = answer.links.map((link: { readonly href?: unknown }) =>
    typeof link.href === 'string' ? { ...link, href: sealedAddress(link.href, question, cursors) } : link,
  );
  return { ...answer, links };
}

/** The address, as it is but for its cursor. */
const sealedAddress = (href: string, question: string, cursors: SealedCursors): string =>
  href.replace(
    /([?&]after=)([^&#]*)/,
    (_all, name: string, cursor: string) =>
      name + cursors.seal(decodeURIComponent(cursor.replaceAll('+', ' ')), question),
  );
