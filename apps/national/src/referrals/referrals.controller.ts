import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, notFound, Roles, type Caller } from '#http';
import { numberAfter, refAfter } from '../api/page-after.js';
import { refOf } from '../api/ref-of.js';
import { careWorkerOf } from '../care/care-worker.js';
import { ACTIONS, isAction } from './action-body.js';
import type { ActionInput } from './action-input.js';
import { Referrals } from './referrals.js';
import { REQUEST } from './request-body.js';
import { StartReferral } from './start-referral.js';

const NIL = '00000000-0000-0000-0000-000000000000';

/** Referrals of the own organisation alone, across borders and to other organisations of the country. */
@ApiTags('referrals')
@Controller('v1')
@Roles('agency')
export class ReferralsController {
  constructor(
    @Inject(Referrals) private readonly referrals: Referrals,
    @Inject(StartReferral) private readonly startReferral: StartReferral,
  ) {}

  @Post('cases/:caseRef/referrals')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Asks another country, or another organisation of the own one, to take on the person of an own case',
    description:
      'To another country it leaves sealed and signed, at once. To an organisation of the own country nothing leaves: it is decided here.',
  })
  @ApiParam({ name: 'caseRef', format: 'uuid' })
  @ApiBody({ schema: REQUEST.schema })
  @ApiResponse({ status: 202, description: 'On its way; the region decides. Inside the country: decided' })
  @ApiResponse({ status: 404, description: 'No such open case of the own organisation' })
  @ApiResponse({ status: 409, description: 'Another referral of the case forbids it: "why"' })
  @ApiResponse({ status: 422, description: '"missing" names consents and attestations' })
  request(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    const { referrals } = this;
    const asked = REQUEST.read(body);
    const use = asked.to === referrals.country ? referrals.requestAtHome : referrals.request;
    return use.execute(careWorkerOf(caller), refOf(caseRef), asked);
  }

  @Get('referrals')
  @ApiOperation({ summary: 'The own organisation’s referrals, out and in: state, what is possible, what waits' })
  @ApiQuery({ name: 'after', required: false, description: 'Reference that the page begins after' })
  @ApiResponse({ status: 400, description: '"after" is no reference' })
  async list(@CurrentCaller() caller: Caller, @Query('after') after?: string) {
    return { referrals: await this.referrals.read.list(careWorkerOf(caller), refAfter(after) ?? NIL) };
  }

  @Get('referrals/:referralRef')
  @ApiOperation({ summary: 'One referral with preview, questions and history' })
  @ApiParam({ name: 'referralRef', format: 'uuid' })
  @ApiResponse({ status: 404, description: 'Not there, or of another organisation' })
  one(@Param('referralRef') referralRef: string, @CurrentCaller() caller: Caller) {
    return this.referrals.read.one(careWorkerOf(caller), refOf(referralRef));
  }

  @Post('referrals/:referralRef/:action')
  @HttpCode(202)
  @ApiOperation({ summary: 'Does something with a referral: each action has a body of its own' })
  @ApiParam({ name: 'referralRef', format: 'uuid' })
  @ApiParam({ name: 'action', enum: Object.keys(ACTIONS) })
  @ApiBody({ schema: { anyOf: Object.values(ACTIONS).map(({ schema }) => schema) } as never })
  @ApiResponse({ status: 202, description: 'On its way; the region decides. Inside the country: decided' })
  @ApiResponse({ status: 404, description: 'Not there, or of another organisation' })
  @ApiResponse({ status: 409, description: 'The state forbids it: "state", "why", "possible"' })
  @ApiResponse({ status: 422, description: 'The record of a start is refused: every error by field and code' })
  act(
    @Param('referralRef') referralRef: string,
    @Param('action') action: string,
    @Body() body: unknown,
    @CurrentCaller() caller: Caller,
  ) {
    const ref = refOf(referralRef);
    if (!isAction(action)) throw notFound();
    if (action === 'start') {
      return this.startReferral.execute(caller, careWorkerOf(caller), ref, ACTIONS.start.read(body));
    }
    return this.referrals.act.execute(careWorkerOf(caller), ref, action, inputOf(ACTIONS[action].read(body ?? {})));
  }

  @Get('notifications')
  @ApiOperation({ summary: 'What happened to the own organisation’s referrals, and which own commands were refused' })
  @ApiQuery({
    name: 'after',
    required: false,
    schema: { type: 'integer' },
    description: 'Number that the page begins after',
  })
  @ApiResponse({ status: 400, description: '"after" is no number' })
  async notifications(@CurrentCaller() caller: Caller, @Query('after') after?: string) {
    return { notifications: await this.referrals.read.notifications(careWorkerOf(caller), numberAfter(after)) };
  }
}

/** Notes are sealed; whatever else an action says is in clear. */
function inputOf(body: Record<string, unknown>): ActionInput {
  const { question, answer, ...clear } = body as { question?: ActionInput['note']; answer?: ActionInput['note'] };
  const note = question ?? answer;
  return note === undefined ? { clear } : { clear, note };
}
