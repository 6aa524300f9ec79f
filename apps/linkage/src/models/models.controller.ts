import { Body, Controller, Delete, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, ProblemError, Roles, type Caller } from '#http';
import { Models } from './models.js';

const HASH = /^[0-9a-f]{64}$/;

/** The scoring model and its change. */
@ApiTags('models')
@Roles('operator')
@Controller('v1/models')
export class ModelsController {
  constructor(@Inject(Models) private readonly models: Models) {}

  @Get()
  @ApiOperation({ summary: 'The model that counts, those there are, and what a candidate would change' })
  show() {
    return this.models.show();
  }

  @Post('candidate')
  @HttpCode(202)
  @ApiOperation({ summary: 'Begins to score all pairs with another model, beside the one that counts' })
  @ApiBody({
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['hash'],
      properties: { hash: { type: 'string', pattern: HASH.source } },
    },
  })
  @ApiResponse({ status: 404, description: 'This version does not have the model' })
  @ApiResponse({ status: 409, description: 'It counts already, or another change is open' })
  begin(@CurrentCaller() caller: Caller, @Body() body: unknown) {
    return this.models.begin(hashOf(body), caller.name);
  }

  @Delete('candidate')
  @ApiOperation({ summary: 'Gives the candidate up: nothing that counts has changed' })
  @ApiResponse({ status: 409, description: 'There is none' })
  abandon() {
    return this.models.abandon();
  }

  @Post('switch')
  @HttpCode(200)
  @ApiOperation({ summary: 'The candidate counts from now on: clusters, events and proposals change in one step' })
  @ApiResponse({ status: 409, description: 'No candidate, not all pairs scored, or the store is not live' })
  switch() {
    return this.models.switch();
  }
}

/** @throws ProblemError 400 `bad-model` */
function hashOf(body: unknown): string {
  const { hash, ...rest } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  if (typeof hash === 'string' && HASH.test(hash) && Object.keys(rest).length === 0) return hash;
  throw new ProblemError(400, 'bad-model', 'Send the model’s "hash", 64 hex digits.');
}
