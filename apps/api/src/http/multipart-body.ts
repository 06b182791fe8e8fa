import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Rejected } from './rejected.js';

/** The routes that take forms with files in them. */
export const form_paths: readonly string[] = ['/v1/imports', '/v1/imports/proposals'];

/** A file is larger than any that a desk sends; what it unpacks to has a bound of its own. */
export const most_file_bytes = 32 * 1024 * 1024;
const most_field_bytes = 262_144;

/** Lets the routes at `paths` read multipart/form-data; no other route takes it, and these take nothing else. */
export async function takeForms(app: NestFastifyApplication, paths: readonly string[]): Promise<void> {
  await app.register(multipart as never, {
    limits: { fileSize: most_file_bytes, files: 2, fields: 10, fieldSize: most_field_bytes, parts: 12 },
    throwFileSizeLimit: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preValidation', (request, _reply, done) => {
    const isForm = (request as unknown as { isMultipart(): boolean }).isMultipart();
    if (isForm === (paths.includes(request.routeOptions.url ?? '') && request.method === 'POST')) return done();
    const right = isForm ? 'application/json' : 'multipart/form-data, with the file in the part "file"';
    done(new Rejected('unsupported_media_type', `Send the body as ${right}.`));
  });
}
