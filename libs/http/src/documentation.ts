import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { DOCS_PATH, DOCUMENT_PATH } from './documentation-paths.js';
import { withSuccess } from './success-responses.js';

export interface DocumentOptions {
  readonly title: string;
  readonly description?: string;
  readonly version: string;
}

/** OpenAPI 3.1; every route asks for the bearer token. */
export function openApiDocument(app: INestApplication, options: DocumentOptions): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(options.title)
    .setVersion(options.version)
    .setDescription(options.description ?? '')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'bearer')
    .addSecurityRequirements('bearer')
    .build();
  return withSuccess(app, SwaggerModule.createDocument(app, config));
}

/** The page and the document. It is made when somebody asks for it: a start need not wait for it. */
export function serveDocumentation(app: INestApplication, options: DocumentOptions): void {
  SwaggerModule.setup(DOCS_PATH.slice(1), app, () => openApiDocument(app, options), {
    jsonDocumentUrl: DOCUMENT_PATH,
    raw: ['json'],
    customSiteTitle: options.title,
    swaggerOptions: { persistAuthorization: false, validatorUrl: null },
  });
}
