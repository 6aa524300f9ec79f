import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, Roles, type Caller } from '#http';
import { refOf } from '../api/ref-of.js';
import { Assessments } from './assessments.js';
import { ASSESSMENT, RECORDED, SERVICE_ENTRY, SERVICE_GIVEN } from './care-bodies.js';
import { careWorkerOf } from './care-worker.js';
import { ReadCare } from './read-care.js';
import { Services } from './services.js';

const CASE = { name: 'caseRef', format: 'uuid' };

/** What a person needs and gets. Cases of the own organisation, and those that it took on through a referral. */
@ApiTags('care')
@Controller('v1')
@Roles('agency')
export class CarePlanController {
  constructor(
    @Inject(Assessments) private readonly assessments: Assessments,
    @Inject(Services) private readonly services: Services,
    @Inject(ReadCare) private readonly readCare: ReadCare,
  ) {}

  @Get('cases/:caseRef/care')
  @ApiOperation({ summary: 'Assessments, services, penalisations, returns and entitlements of a case' })
  @ApiParam(CASE)
  @ApiResponse({ status: 404, description: 'Not there, or behind the walls' })
  care(@Param('caseRef') caseRef: string, @CurrentCaller() caller: Caller) {
    return this.readCare.execute(careWorkerOf(caller), refOf(caseRef));
  }

  @Post('cases/:caseRef/assessments')
  @HttpCode(200)
  @ApiOperation({ summary: 'Records an assessment of needs and risk with its day of review. Repeatable' })
  @ApiParam(CASE)
  @ApiBody({ schema: ASSESSMENT.schema })
  @ApiOkResponse(RECORDED)
  @ApiResponse({ status: 422, description: 'The days do not fit: the review comes within two years' })
  async assess(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    return { id: await this.assessments.record(careWorkerOf(caller), refOf(caseRef), ASSESSMENT.read(body)) };
  }

  @Get('assessments/due')
  @ApiOperation({
    summary: 'The own organisation’s assessments whose day of review has come, but of cases that it closed',
  })
  async due(@CurrentCaller() caller: Caller) {
    return { due: await this.assessments.due(careWorkerOf(caller)) };
  }

  @Post('cases/:caseRef/services')
  @HttpCode(200)
  @ApiOperation({ summary: 'Plans a service or records that it was given, in whatever state the case is. Repeatable' })
  @ApiParam(CASE)
  @ApiBody({ schema: SERVICE_ENTRY.schema })
  @ApiOkResponse(RECORDED)
  @ApiResponse({
    status: 409,
    description: 'The case was voided or erased, or these days of the service are recorded otherwise',
  })
  @ApiResponse({ status: 422, description: 'The person did not agree, or days or funding do not fit' })
  async serve(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    return { id: await this.services.record(careWorkerOf(caller), refOf(caseRef), SERVICE_ENTRY.read(body)) };
  }

  @Put('cases/:caseRef/services/:id/given')
  @HttpCode(204)
  @ApiOperation({ summary: 'A planned service was given, or has ended. Repeatable' })
  @ApiParam(CASE)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiBody({ schema: SERVICE_GIVEN.schema })
  @ApiResponse({
    status: 409,
    description: 'The case was voided or erased, or the same days are recorded under another id',
  })
  async given(
    @Param('caseRef') caseRef: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    await this.services.given(careWorkerOf(caller), refOf(caseRef), refOf(id), SERVICE_GIVEN.read(body));
  }
}
