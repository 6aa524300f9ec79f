import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, notFound, ProblemError, Roles, type Caller } from '#http';
import { Clock } from '../api/clock.js';
import { organisationOf } from '../api/organisation-of.js';
import { refOf } from '../api/ref-of.js';
import { refusedRecord } from '../api/refused-record.js';
import { careWorkerOf } from '../care/index.js';
import { RecordRefused } from '../intake/field-error.js';
import { validRecord } from '../intake/take-in.js';
import type { CorrectionDecision } from './corrections.js';
import { ID, RECORDED } from './answers.js';
import { COMPLAINT, COMPLAINT_ANSWER, CORRECTION_DECIDED, CORRECTION_WISH, OUTCOME_TOLD } from './rights-bodies.js';
import { Rights } from './rights.js';

/** What a person may ask for about their own data, through the organisation that keeps it. Own cases alone. */
@ApiTags('rights')
@Controller('v1/cases/:caseRef')
@Roles('agency')
@ApiParam({ name: 'caseRef', format: 'uuid' })
@ApiResponse({ status: 404, description: 'Not there, or of another organisation' })
export class RightsController {
  constructor(
    @Inject(Rights) private readonly rights: Rights,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('access-report')
  @ApiOperation({ summary: 'All that the organisation holds about the person, who read it and where it went' })
  report(@Param('caseRef') caseRef: string, @CurrentCaller() caller: Caller) {
    return this.rights.access.make(careWorkerOf(caller), refOf(caseRef));
  }

  @Get('rights')
  @ApiOperation({ summary: 'What the person asked for and complained of, and what law or emergency did to their data' })
  list(@Param('caseRef') caseRef: string, @CurrentCaller() caller: Caller) {
    return this.rights.access.rights(careWorkerOf(caller), refOf(caseRef));
  }

  @Post('corrections')
  @HttpCode(200)
  @ApiOperation({ summary: 'The person says that something in the record is wrong. Repeatable' })
  @ApiBody({ schema: CORRECTION_WISH.schema })
  @ApiOkResponse(RECORDED)
  async correction(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    const wish = CORRECTION_WISH.read(body);
    return { id: await this.rights.corrections.ask(workerOf(caller), refOf(caseRef), wish) };
  }

  @Post('corrections/:id/decision')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Accepts it with the corrected record, which leaves as a correction at once, or refuses it',
  })
  @ApiParam(ID)
  @ApiBody({ schema: CORRECTION_DECIDED.schema })
  @ApiResponse({ status: 409, description: 'Decided already, or the record says the same as before' })
  @ApiResponse({ status: 422, description: 'The record is not valid, or not the one of this case' })
  async decide(
    @Param('caseRef') caseRef: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    try {
      const decision = this.decisionOf(body, caller);
      await this.rights.corrections.decide(workerOf(caller), refOf(caseRef), refOf(id), decision);
    } catch (error) {
      if (error instanceof RecordRefused) throw refusedRecord(error);
      throw error;
    }
  }

  @Post('complaints')
  @HttpCode(200)
  @ApiOperation({ summary: 'The person complains; an answer is due in the time of the country’s policy. Repeatable' })
  @ApiBody({ schema: COMPLAINT.schema })
  @ApiOkResponse(RECORDED)
  async complaint(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    const { filed_on, about } = COMPLAINT.read(body);
    return { id: await this.rights.complaints.file(workerOf(caller), refOf(caseRef), filed_on, about) };
  }

  @Post('complaints/:id/answer')
  @HttpCode(204)
  @ApiOperation({ summary: 'What came of the complaint. Repeatable' })
  @ApiParam(ID)
  @ApiBody({ schema: COMPLAINT_ANSWER.schema })
  @ApiResponse({ status: 409, description: 'It has another answer' })
  async answer(
    @Param('caseRef') caseRef: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    const { outcome } = COMPLAINT_ANSWER.read(body);
    await this.rights.complaints.answer(workerOf(caller), refOf(caseRef), refOf(id), outcome);
  }

  @Put(':claim/:id/told')
  @HttpCode(204)
  @ApiOperation({ summary: 'The person was told the outcome, in a language that they understand. Repeatable' })
  @ApiParam({ name: 'claim', schema: { type: 'string', enum: ['corrections', 'complaints'] } })
  @ApiParam(ID)
  @ApiBody({ schema: OUTCOME_TOLD.schema })
  @ApiResponse({ status: 409, description: 'There is no outcome yet' })
  async told(
    @Param('caseRef') caseRef: string,
    @Param('claim') claim: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    const { told_on, language } = OUTCOME_TOLD.read(body);
    if (claim !== 'corrections' && claim !== 'complaints') throw notFound();
    const kind = claim === 'corrections' ? 'correction' : 'complaint';
    const worker = workerOf(caller);
    await this.rights.outcomeTold.execute(worker, refOf(caseRef), kind, refOf(id), told_on, language);
  }

  private decisionOf(body: unknown, caller: Caller): CorrectionDecision {
    const { decision, refusal, record } = CORRECTION_DECIDED.read(body);
    if (decision === 'ACCEPTED' && record !== undefined && refusal === undefined) {
      return { decision, corrected: validRecord({ ...record }, this.clock.context(caller)) };
    }
    if (decision === 'REFUSED' && refusal !== undefined && record === undefined) return { decision, refusal };
    throw new ProblemError(400, 'bad-body', 'Send the corrected "record" when accepted, and a "refusal" when refused.');
  }
}

function workerOf(caller: Caller) {
  return { caller: caller.name, organisation: organisationOf(caller) };
}
