import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, Roles, type Caller } from '#http';
import { refOf } from '../api/ref-of.js';
import { Clock } from '../api/clock.js';
import { organisationOf } from '../api/organisation-of.js';
import { CONSENT_SCHEMA, consentRequest } from './consent-request.js';
import { ListConsents } from './list-consents.js';
import { RecordConsent } from './record-consent.js';

/** What the person decided, purpose by purpose. Own cases alone. */
@ApiTags('consents')
@Controller('v1/cases/:caseRef/consents')
@Roles('agency')
@ApiParam({ name: 'caseRef', format: 'uuid' })
@ApiResponse({ status: 404, description: 'Not there, or of another organisation' })
export class ConsentsController {
  constructor(
    @Inject(RecordConsent) private readonly record: RecordConsent,
    @Inject(ListConsents) private readonly list: ListConsents,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Where every purpose stands, and its history' })
  consents(@Param('caseRef') caseRef: string, @CurrentCaller() caller: Caller) {
    return this.list.execute({ caller: caller.name, organisation: organisationOf(caller) }, refOf(caseRef));
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Records a consent, a refusal or a withdrawal; it acts at once and on its purpose only' })
  @ApiBody({ schema: CONSENT_SCHEMA })
  @ApiResponse({ status: 409, description: 'The case has ended, or the purpose has another version' })
  @ApiResponse({ status: 422, description: 'The consent does not count: which purpose, and what is missing' })
  decide(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    const worker = { caller: caller.name, organisation: organisationOf(caller) };
    return this.record.execute(worker, refOf(caseRef), consentRequest(body, this.clock.now()));
  }
}
