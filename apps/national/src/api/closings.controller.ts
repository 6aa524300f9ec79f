import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CLOSURE_REASON, REOPENING_REASON } from '#contracts';
import { CurrentCaller, Roles, type Caller } from '#http';
import { CloseCase } from '../register/close-case.js';
import { ReopenCase } from '../register/reopen-case.js';
import { refOf } from './ref-of.js';
import { organisationOf } from './organisation-of.js';
import { codeIn, DaySchema, requestBody } from './request-body.js';

const CLOSED = requestBody({ reason: codeIn(CLOSURE_REASON), closed_on: DaySchema });
const REOPENED = requestBody({ reason: codeIn(REOPENING_REASON), reopened_on: DaySchema });

/** The end of the work on a case, and its beginning again. Own cases alone. */
@ApiTags('records')
@Controller('v1/cases/:caseRef')
@Roles('agency')
@ApiParam({ name: 'caseRef', format: 'uuid' })
@ApiResponse({ status: 404, description: 'Not there, or of another organisation' })
@ApiResponse({ status: 422, description: 'A day that cannot be, or before the one that it follows' })
export class ClosingsController {
  constructor(
    @Inject(CloseCase) private readonly closeCase: CloseCase,
    @Inject(ReopenCase) private readonly reopenCase: ReopenCase,
  ) {}

  @Post('close')
  @HttpCode(204)
  @ApiOperation({ summary: 'Closes the case, decided or not. Reason and year leave the country. Repeatable' })
  @ApiBody({ schema: CLOSED.schema })
  @ApiResponse({ status: 409, description: 'Closed otherwise, voided or erased' })
  async close(@Param('caseRef') ref: string, @Body() body: unknown, @CurrentCaller() caller: Caller): Promise<void> {
    await this.closeCase.execute(organisationOf(caller), refOf(ref), CLOSED.read(body));
  }

  @Post('reopen')
  @HttpCode(204)
  @ApiOperation({ summary: 'Opens a closed case again. Reason and year leave the country. Repeatable' })
  @ApiBody({ schema: REOPENED.schema })
  @ApiResponse({ status: 409, description: 'Not closed, voided or erased' })
  async reopen(@Param('caseRef') ref: string, @Body() body: unknown, @CurrentCaller() caller: Caller): Promise<void> {
    await this.reopenCase.execute(organisationOf(caller), refOf(ref), REOPENED.read(body));
  }
}
