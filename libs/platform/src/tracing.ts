import type { Attributes, SpanKind, Tracer } from '@opentelemetry/api';

/** What one step of the work was, once it is over. Its trace goes to an OpenTelemetry collector. */
export interface TracedStep {
  /** W3C Trace Context of the step: what it causes names it. */
  readonly traceparent: string;
  /** Ends it; with an error as failed. */
  end(attributes?: Attributes, error?: unknown): void;
}

/** What a step is. */
export interface StepOptions {
  /** What caused it, in another process or in this one. */
  readonly traceparent?: string | undefined;
  /** By default a step inside. A server answers a request; a producer and a consumer are at both ends of the log. */
  readonly kind?: 'server' | 'producer' | 'consumer';
  readonly attributes?: Attributes;
  /** When it began, in milliseconds since 1970; by default now. */
  readonly begunAtMs?: number;
}

type StartStep = (name: string, options: StepOptions) => TracedStep;

let start: StartStep | undefined;

/** Whether steps are recorded: what only serves them can be left out otherwise. */
export const isTracing = (): boolean => start !== undefined;

/** Begins a step; undefined, at no cost, where no traces are asked for. */
export const startStep = (name: string, options: StepOptions = {}): TracedStep | undefined => start?.(name, options);

/** Traces as the OTEL_ variables say: off without an endpoint. Returns what sends the last steps and ends it. */
export async function startTracing(
  service: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<() => Promise<void>> {
  const value = (name: string): string => env[name]?.trim() ?? '';
  const endpoint = value('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') || value('OTEL_EXPORTER_OTLP_ENDPOINT');
  const isOff = value('OTEL_SDK_DISABLED').toLowerCase() === 'true' || value('OTEL_TRACES_EXPORTER') === 'none';
  if (endpoint === '' || isOff || start !== undefined) return async () => undefined;
  // Loaded only here, so that a process without tracing loads nothing.
  const [api, { OTLPTraceExporter }, { detectResources, envDetector, resourceFromAttributes }, sdk] = await Promise.all(
    [
      import('@opentelemetry/api'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace'),
    ],
  );
  const own = resourceFromAttributes({ 'service.name': service });
  const provider = new sdk.TracerProvider({
    resource: own.merge(detectResources({ detectors: [envDetector] })),
    sampler: samplerOf(sdk, value('OTEL_TRACES_SAMPLER'), value('OTEL_TRACES_SAMPLER_ARG')),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  start = stepsOf(api, provider.getTracer('sitrep'));
  return async () => {
    start = undefined;
    // A collector that is away must not keep a process from ending.
    await provider.shutdown().catch(() => undefined);
  };
}

type Sdk = typeof import('@opentelemetry/sdk-trace');

/** The names of the specification; by default every trace, unless what caused it is not sampled. */
function samplerOf(sdk: Sdk, name: string, argument: string) {
  const ratio = Number(argument || '1');
  const root = name.endsWith('always_off')
    ? new sdk.AlwaysOffSampler()
    : name.endsWith('traceidratio')
      ? new sdk.TraceIdRatioBasedSampler(Number.isFinite(ratio) ? ratio : 1)
      : new sdk.AlwaysOnSampler();
  return name === '' || name.startsWith('parentbased_') ? new sdk.ParentBasedSampler({ root }) : root;
}

function stepsOf(
  { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace }: typeof import('@opentelemetry/api'),
  tracer: Tracer,
): StartStep {
  const kinds: Record<NonNullable<StepOptions['kind']>, SpanKind> = {
    server: SpanKind.SERVER,
    producer: SpanKind.PRODUCER,
    consumer: SpanKind.CONSUMER,
  };
  return (name, { traceparent, kind, attributes = {}, begunAtMs }) => {
    const [, traceId, spanId, flags = '00'] =
      /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '') ?? [];
    const parent =
      traceId === undefined || spanId === undefined
        ? ROOT_CONTEXT
        : trace.setSpanContext(ROOT_CONTEXT, {
            traceId,
            spanId,
            traceFlags: Number.parseInt(flags, 16),
            isRemote: true,
          });
    const span = tracer.startSpan(
      name,
      {
        attributes,
        kind: kind === undefined ? SpanKind.INTERNAL : kinds[kind],
        ...(begunAtMs !== undefined && { startTime: begunAtMs }),
      },
      parent,
    );
    const context = span.spanContext();
    return {
      traceparent: `00-${context.traceId}-${context.spanId}-${context.traceFlags.toString(16).padStart(2, '0')}`,
      end: (more = {}, error) => {
        span.setAttributes(more);
        if (error !== undefined)
          span.setStatus({
            code: SpanStatusCode.ERROR,
            message: error instanceof Error ? error.message : String(error),
          });
        span.end();
      },
    };
  };
}
