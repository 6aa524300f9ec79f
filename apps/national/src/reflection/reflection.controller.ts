import { Type } from '@sinclair/typebox';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { REFLECTION_END } from '#contracts';
import { DomainError, MOST_EXTENSION_DAYS } from '#domain';
import { CurrentCaller, notFound, ProblemError, Roles, type Caller } from '#http';
import { refOf } from '../api/ref-of.js';
import { codeIn, requestBody } from '../api/request-body.js';
import { careWorkerOf } from '../care/care-worker.js';
import { Breaches } from './breaches.js';
import { Reflections, type ReflectionView } from './reflections.js';

const CASE = { name: 'caseRef', format: 'uuid' };
const EXTENSION = requestBody({ days: Type.Integer({ minimum: 1, maximum: MOST_EXTENSION_DAYS }) });
const END = requestBody({ ground: codeIn(REFLECTION_END) });
const DAY = { type: 'string', format: 'date' };
const PERIOD = {
  schema: {
    type: 'object',
    required: ['firstDay', 'lastDay', 'endedOn', 'running', 'policy'],
    properties: {
      firstDay: DAY,
      lastDay: DAY,
      endedOn: { type: ['string', 'null'], enum: [...REFLECTION_END, null] },
      running: { type: 'boolean' },
      policy: {
        type: 'object',
        properties: {
          days: { type: 'integer' },
          legalBasis: { type: 'string' },
          endGrounds: { type: 'array', items: { type: 'string' } },
        },
      },
    },
  } as object,
};

/** Time to recover and decide. For law enforcement none of these routes leads anywhere. */
@ApiTags('reflection')
@Controller('v1')
export class ReflectionController {
  constructor(
    @Inject(Reflections) private readonly reflections: Reflections,
    @Inject(Breaches) private readonly breaches: Breaches,
  ) {}

  @Get('cases/:caseRef/reflection')
  @Roles('agency')
  @ApiOperation({ summary: 'The reflection period of a case: on from registration, with the law that it rests on' })
  @ApiParam(CASE)
  @ApiOkResponse(PERIOD)
  @ApiResponse({ status: 404, description: 'Not there, behind the walls, or asked by law enforcement' })
  read(@Param('caseRef') caseRef: string, @CurrentCaller() caller: Caller): Promise<ReflectionView> {
    return this.reflections.read(careWorkerOf(caller), refOf(caseRef));
  }

  @Post('cases/:caseRef/reflection/extensions')
  @HttpCode(200)
  @Roles('agency')
  @ApiOperation({ summary: 'Makes a running period longer' })
  @ApiParam(CASE)
  @ApiBody({ schema: EXTENSION.schema })
  @ApiOkResponse(PERIOD)
  @ApiResponse({ status: 409, description: 'The period does not run' })
  extend(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    const worker = careWorkerOf(caller);
    return answered(this.reflections.extend(worker, refOf(caseRef), EXTENSION.read(body).days));
  }

  @Post('cases/:caseRef/reflection/end')
  @HttpCode(200)
  @Roles('agency')
  @ApiOperation({ summary: 'Ends a running period: at the person’s request, or on a ground that the law lists' })
  @ApiParam(CASE)
  @ApiBody({ schema: END.schema })
  @ApiOkResponse(PERIOD)
  @ApiResponse({ status: 409, description: 'The period does not run, or the law does not list the ground' })
  end(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    return answered(this.reflections.end(careWorkerOf(caller), refOf(caseRef), END.read(body).ground));
  }

  @Get('reflection-breaches')
  @Roles('agency', 'registrar')
  @ApiOperation({ summary: 'Alerts: persons removed inside their period. Agencies see those of their own cases' })
  async alerts(@CurrentCaller() caller: Caller) {
    if (caller.role === 'registrar') return { breaches: await this.breaches.list(undefined) };
    const worker = careWorkerOf(caller);
    if (worker.enforcement) throw notFound();
    return { breaches: await this.breaches.list(worker.organisation) };
  }
}

async function answered(view: Promise<ReflectionView>): Promise<ReflectionView> {
  try {
    return await view;
  } catch (error) {
    if (error instanceof DomainError) throw new ProblemError(409, error.code, error.message);
    throw error;
  }
}
