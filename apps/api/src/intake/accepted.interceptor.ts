import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { map, type Observable } from 'rxjs';
import type { EventId } from '#situation';
import type { Reply } from '../http/reply.js';
import type { RecordedDto } from './recorded.dto.js';

/** An accepted event: where to find what came of it, where there is such a place, and what to answer. */
export interface Accepted<Body extends object> {
  /** Left out where nothing new was said. */
  readonly eventId?: EventId;
  readonly location?: string;
  readonly body: Body;
  /** True where nothing was to be recorded. */
  readonly isPreview?: true;
}

/** Answers 201 for what was recorded now and 200 for what had been, with the address of it. */
@Injectable()
export class AcceptedInterceptor<Body extends object> implements NestInterceptor<Accepted<Body>, Body> {
  intercept(context: ExecutionContext, next: CallHandler<Accepted<Body>>): Observable<Body> {
    const reply = context.switchToHttp().getResponse<Reply>();
    return next.handle().pipe(
      map(({ location, body, isPreview }) => {
        if (location !== undefined) reply.header('Location', location);
        const { alreadyRecorded }: Partial<Pick<RecordedDto, 'alreadyRecorded'>> = body;
        reply.code(alreadyRecorded === true || isPreview === true ? 200 : 201);
        return body;
      }),
    );
  }
}

/** A route that takes an event into the log; the trace of its request is stored with the event. */
export const TakesEvent = (): MethodDecorator =>
  applyDecorators(
    UseInterceptors(AcceptedInterceptor),
    ApiHeader({ name: 'traceparent', required: false, description: 'W3C Trace Context, stored with the event.' }),
  );
