import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, Roles, type Caller } from '#http';
import { refOf } from '../api/ref-of.js';
import { careWorkerOf } from '../care/index.js';
import { ReadTimeline } from './read-timeline.js';
import { TIMELINE_SOURCE, type Timeline } from './timeline.js';

const PAGE_SCHEMA = {
  schema: {
    type: 'object',
    required: ['caseRef', 'status', 'entries', 'next'],
    properties: {
      caseRef: { type: 'string', format: 'uuid' },
      status: { type: 'string', enum: ['OPEN', 'VOIDED', 'ERASED'] },
      entries: {
        type: 'array',
        items: {
          type: 'object',
          required: ['at', 'source', 'what', 'detail'],
          properties: {
            at: { type: 'string', format: 'date-time', description: 'Of an event that waits: when it may leave' },
            source: { type: 'string', enum: [...TIMELINE_SOURCE] },
            what: { type: 'string' },
            detail: { type: 'object', description: 'Codes, days and references, by source and what' },
          },
        },
      },
      next: { type: ['string', 'null'], description: 'What the next page begins after; null: there is nothing more' },
    },
  } as object,
};

/** The whole course of a case in one place. */
@ApiTags('cases')
@Controller('v1/cases/:caseRef/timeline')
@Roles('agency')
export class TimelineController {
  constructor(@Inject(ReadTimeline) private readonly timeline: ReadTimeline) {}

  @Get()
  @ApiOperation({ summary: 'What happened in a case, the oldest first, with time and source. Logged' })
  @ApiParam({ name: 'caseRef', format: 'uuid' })
  @ApiQuery({ name: 'after', required: false, description: '"next" of the page before' })
  @ApiOkResponse(PAGE_SCHEMA)
  @ApiResponse({ status: 400, description: '"after" is not what a page gave' })
  @ApiResponse({ status: 404, description: 'Not there, or behind the walls' })
  read(
    @Param('caseRef') caseRef: string,
    @CurrentCaller() caller: Caller,
    @Query('after') after?: string,
  ): Promise<Timeline> {
    return this.timeline.execute(careWorkerOf(caller), refOf(caseRef), after);
  }
}
