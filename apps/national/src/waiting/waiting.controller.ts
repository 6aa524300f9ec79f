import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, Roles, type Caller } from '#http';
import { organisationOf } from '../api/organisation-of.js';
import { ReadWaiting } from './read-waiting.js';

const INSTANT = { type: 'string', format: 'date-time' };
const WAITING_SCHEMA = {
  schema: {
    type: 'object',
    required: ['waiting'],
    properties: {
      waiting: {
        type: 'array',
        items: {
          type: 'object',
          required: ['kind', 'count', 'held', 'oldestSeconds', 'notBefore'],
          properties: {
            kind: { type: 'string', description: 'case, mention, referral ...: the kind of the topic' },
            count: { type: 'integer', minimum: 1 },
            held: { type: 'integer', minimum: 0, description: 'Of them those that wait for their batch' },
            oldestSeconds: {
              type: 'number',
              description: 'Since when the oldest one may leave and has not; 0: none may',
            },
            notBefore: {
              type: ['object', 'null'],
              properties: { first: INSTANT, last: INSTANT },
              description: 'When the held ones may leave; null: none is held',
            },
          },
        },
      },
    },
  } as object,
};

/** What has been decided here and has not left yet. */
@ApiTags('operation')
@Controller('v1/waiting-events')
@Roles('agency', 'operator')
export class WaitingController {
  constructor(@Inject(ReadWaiting) private readonly waiting: ReadWaiting) {}

  @Get()
  @ApiOperation({ summary: 'Events that wait to be sent, by kind. Agencies see those of their own cases' })
  @ApiOkResponse(WAITING_SCHEMA)
  async read(@CurrentCaller() caller: Caller) {
    const own = caller.role === 'agency';
    return { waiting: await (own ? this.waiting.of(organisationOf(caller)) : this.waiting.all()) };
  }
}
