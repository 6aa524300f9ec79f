import { Body, Controller, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ORG_TYPE } from '#contracts';
import { CurrentCaller, ProblemError, Roles, type Caller } from '#http';
import { organisationOf } from '../api/organisation-of.js';
import { refOf } from '../api/ref-of.js';
import { ID, RECORDED } from './answers.js';
import { DISCLOSURE, EMERGENCY, INFORMED } from './rights-bodies.js';
import { Rights } from './rights.js';

/** Where something happens without the person's consent: an emergency, or a law. Never a way abroad, to matching or to the police. */
@ApiTags('rights')
@Controller('v1/cases/:caseRef')
@Roles('agency')
@ApiParam({ name: 'caseRef', format: 'uuid' })
@ApiResponse({ status: 404, description: 'Not there, or of another organisation' })
export class EmergenciesController {
  constructor(@Inject(Rights) private readonly rights: Rights) {}

  @Post('emergency-protections')
  @HttpCode(200)
  @ApiOperation({ summary: 'The first of two persons decides for somebody who cannot: in the country, for 72 hours' })
  @ApiBody({ schema: EMERGENCY.schema })
  @ApiResponse({ status: 422, description: 'Nobody may act for the person: "faults" says why' })
  begin(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    const { incapacity } = EMERGENCY.read(body);
    return this.rights.emergencies.begin(workerOf(caller), refOf(caseRef), incapacity);
  }

  @Post('emergency-protections/:id/second')
  @HttpCode(200)
  @ApiOperation({ summary: 'The second person decides; before that it stands for nothing' })
  @ApiParam(ID)
  @ApiResponse({ status: 409, description: 'The same person, or it is decided or over' })
  second(@Param('caseRef') caseRef: string, @Param('id') id: string, @CurrentCaller() caller: Caller) {
    return this.rights.emergencies.second(workerOf(caller), refOf(caseRef), refOf(id));
  }

  @Post('emergency-protections/:id/told')
  @HttpCode(200)
  @ApiOperation({ summary: 'The person was told what was done, and decides from now on. Repeatable' })
  @ApiParam(ID)
  told(@Param('caseRef') caseRef: string, @Param('id') id: string, @CurrentCaller() caller: Caller) {
    return this.rights.emergencies.told(workerOf(caller), refOf(caseRef), refOf(id));
  }

  @Post('disclosures')
  @HttpCode(200)
  @ApiOperation({ summary: 'A law made the organisation hand data over: who demanded, by which law, what. Repeatable' })
  @ApiBody({ schema: DISCLOSURE.schema })
  @ApiOkResponse(RECORDED)
  @ApiResponse({ status: 422, description: 'The person was neither told nor is there a ground: "faults" says what' })
  async disclosed(@Param('caseRef') caseRef: string, @Body() body: unknown, @CurrentCaller() caller: Caller) {
    const { demanded_by, basis, provision, parts, disclosed_on, informed_on, not_informed } = DISCLOSURE.read(body);
    const demandedBy = ORG_TYPE.find((type) => type === demanded_by);
    if (demandedBy === undefined) {
      throw new ProblemError(422, 'bad-disclosure', 'Somebody demanded it.', { faults: ['nobody-demanded'] });
    }
    const id = await this.rights.disclosures.record(workerOf(caller), refOf(caseRef), {
      ...{ demandedBy, basis, provision, parts, disclosedOn: disclosed_on },
      ...{ informedOn: informed_on ?? null, notInformed: not_informed ?? null },
    });
    return { id };
  }

  @Put('disclosures/:id/informed')
  @HttpCode(204)
  @ApiOperation({ summary: 'The person was told of the disclosure. Repeatable' })
  @ApiParam(ID)
  @ApiBody({ schema: INFORMED.schema })
  async informed(
    @Param('caseRef') caseRef: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @CurrentCaller() caller: Caller,
  ): Promise<void> {
    const { informed_on } = INFORMED.read(body);
    await this.rights.disclosures.informed(workerOf(caller), refOf(caseRef), refOf(id), informed_on);
  }
}

function workerOf(caller: Caller) {
  return { caller: caller.name, organisation: organisationOf(caller) };
}
