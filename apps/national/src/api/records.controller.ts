import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiOperation,
  ApiParam,
  ApiProduces,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentCaller, notFound, ProblemError, Roles, streamTypeOf, type Caller } from '#http';
import { BulkIntake } from '../intake/bulk-intake.js';
import { RecordRefused } from '../intake/field-error.js';
import { readNdjson } from '../intake/read-ndjson.js';
import { RegisterOne } from '../intake/register-one.js';
import { ReadRecords } from '../register/read-records.js';
import { Clock } from './clock.js';
import { LazyAnswer } from './http-stream.js';
import { EITHER_SCHEMA, LINE_RESULT_SCHEMA } from './record-schema.js';
import { organisationOf } from './organisation-of.js';
import { refusedRecord } from './refused-record.js';

const NDJSON = 'application/x-ndjson';

@ApiTags('records')
@Controller('v1')
export class RecordsController {
  constructor(
    @Inject(RegisterOne) private readonly registerOne: RegisterOne,
    @Inject(BulkIntake) private readonly bulkIntake: BulkIntake,
    @Inject(ReadRecords) private readonly readRecords: ReadRecords,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Post('records')
  @HttpCode(200)
  @Roles('agency', 'registrar')
  @ApiOperation({ summary: 'Hands in one record. Sending the same again changes nothing' })
  @ApiBody({ description: 'In own names or in those of HTCDS', schema: EITHER_SCHEMA as never })
  @ApiResponse({ status: 200, description: 'Committed', schema: LINE_RESULT_SCHEMA })
  @ApiResponse({ status: 422, description: 'Refused: every error by field and code' })
  async one(@Body() body: unknown, @CurrentCaller() caller: Caller) {
    try {
      return await this.registerOne.execute(objectOf(body), this.clock.context(caller));
    } catch (error) {
      if (error instanceof RecordRefused) throw refusedRecord(error);
      throw error;
    }
  }

  @Post('records/bulk')
  @Roles('agency', 'registrar')
  @ApiOperation({ summary: 'Hands in records as a stream; answers each line after its commit, with progress between' })
  @ApiConsumes(NDJSON)
  @ApiProduces(NDJSON)
  @ApiBody({
    description: 'One record a line, each in own names or in those of HTCDS',
    schema: EITHER_SCHEMA as never,
  })
  @ApiResponse({ status: 200, description: 'One result a line, {"progress"} lines between, {"summary"} last' })
  async bulk(@Req() request: Request, @Res() response: Response, @CurrentCaller() caller: Caller): Promise<void> {
    streamTypeOf(request, [NDJSON]);
    const answer = new LazyAnswer(response);
    const summary = await this.bulkIntake.execute(
      readNdjson(request),
      this.clock.context(caller),
      async (results, soFar) => answer.write([...results, { progress: soFar }]),
    );
    await answer.end({ summary });
  }

  @Get('records/:recordId')
  @Roles('agency')
  @ApiOperation({ summary: 'A record of the own organisation, with identity. Others’ records are not found' })
  @ApiParam({ name: 'recordId' })
  @ApiResponse({ status: 404, description: 'Not there, or of another organisation' })
  async record(@Param('recordId') recordId: string, @CurrentCaller() caller: Caller) {
    const record = await this.readRecords.record(organisationOf(caller), recordId, caller.name);
    if (record === undefined) throw notFound();
    return record;
  }

  @Get('cases')
  @Roles('agency')
  @ApiOperation({ summary: 'The own organisation’s cases, by record id, without identity' })
  @ApiQuery({ name: 'after', required: false, description: 'Record id that the page begins after' })
  async cases(@CurrentCaller() caller: Caller, @Query('after') after?: string) {
    const cases = await this.readRecords.cases(organisationOf(caller), typeof after === 'string' ? after : '');
    return { cases };
  }
}

function objectOf(body: unknown): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new ProblemError(415, 'unsupported-media-type', 'Send one record as a JSON object.');
}
