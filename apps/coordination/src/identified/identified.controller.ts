import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Roles } from '#http';
import { answer } from '../open-api.js';
import { Identified } from './identified.js';
import { identifiedAnswerSchema, type IdentifiedAnswer } from './identified-answer.js';

@ApiTags('figures')
@Roles('operator')
@Controller('v1/identified')
export class IdentifiedController {
  constructor(private readonly identified: Identified) {}

  @Get()
  @ApiOperation({
    summary: 'Persons identified, by country and year',
    description:
      'Raw numbers without disclosure control: for operators and tests, closed to coordinators. Every country and every ' +
      'year from the first to the last decided one, zeros included; V4 once, over all of these years.',
  })
  @ApiOkResponse(answer(identifiedAnswerSchema, 'The table'))
  table(): Promise<IdentifiedAnswer> {
    return this.identified.table();
  }
}
