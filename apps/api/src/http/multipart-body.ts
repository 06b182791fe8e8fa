import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Rejected } from './rejected.js';

/** The route that takes forms with files in them. */
export const imports_path = '/v1/imports';

/** A file is larger than any that a desk sends; what it unpacks to has a bound of its own. */
export const most_file_bytes = 32 * 1024 * 1024;
const most_field_bytes = 262_144;

/** Lets the route at `path` read multipart/form-data; no other route takes it, and that route takes nothing else. */
export async function takeForms(app: NestFastifyApplication, path: string): Promise<void> {
  await app.register(multipart as never, {
    limits: { fileSize: most_file_bytes, files: 2, fields: 10, fieldSize: most_field_bytes, parts: 12 },
    throwFileSizeLimit: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('preValidation', (request, _reply, done) => {
    const isForm = (request as unknown as { isMultipart(): boolean }).isMultipart();
    if (isForm === (request.routeOptions.url === path && request.method === 'POST')) return done();
    const right = isForm ? 'application/json' : 'multipart/form-data, with the file in the part "file"';
    done(new Rejected('unsupported_media_type', `Send the body as ${right}.`));
  });
}
