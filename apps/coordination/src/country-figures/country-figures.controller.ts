import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { FIGURE_TABLE } from '#contracts';
import { Roles } from '#http';
import { answer } from '../open-api.js';
import { CountryFigures } from './country-figures.js';
import { countryFiguresAnswerSchema, type CountryFiguresAnswer } from './country-figures-answer.js';
import { countryFiguresRequest } from './country-figures-request.js';

@ApiTags('figures')
@Roles('operator')
@Controller('v1/figures')
export class CountryFiguresController {
  constructor(private readonly figures: CountryFigures) {}

  @Get()
  @ApiOperation({
    summary: 'A table that the countries count themselves, for one period',
    description:
      'Raw numbers without disclosure control: for operators and tests, closed to coordinators. Every cell of every ' +
      'country asked for; what nobody counted or confirmed is NOT_REPORTED, never zero.',
  })
  @ApiQuery({ name: 'table', schema: { type: 'string', enum: [...FIGURE_TABLE] } })
  @ApiQuery({ name: 'period', example: '2026-Q1', description: 'Calendar year or quarter' })
  @ApiQuery({ name: 'countries', required: false, example: 'KZ,UZ', description: 'Default: all' })
  @ApiOkResponse(answer(countryFiguresAnswerSchema, 'The table of each country'))
  table(
    @Query('table') table?: string,
    @Query('period') period?: string,
    @Query('countries') countries?: string,
  ): Promise<CountryFiguresAnswer> {
    return this.figures.table(countryFiguresRequest(table, period, countries));
  }
}
