import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, ProblemError, Roles, type Caller } from '#http';
import { CorrectPersons } from '../register/correct-persons.js';
import { VoidCase } from '../register/void-case.js';
import { isUuid, refOf } from './ref-of.js';

const MOST_CASES = 100;
const CASES_SCHEMA = {
  type: 'object' as const,
  required: ['case_refs'],
  properties: {
    case_refs: { type: 'array' as const, items: { type: 'string' as const, format: 'uuid' }, maxItems: MOST_CASES },
  },
};

/** Corrections by hand. The registrar works with references and reads no identity. */
@ApiTags('corrections')
@Controller('v1')
@Roles('registrar')
export class PersonsController {
  constructor(
    @Inject(CorrectPersons) private readonly persons: CorrectPersons,
    @Inject(VoidCase) private readonly voidCase: VoidCase,
  ) {}

  @Post('persons/merge')
  @HttpCode(200)
  @ApiOperation({ summary: 'Declares that cases are of one person' })
  @ApiBody({ schema: CASES_SCHEMA })
  async merge(@Body() body: unknown, @CurrentCaller() caller: Caller) {
    return { changed: await this.persons.merge(caller.name, caseRefsOf(body, 2)) };
  }

  @Post('persons/split')
  @HttpCode(200)
  @ApiOperation({ summary: 'Declares that cases are of another person than the rest of their person’s cases' })
  @ApiBody({ schema: CASES_SCHEMA })
  @ApiResponse({ status: 409, description: 'The person has no other cases' })
  async split(@Body() body: unknown, @CurrentCaller() caller: Caller) {
    return { changed: await this.persons.split(caller.name, caseRefsOf(body, 1)) };
  }

  @Post('cases/:ref/void')
  @HttpCode(204)
  @ApiOperation({ summary: 'Entered in error: the case leaves all counts, here and abroad' })
  @ApiParam({ name: 'ref', format: 'uuid' })
  async void(@Param('ref') ref: string): Promise<void> {
    await this.voidCase.execute(refOf(ref));
  }
}

function caseRefsOf(body: unknown, least: number): string[] {
  const refs = (body as { case_refs?: unknown } | null | undefined)?.case_refs;
  const good = Array.isArray(refs) && refs.every((ref): ref is string => typeof ref === 'string' && isUuid(ref));
  const distinct = good ? [...new Set(refs)] : [];
  if (distinct.length >= least && distinct.length <= MOST_CASES) return distinct;
  throw new ProblemError(400, 'bad-case-refs', `"case_refs" must hold ${least} to ${MOST_CASES} case references.`);
}
