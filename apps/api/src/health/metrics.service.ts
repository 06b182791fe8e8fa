import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ProgressService } from './progress.service.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** What one answered request was. */
export interface AnsweredRequest {
  readonly method: string;
  /** The route's pattern, never the address itself: there are few patterns and many addresses. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** The measurements of this process and of the live edition, for Prometheus. */
@Injectable()
export class MetricsService {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'sitrep_http_request_duration_seconds',
    help: 'How long requests took, by route and status.',
    labelNames: ['method', 'route', 'status'],
    registers: [this.registry],
  });
  private readonly lag = this.gauge('sitrep_live_edition_lag_events', 'Events in the log not yet in the live edition.');
  private readonly parked = this.gauge('sitrep_parked_events', 'Events that could not be decoded.');
  private readonly oldest = this.gauge('sitrep_parked_oldest_seconds', 'How long the oldest parked event has waited.');
  private readonly known = this.gauge('sitrep_progress_known', '1 when log and database answered, else 0.');

  constructor(private readonly progress: ProgressService) {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Counts an answered request. */
  answered({ method, route, status, seconds }: AnsweredRequest): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** Everything measured, in the text format of Prometheus. What could not be learned is left out, never zero. */
  async exposition(): Promise<{ readonly contentType: string; readonly text: string }> {
    const progress = await this.progress.read();
    this.known.set(progress === null ? 0 : 1);
    for (const gauge of [this.lag, this.parked, this.oldest]) gauge.remove();
    if (progress !== null) {
      this.lag.set(progress.lag);
      this.parked.set(progress.parked);
      this.oldest.set(progress.oldestParkedSeconds);
    }
    return { contentType: this.registry.contentType, text: await this.registry.metrics() };
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.registry] });
  }
}

/** Counts every answered request under the pattern of its route; a stream is answered as long as somebody listens. */
export function measureRequests(app: NestFastifyApplication): void {
  const metrics = app.get(MetricsService);
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onResponse', (request, reply, done) => {
    if (request.routeOptions.url === '/v1/stream') return done();
    metrics.answered({
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1_000,
    });
    done();
  });
}
