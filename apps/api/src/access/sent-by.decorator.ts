import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import type { Sending } from '../intake/acceptance.service.js';
import { principalOf } from './requested-access.js';

interface Sent {
  readonly headers: IncomingHttpHeaders;
}

/** Who sends what is to be recorded, and in the course of what. */
export const SentBy = createParamDecorator((_: unknown, context: ExecutionContext): Sending => {
  const request = context.switchToHttp().getRequest<Sent>();
  const { traceparent } = request.headers;
  return { principal: principalOf(request), ...(typeof traceparent === 'string' ? { traceparent } : {}) };
});

/** Who asks. */
export const AskedBy = createParamDecorator((_: unknown, context: ExecutionContext) =>
  principalOf(context.switchToHttp().getRequest<object>()),
);
