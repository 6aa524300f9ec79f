import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, notFound, ProblemError, Roles, type Caller } from '#http';
import { Audits, DEFAULT_SAMPLE, LARGEST_SAMPLE } from './audits.js';

const NUMBER = /^[1-9]\d{0,8}$/;

/** Does linkage find whom it should? Measured on the store itself, while it works. */
@ApiTags('audits')
@Roles('operator')
@Controller('v1/audits')
export class AuditsController {
  constructor(@Inject(Audits) private readonly audits: Audits) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Begins to compare a sample of mentions with all others, without tags, on a thread of its own',
  })
  @ApiBody({
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: { sample: { type: 'integer', minimum: 1, maximum: LARGEST_SAMPLE, default: DEFAULT_SAMPLE } },
    },
  })
  @ApiResponse({ status: 409, description: 'An audit is running' })
  begin(@CurrentCaller() caller: Caller, @Body() body: unknown) {
    return this.audits.begin(caller.name, sampleOf(body));
  }

  @Get()
  @ApiOperation({ summary: 'Audits, the newest first, with progress and results' })
  async list() {
    return { audits: await this.audits.list() };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One audit: recall, reduction, and the first missed pairs' })
  @ApiParam({ name: 'id', schema: { type: 'integer' } })
  show(@Param('id') id: string) {
    return this.audits.show(numberOf(id));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends a running audit' })
  @ApiParam({ name: 'id', schema: { type: 'integer' } })
  cancel(@Param('id') id: string) {
    return this.audits.cancel(numberOf(id));
  }
}

function numberOf(id: string): number {
  if (!NUMBER.test(id)) throw notFound();
  return Number(id);
}

/** @throws ProblemError 400 `bad-sample` */
function sampleOf(body: unknown): number {
  const { sample = DEFAULT_SAMPLE, ...rest } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  const known = typeof sample === 'number' && Number.isInteger(sample) && sample >= 1 && sample <= LARGEST_SAMPLE;
  if (known && Object.keys(rest).length === 0) return sample;
  throw new ProblemError(400, 'bad-sample', 'Send "sample", a whole number of mentions within its limits, or nothing.');
}
