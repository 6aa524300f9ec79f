import { Body, Controller, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, Roles, type Caller } from '#http';
import { refOf } from '../api/ref-of.js';
import { ENTITLEMENT_ENTRY, PENALISATION_ENTRY, PENALISATION_RESOLVED, RECORDED, RETURN_ENTRY } from './care-bodies.js';
import { careWorkerOf } from './care-worker.js';
import { Entitlements } from './entitlements.js';
import { Penalisations } from './penalisations.js';
import { Returns } from './returns.js';

const CASE = { name: 'caseRef', format: 'uuid' };

/** What states do to persons and for them: penalties, returns, permits, compensation. */
@ApiTags('care')
@Controller('v1/cases/:caseRef')
@Roles('agency')
export class ProtectionController {
  constructor(
    @Inject(Penalisations) private readonly penalisations: Penalisations,
    @Inject(Returns) private readonly returns: Returns,
    @Inject(Entitlements) private readonly entitlements: Entitlements,
  ) {}

  @Post('penalisations')
  @HttpCode(200)
  @ApiOperation({ summary: 'A victim was penalised for what they were made to do. Repeatable' })
  @ApiParam(CASE)
  @ApiBody({ schema: PENALISATION_ENTRY.schema })
  @ApiOkResponse(RECORDED)
  async penalised(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    return { id: await this.penalisations.record(careWorkerOf(caller), refOf(caseRef), PENALISATION_ENTRY.read(body)) };
  }

  @Put('penalisations/:id/resolved')
  @HttpCode(204)
  @ApiOperation({ summary: 'The penalty was lifted. Repeatable' })
  @ApiParam(CASE)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiBody({ schema: PENALISATION_RESOLVED.schema })
  async resolved(
    @Param('caseRef') caseRef: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    const { resolved_on } = PENALISATION_RESOLVED.read(body);
    await this.penalisations.resolve(careWorkerOf(caller), refOf(caseRef), refOf(id), resolved_on);
  }

  @Post('returns')
  @HttpCode(200)
  @ApiOperation({ summary: 'The person returned, or was returned, to the country of origin. Repeatable' })
  @ApiParam(CASE)
  @ApiBody({ schema: RETURN_ENTRY.schema })
  @ApiOkResponse(RECORDED)
  @ApiResponse({ status: 422, description: 'A voluntary return without what "missing" names' })
  async returned(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    return { id: await this.returns.record(careWorkerOf(caller), refOf(caseRef), RETURN_ENTRY.read(body)) };
  }

  @Post('entitlements')
  @HttpCode(200)
  @ApiOperation({ summary: 'The person was granted temporary status, a permit, or compensation. Repeatable' })
  @ApiParam(CASE)
  @ApiBody({ schema: ENTITLEMENT_ENTRY.schema })
  @ApiOkResponse(RECORDED)
  async entitled(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    return { id: await this.entitlements.record(careWorkerOf(caller), refOf(caseRef), ENTITLEMENT_ENTRY.read(body)) };
  }
}
