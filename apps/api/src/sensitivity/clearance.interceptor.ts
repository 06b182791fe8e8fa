import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { catchError, from, map, mergeMap, Observable } from 'rxjs';
import { keptPrincipal } from '../access/requested-access.js';
import { Rejected, type Violation } from '../http/rejected.js';
import { rejectInvalid } from '../intake/body.rules.js';
import { asksByPost } from '../reading/snapshot.interceptor.js';
import { Clearances } from './clearances.js';
import { idsIn, isWalked, withIds } from './coarse-answer.js';
import { readAs } from './reader-in-hand.js';
import { Withholding } from './withholding.service.js';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly routeOptions: { readonly config: { readonly needs?: string } };
  query: unknown;
  params: unknown;
  body: unknown;
}

/**
 * Has every request read as its sender may, and its answer coarsened. A report that is withheld is asked for by its own id
 * as one that does not exist: of the two nobody can tell which it is.
 */
@Injectable()
export class ClearanceInterceptor implements NestInterceptor<unknown, unknown> {
  constructor(
    private readonly clearances: Clearances,
    private readonly withholding: Withholding,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const asked = context.switchToHttp().getRequest<Asked>();
    const sight = this.clearances.sightOf(keptPrincipal(asked));
    const isKept = isRecorded(asked, context);
    if (!isQuestion(asked, context)) return from(this.refusePseudonyms(asked.body)).pipe(mergeMap(() => next.handle()));
    return new Observable((subscriber) =>
      readAs(sight, () =>
        from(
          (isKept ? this.refusePseudonyms(asked.body) : Promise.resolve()).then(() => this.unknownIds(asked, isKept)),
        )
          .pipe(mergeMap((unknown) => this.answered(next, unknown, isKept)))
          .subscribe(subscriber),
      ),
    );
  }

  /** @throws {Rejected} `meaningless`: what is recorded names reports by what stands in the place of their ids. */
  private async refusePseudonyms(body: unknown): Promise<void> {
    rejectInvalid(await this.withholding.pseudonymViolations(body));
  }

  private refused(answer: Observable<unknown>, unknown: ReadonlyMap<string, string>): Observable<unknown> {
    if (unknown.size === 0) return answer;
    const back = new Map([...unknown].map(([id, stand_in]) => [stand_in, id]));
    return answer.pipe(
      catchError((error: unknown) => {
        throw error instanceof Rejected ? refusalOf(error, back) : error;
      }),
    );
  }

  private answered(next: CallHandler, unknown: ReadonlyMap<string, string>, isKept: boolean): Observable<unknown> {
    const coarse = next.handle().pipe(mergeMap((answer: unknown) => from(this.withholding.applied(answer, isKept))));
    if (unknown.size === 0) return coarse;
    const back = new Map([...unknown].map(([id, stand_in]) => [stand_in, id]));
    return this.refused(coarse.pipe(map((answer) => replaced(answer, back))), unknown);
  }

  /** Puts an id that nothing has in the place of each that is withheld; a body that is recorded is left as it was sent. */
  private async unknownIds(asked: Asked, isBodyKept: boolean): Promise<ReadonlyMap<string, string>> {
    const { query, params, body } = asked;
    // Who may see a draft is settled where it is looked up: its sender does, whatever became of it.
    const isOfDraft = asked.routeOptions.config.needs?.startsWith('drafts:') === true;
    const ids = await this.withholding.withheld(idsIn([query, isOfDraft ? null : params, isBodyKept ? null : body]));
    if (ids.size === 0) return new Map();
    const stand_ins = new Map([...ids].map((id) => [id, randomUUID()]));
    Object.assign(asked, {
      query: replaced(query, stand_ins),
      params: isOfDraft ? params : replaced(params, stand_ins),
      ...(isBodyKept ? {} : { body: replaced(body, stand_ins) }),
    });
    return stand_ins;
  }
}

/** What is only written down answers with what its sender has sent; what everybody may ask tells nothing of reports. */
function isQuestion(asked: Asked, context: ExecutionContext): boolean {
  const { needs = '' } = asked.routeOptions.config;
  return needs !== 'public' && !(writing.has(needs) && isRecorded(asked, context));
}

/** Whether the body of a request is written down: a report, a revision, a watch; not what is only tried. */
function isRecorded({ method, query, body }: Asked, context: ExecutionContext): boolean {
  // A body of lines is read as it comes, when it is tried as when it is written down.
  const isTried =
    !(body instanceof Readable) &&
    typeof query === 'object' &&
    query !== null &&
    (query as { dryRun?: unknown }).dryRun === 'true';
  return method !== 'GET' && !isTried && !asksByPost(context);
}

const writing = new Set<string>(['reports:write', 'reports:assess', 'names:write']);

function replaced(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return withIds(value, ids);
  if (Array.isArray(value)) return value.map((one) => replaced(one, ids));
  if (typeof value !== 'object' || value === null) return value;
  return isWalked(value)
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, ids)]))
    : value;
}

const refusalOf = ({ code, message, violations, cause }: Rejected, back: ReadonlyMap<string, string>): Rejected =>
  new Rejected(code, withIds(message, back), replaced(violations, back) as readonly Violation[], { cause });
