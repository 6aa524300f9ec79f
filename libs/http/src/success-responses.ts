import type { INestApplication } from '@nestjs/common';
import { HttpStatus, RequestMethod } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';

interface Operation {
  readonly operationId?: string;
  readonly responses?: Record<string, object | undefined>;
}

/** Says what success is of each operation that names refusals only: Nest leaves it out as soon as any answer is named. */
export function withSuccess(app: INestApplication, document: OpenAPIObject): OpenAPIObject {
  const statuses = statusesOf(app);
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path) as Operation[])) {
    const { operationId = '', responses = {} } = operation;
    const status = statuses.get(operationId);
    const isNamed = Object.keys(responses).some((code) => Number(code) < Number(HttpStatus.BAD_REQUEST));
    if (status !== undefined && !isNamed) responses[status] = { description: '' };
  }
  return document;
}

/** Status of success by operation id as Nest makes it. */
function statusesOf(app: INestApplication): Map<string, number> {
  const statuses = new Map<string, number>();
  const scanner = new MetadataScanner();
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      const prototype = (metatype as { prototype: Record<string, object> } | null)?.prototype;
      if (prototype === undefined) continue;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[name];
        if (handler !== undefined) statuses.set(`${metatype?.name}_${name}`, statusOf(handler));
      }
    }
  }
  return statuses;
}

function statusOf(handler: object): number {
  const given = Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined;
  if (given !== undefined) return given;
  return Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.POST ? HttpStatus.CREATED : HttpStatus.OK;
}
