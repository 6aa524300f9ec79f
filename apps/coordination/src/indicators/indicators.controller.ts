import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Roles } from '#http';
import { answer } from '../open-api.js';
import { Indicators } from './indicators.js';
import { indicatorsAnswerSchema, type IndicatorsAnswer } from './indicators-answer.js';
import { indicatorsRequest } from './indicators-request.js';

@ApiTags('figures')
@Roles('operator')
@Controller('v1/indicators')
export class IndicatorsController {
  constructor(private readonly indicators: Indicators) {}

  @Get()
  @ApiOperation({
    summary: 'Indicators V1 to V4 with watermark, completeness and share of cases open to matching',
    description:
      'Raw numbers without disclosure control: for operators and tests, closed to coordinators. One row a metric, country ' +
      'and year, and of several years one for the whole range.',
  })
  @ApiQuery({
    name: 'years',
    required: false,
    example: '2018-2023',
    description: 'Default: first to last decided year',
  })
  @ApiQuery({ name: 'countries', required: false, example: 'KZ,UZ', description: 'Default: all' })
  @ApiOkResponse(answer(indicatorsAnswerSchema, 'The figures and the state they were counted over'))
  figures(@Query('years') years?: string, @Query('countries') countries?: string): Promise<IndicatorsAnswer> {
    return this.indicators.figures(indicatorsRequest(years, countries));
  }
}
