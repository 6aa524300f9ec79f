import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ERASURE_DUTY } from '#contracts';
import { CurrentCaller, ProblemError, Roles, type Caller } from '#http';
import { refOf } from '../api/ref-of.js';
import { Clock } from '../api/clock.js';
import { organisationOf } from '../api/organisation-of.js';
import type { ErasureWish } from './erasure-store.js';
import { ListErasures } from './list-erasures.js';
import { RequestErasure } from './request-erasure.js';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const REMAINS_MEAN = [
  '"remains" names what an erasure leaves, and the person is told:',
  'GENERALISED_EVENTS and PAST_RELEASES, which name nobody any more;',
  'REFERRAL_STEPS: when which country or organisation was asked, for what reason, on consent to what, and what came of it, under references',
  'that name nobody; neither what was shared nor which services were asked for;',
  'RECORD_ID: the organisation’s own, so that a file that is sent again does not bring the person back;',
  'READ_LOG: who read the record.',
].join(' ');
const WISH_SCHEMA = {
  type: 'object' as const,
  additionalProperties: false,
  required: ['asked_on'],
  properties: {
    asked_on: { type: 'string' as const, format: 'date', description: 'Day on which the person asked' },
    duty: { type: 'string' as const, enum: [...ERASURE_DUTY], description: 'The duty that forbids it; absent: none' },
  },
};

/** A person's wish to be erased, and who has confirmed it. */
@ApiTags('erasures')
@Controller('v1')
export class ErasuresController {
  constructor(
    @Inject(RequestErasure) private readonly request: RequestErasure,
    @Inject(ListErasures) private readonly list: ListErasures,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Post('cases/:caseRef/erasure')
  @HttpCode(200)
  @Roles('agency')
  @ApiOperation({
    summary: 'Erases an own case for ever, here, abroad and in every backup, unless a duty is named',
    description: REMAINS_MEAN,
  })
  @ApiParam({ name: 'caseRef', format: 'uuid' })
  @ApiBody({ schema: WISH_SCHEMA })
  @ApiResponse({ status: 404, description: 'Not there, or of another organisation' })
  erase(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    const worker = { caller: caller.name, organisation: organisationOf(caller) };
    return this.request.execute(worker, refOf(caseRef), wishOf(body, this.clock.now()));
  }

  @Get('erasures')
  @Roles('agency', 'registrar')
  @ApiOperation({
    summary: 'Erasures that were asked for, with every holder that has and has not confirmed',
    description: REMAINS_MEAN,
  })
  async erasures(@CurrentCaller() caller: Caller) {
    return { erasures: await this.list.execute(caller.role === 'agency' ? organisationOf(caller) : null) };
  }
}

function wishOf(body: unknown, now: Date): ErasureWish {
  const { asked_on: askedOn, duty, ...rest } = Object(body) as Record<string, unknown>;
  const known = duty === undefined ? null : ERASURE_DUTY.find((code) => code === duty);
  const today = now.toISOString().slice(0, 10);
  const isDay = typeof askedOn === 'string' && DAY.test(askedOn) && askedOn <= today;
  if (isDay && known !== undefined && Object.keys(rest).length === 0) return { askedOn, duty: known };
  throw new ProblemError(
    400,
    'bad-erasure',
    'Send "asked_on", a day not after today, and "duty" where one forbids it.',
  );
}
