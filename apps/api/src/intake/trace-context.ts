import type { EventAttributes } from '#event-log';

const traceparentPattern = /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace of the request that causes an event, where its header is one (W3C Trace Context); else nothing. */
export const traceAttributes = (header: string | undefined): EventAttributes =>
  header !== undefined && traceparentPattern.test(header) ? { traceparent: header } : {};
