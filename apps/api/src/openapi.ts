import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { basic_scheme, bearer_scheme } from './access/needs.decorator.js';
import { documentFiles } from './exports/document-files.js';
import { form_paths } from './http/multipart-body.js';
import { batch_path } from './http/ndjson-body.js';
import { documentConventions } from './http/document-conventions.js';
import { jsonLimits } from './http/json-body.reader.js';
import { withNullTypes } from './http/null-types.js';

const description =
  'Reports in, answers out: as the world was, and as it was known then. Bodies are JSON in UTF-8, at most ' +
  `${jsonLimits.bytes / 1024} KiB, ${jsonLimits.depth} levels and ${jsonLimits.values} values; what is not known is left ` +
  'out, never null. Refusals are problem documents (RFC 9457) that name everything that is wrong at once.';

/** The documentation of every route, as OpenAPI. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setTitle('Sitrep')
    .setDescription(description)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .setOpenAPIVersion('3.1.0')
    .addServer('/')
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        description: 'A key of sitrep key create, or a token of the OpenID provider that is set.',
      },
      bearer_scheme,
    )
    .addBasicAuth({ type: 'http', scheme: 'basic', description: 'The key as the password.' }, basic_scheme)
    .build();
  const streamed = new Set([batch_path, ...form_paths]);
  return withNullTypes(documentConventions(documentFiles(SwaggerModule.createDocument(app, outline)), streamed));
}

/** Serves the documentation at /docs for people and at /openapi.json for programs. */
export function serveDocumentation(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Sitrep API',
  });
}
