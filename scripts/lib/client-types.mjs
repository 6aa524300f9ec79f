// Types of the agencies' client, from the two documents that other countries' systems are written against as well.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { ROOT } from './run.mjs';

const HEADER = '// Generated from docs/reference by `npm run generate`. Do not edit.\n\n';
const FOLDER = 'libs/agency-client/src/generated';

/** Path from the repository's root to content. */
export async function clientTypes() {
  return new Map([
    [`${FOLDER}/national-api.ts`, await typesOf(forAgencies(JSON.parse(await reference('openapi-national.json'))))],
    [`${FOLDER}/agency-messages.ts`, await typesOf(schemasOf(parse(await reference('asyncapi-national.yaml'))))],
  ]);
}

function reference(name) {
  return readFile(join(ROOT, 'docs', 'reference', name), 'utf8');
}

/** Of the national API what an agency's system calls about its records. */
function forAgencies({ paths, ...document }) {
  const own = Object.entries(paths).filter(([path]) => /^\/v1\/(records|cases)($|\/(bulk|\{recordId\})$)/.test(path));
  return { ...document, paths: Object.fromEntries(own) };
}

/** The schemas of an AsyncAPI document are JSON Schema, as those of OpenAPI 3.1. */
function schemasOf({ info, components }) {
  return { openapi: '3.1.0', info, paths: {}, components: { schemas: components.schemas } };
}

async function typesOf(document) {
  return HEADER + astToString(await openapiTS(document));
}
