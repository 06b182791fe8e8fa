import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { startTracing } from '#platform';
import { logKinds, type RunningSitrep, startSitrep } from './harness/running-sitrep.js';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[];
}

interface ExportRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Span['attributes'] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

/** A collector that keeps what it receives by OTLP over HTTP. */
class Collector {
  readonly requests: ExportRequest[] = [];
  readonly paths = new Set<string | undefined>();
  private readonly server: Server = createServer((request, response) => {
    this.paths.add(request.url);
    void json(request).then((body) => {
      this.requests.push(body as ExportRequest);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });

  async listen(): Promise<string> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  spans(): readonly Span[] {
    return this.requests.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    );
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const caller = '00f067aa0ba902b7';

describe.each(logKinds())('traces of a Sitrep whose log is %s', (kind) => {
  const collector = new Collector();
  let sitrep: RunningSitrep;
  let stopTracing: () => Promise<void>;

  beforeAll(async () => {
    // The exporter reads the usual variables itself.
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', await collector.listen());
    vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment.name=suites');
    stopTracing = await startTracing('sitrep');
    sitrep = await startSitrep(kind);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await stopTracing();
    await sitrep.stop();
    collector.close();
  });

  it('go from the caller through the request and the log to the projection', async () => {
    const place = { id: 'mosul', name: 'Mosul', kind: 'city', timeZone: 'Asia/Baghdad' };
    await sitrep.http.post('/v1/places').set('traceparent', `00-${traceId}-${caller}-01`).send(place).expect(201);
    await sitrep.http.get('/v1/places').expect(200);
    await sitrep.settled();
    await stopTracing();
    const spans = collector.spans().filter((span) => span.traceId === traceId);
    const named = (name: string) => spans.filter((span) => span.name === name);
    const [request] = named('POST /v1/places');
    expect(request?.parentSpanId).toBe(caller);
    for (const name of ['append', 'project'])
      expect(named(name).map(({ parentSpanId }) => parentSpanId)).toEqual([request?.spanId]);
    const eventOf = (span: Span | undefined) =>
      span?.attributes.find(({ key }) => key === 'sitrep.event.id')?.value.stringValue;
    expect(eventOf(named('append')[0])).toMatch(/^[0-9a-f-]{36}$/);
    expect(eventOf(named('project')[0])).toBe(eventOf(named('append')[0]));
    // A question has a trace of its own.
    expect(collector.spans().map(({ name }) => name)).toContain('GET /v1/places');
    expect([...collector.paths]).toEqual(['/v1/traces']);
    const said = collector.requests[0]?.resourceSpans[0]?.resource.attributes ?? [];
    expect(said).toContainEqual({ key: 'service.name', value: { stringValue: 'sitrep' } });
    expect(said).toContainEqual({ key: 'deployment.environment.name', value: { stringValue: 'suites' } });
  });

  it('stand beside measurements of how long the log took', async () => {
    const { text } = await sitrep.http.get('/metrics').expect(200);
    expect(text).toMatch(/^sitrep_append_duration_seconds_count\{outcome="recorded"\} 1$/m);
    expect(text).toMatch(/^sitrep_live_edition_lag_seconds 0$/m);
  });
});

describe('without the variables of OpenTelemetry', () => {
  it.each([{}, { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_SDK_DISABLED: 'true' }])(
    'nothing is traced: %j',
    async (env) => {
      const { isTracing, startStep } = await import('#platform');
      const stop = await startTracing('sitrep', env);
      expect([isTracing(), startStep('x')]).toEqual([false, undefined]);
      await stop();
    },
  );
});
