import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Says of every answer that says nothing of its own that no cache may keep it: the next event may change it. */
export function forbidCaching(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (_request, reply, _payload, done) => {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
      done();
    });
}
