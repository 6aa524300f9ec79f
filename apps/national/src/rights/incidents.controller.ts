import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentCaller, Roles, type Caller } from '#http';
import { organisationOf } from '../api/organisation-of.js';
import { refOf } from '../api/ref-of.js';
import { careWorkerOf } from '../care/index.js';
import { ID, RECORDED } from './answers.js';
import { INCIDENT, INCIDENT_NOTE } from './rights-bodies.js';
import { Rights } from './rights.js';

/** Breaches of confidentiality, and what is late. The registrar and the operator see references and counts, and no case. */
@ApiTags('rights')
@Controller('v1')
export class IncidentsController {
  constructor(@Inject(Rights) private readonly rights: Rights) {}

  @Get('incidents')
  @Roles('agency', 'registrar', 'operator')
  @ApiOperation({ summary: 'Breaches, and how many persons were not told. Agencies see their own' })
  async list(@CurrentCaller() caller: Caller) {
    return { incidents: await this.rights.incidents.list(whoseOf(caller)) };
  }

  @Get('rights-alerts')
  @Roles('agency', 'registrar', 'operator')
  @ApiOperation({ summary: 'What persons are owed and have not got in time, the oldest first. Agencies see their own' })
  async alerts(@CurrentCaller() caller: Caller) {
    const { alerts } = this.rights;
    if (caller.role !== 'agency') return { alerts: await alerts.ofCountry() };
    return { alerts: await alerts.ofOrganisation(careWorkerOf(caller)) };
  }

  @Post('incidents')
  @HttpCode(200)
  @Roles('agency')
  @ApiOperation({ summary: 'Records a breach; the same again adds persons that were found later' })
  @ApiBody({ schema: INCIDENT.schema })
  @ApiOkResponse(RECORDED)
  @ApiResponse({ status: 404, description: 'A case is not there, or of another organisation' })
  async record(@Body() body: unknown, @CurrentCaller() caller: Caller) {
    return { id: await this.rights.incidents.record(workerOf(caller), INCIDENT.read(body)) };
  }

  @Post('incidents/:id/told')
  @HttpCode(204)
  @Roles('agency')
  @ApiOperation({ summary: 'Somebody was told of it, and when. Repeatable' })
  @ApiParam(ID)
  @ApiBody({ schema: INCIDENT_NOTE.schema })
  @ApiResponse({ status: 422, description: 'The person told is none whom it exposed' })
  async told(@Param('id') id: string, @Body() body: unknown, @CurrentCaller() caller: Caller): Promise<void> {
    const { who, case_ref, told_at } = INCIDENT_NOTE.read(body);
    await this.rights.incidents.told(workerOf(caller), refOf(id), { who, caseRef: case_ref ?? null, toldAt: told_at });
  }

  @Post('incidents/:id/closed')
  @HttpCode(204)
  @Roles('agency')
  @ApiOperation({ summary: 'Everybody was told. Repeatable' })
  @ApiParam(ID)
  @ApiResponse({ status: 409, description: 'A person, or the coordinator, was not told' })
  async close(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.rights.incidents.close(workerOf(caller), refOf(id));
  }
}

function whoseOf(caller: Caller): string | undefined {
  return caller.role === 'agency' ? organisationOf(caller) : undefined;
}

function workerOf(caller: Caller) {
  return { caller: caller.name, organisation: organisationOf(caller) };
}
