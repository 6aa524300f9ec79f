import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentCaller, ProblemError, Roles, type Caller } from '#http';
import { organisationOf } from '../api/organisation-of.js';
import type { Reader } from '../register/read-log.js';
import { ExportHtcds } from './export-htcds.js';
import { sendPieces } from './send-pieces.js';
import { IDENTITY_SCOPES, type IdentityScope } from './htcds-columns.js';

/** What an organisation takes out of its own records. */
@ApiTags('records')
@Controller('v1/exports')
@Roles('agency')
export class ExportsController {
  constructor(@Inject(ExportHtcds) private readonly exportHtcds: ExportHtcds) {}

  @Get('htcds')
  @ApiOperation({ summary: 'The own organisation’s records as CSV in the field names and codes of HTCDS 2.0' })
  @ApiProduces('text/csv')
  @ApiQuery({
    name: 'identity',
    required: false,
    enum: IDENTITY_SCOPES,
    description: 'standard: identity as far as the standard has fields for it; whole: own columns beside them',
  })
  @ApiQuery({ name: 'after', required: false, description: 'Record id that the file begins after' })
  @ApiResponse({ status: 200, description: 'UTF-8 with byte order mark; a transfer that breaks off is not whole' })
  @ApiResponse({ status: 400, description: '`identity` is neither' })
  async htcds(
    @Res() response: Response,
    @CurrentCaller() caller: Caller,
    @Query('identity') identity = 'standard',
    @Query('after') after = '',
  ): Promise<void> {
    const pieces = this.exportHtcds.execute(readerOf(caller), scopeOf(identity), after);
    await sendPieces(response, 'htcds.csv', pieces);
  }
}

function readerOf(caller: Caller): Reader {
  return { caller: caller.name, organisation: organisationOf(caller) };
}

function scopeOf(identity: string): IdentityScope {
  const scope = IDENTITY_SCOPES.find((each) => each === identity);
  if (scope !== undefined) return scope;
  throw new ProblemError(400, 'bad-query', `"identity" is ${IDENTITY_SCOPES.join(' or ')}.`);
}
