import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { NewEvent } from '#event-log';
import { Jobs } from '#jobs';
import { startStep, within } from '#platform';
import { ProgressService } from './progress.service.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A database that is away must not hold up those who measure. */
const patience_ms = 2_000;
/** The latest jobs; those that run are among them. */
const most_jobs = 100;

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
  private readonly appends = new Histogram({
    name: 'sitrep_append_duration_seconds',
    help: 'How long the log took to have an event for good, and how it ended: recorded or failed.',
    labelNames: ['outcome'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.registry],
  });
  private readonly lagSeconds = this.gauge(
    'sitrep_live_edition_lag_seconds',
    'How long the oldest event that is not in the live edition has been in the log.',
  );
  private readonly jobProgress = new Gauge({
    name: 'sitrep_job_progress_ratio',
    help: 'How much of its phase a running job has done, such as the build of an edition.',
    labelNames: ['job', 'kind', 'phase'],
    registers: [this.registry],
  });
  private readonly lag = this.gauge('sitrep_live_edition_lag_events', 'Events in the log not yet in the live edition.');
  private readonly parked = this.gauge('sitrep_parked_events', 'Events that could not be decoded or projected.');
  private readonly oldest = this.gauge('sitrep_parked_oldest_seconds', 'How long the oldest parked event has waited.');
  private readonly known = this.gauge('sitrep_progress_known', '1 when log and database answered, else 0.');

  constructor(
    private readonly progress: ProgressService,
    private readonly jobs: Jobs,
  ) {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Counts an answered request. */
  answered({ method, route, status, seconds }: AnsweredRequest): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** Appends an event, and measures and traces how long that takes. */
  async measureAppend<Answer>({ id, type, traceparent }: NewEvent, append: () => Promise<Answer>): Promise<Answer> {
    const measured = this.appends.startTimer();
    const step = startStep('append', {
      kind: 'producer' as const,
      traceparent,
      attributes: { 'sitrep.event.id': id, 'sitrep.event.type': type },
    });
    try {
      const answer = await append();
      measured({ outcome: 'recorded' });
      step?.end();
      return answer;
    } catch (error) {
      measured({ outcome: 'failed' });
      step?.end({}, error);
      throw error;
    }
  }

  /** Everything measured, in the text format of Prometheus. What could not be learned is left out, never zero. */
  async exposition(): Promise<{ readonly contentType: string; readonly text: string }> {
    const progress = await this.progress.read();
    this.known.set(progress === null ? 0 : 1);
    for (const gauge of [this.lag, this.lagSeconds, this.parked, this.oldest]) gauge.remove();
    if (progress !== null) {
      this.lag.set(progress.lag);
      this.lagSeconds.set(progress.lagSeconds);
      this.parked.set(progress.parked);
      this.oldest.set(progress.oldestParkedSeconds);
    }
    await this.readJobs();
    return { contentType: this.registry.contentType, text: await this.registry.metrics() };
  }

  private async readJobs(): Promise<void> {
    const jobs = await within(patience_ms, this.jobs.list({ limit: most_jobs }), []);
    this.jobProgress.reset();
    for (const { id: job, kind, status, progress } of jobs)
      if (status === 'running' && progress !== null)
        this.jobProgress.set(
          { job, kind, phase: progress.phase },
          progress.total === 0n ? 1 : Number(progress.done) / Number(progress.total),
        );
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
